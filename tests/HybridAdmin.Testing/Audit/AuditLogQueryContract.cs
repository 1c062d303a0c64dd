using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Time.Testing;
using static HybridAdmin.Testing.Audit.AuditSamples;

namespace HybridAdmin.Testing.Audit;

/// <summary>The contract of the queries of every <see cref="IAuditLog"/>.</summary>
public abstract class AuditLogQueryContract
{
    private static readonly AuditEnd Applied = new(AuditOutcome.Applied);

    protected FakeTimeProvider Clock { get; } = AClock();

    /// <summary>An empty log on <see cref="Clock"/>.</summary>
    protected abstract Task<IAuditLog> CreateAsync();

    [Fact]
    public async Task ListAsync_PageByPage_ReturnsEachOnceNewestFirst()
    {
        var log = await CreateAsync();
        var ids = new List<long>();
        for (var i = 0; i < 7; i++)
            ids.Add(await log.RecordAsync(AnIntent(), Applied, default));

        var seen = new List<long>();
        long? after = null;
        var pages = 0;
        do
        {
            var page = await log.ListAsync(new AuditQuery(), after, 3, default);
            seen.AddRange(page.Items.Select(e => e.Id));
            after = page.Next;
            pages++;
        } while (after is not null);

        Assert.Equal(Enumerable.Reverse(ids), seen);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task ListAsync_LastPageFull_HasNoNext()
    {
        var log = await CreateAsync();
        for (var i = 0; i < 4; i++)
            await log.RecordAsync(AnIntent(), Applied, default);

        var page = await log.ListAsync(new AuditQuery(), null, 4, default);

        Assert.Equal((4, null), (page.Items.Count, page.Next));
    }

    [Fact]
    public async Task ListAsync_RecordAddedBetweenPages_IsNotRepeated()
    {
        var log = await CreateAsync();
        for (var i = 0; i < 4; i++)
            await log.RecordAsync(AnIntent(), Applied, default);
        var first = await log.ListAsync(new AuditQuery(), null, 2, default);
        await log.RecordAsync(AnIntent(), Applied, default);

        var second = await log.ListAsync(new AuditQuery(), first.Next, 2, default);

        Assert.Empty(first.Items.Select(e => e.Id).Intersect(second.Items.Select(e => e.Id)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task ListAsync_TakeOutOfRange_Throws(int take)
    {
        var log = await CreateAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            log.ListAsync(new AuditQuery(), null, take, default)
        );
    }

    public static TheoryData<string, AuditQuery> Narrowing =>
        new()
        {
            {
                "actor's id",
                new AuditQuery { Actor = "BO@" }
            },
            {
                "actor's name without case",
                new AuditQuery { Actor = "åkesson" }
            },
            {
                "target's id",
                new AuditQuery { Target = "99999999-0000-4000-8000-000000000009" }
            },
            {
                "target's id in upper case with braces",
                new AuditQuery { Target = "{99999999-0000-4000-8000-000000000009}".ToUpperInvariant() }
            },
            {
                "target's name without case",
                new AuditQuery { Target = "ÅSA 100%_\\" }
            },
            {
                "target's DN",
                new AuditQuery { Target = "ou=it,dc=" }
            },
            {
                "attribute without case",
                new AuditQuery { Attribute = "EXTENSIONATTRIBUTE1" }
            },
            {
                "outcome",
                new AuditQuery { Outcome = AuditOutcome.Conflict }
            },
            {
                "action",
                new AuditQuery { Action = AuditAction.ChangeReverted }
            },
            {
                "correlation",
                new AuditQuery { CorrelationId = Guid.Parse("99999999-0000-4000-8000-000000000008") }
            },
            {
                "from",
                new AuditQuery { From = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(1)) }
            },
            {
                "reason",
                new AuditQuery { Text = "chg-9" }
            },
            {
                "message",
                new AuditQuery { Text = "SOMEBODY else" }
            },
            {
                "value before",
                new AuditQuery { Text = "old \"value\"" }
            },
            {
                "value after",
                new AuditQuery { Text = "NEW\\VALUE" }
            },
            {
                "value found",
                new AuditQuery { Text = "third value" }
            },
            {
                "value that is not ASCII",
                new AuditQuery { Text = "ÉLÉONORE" }
            },
            {
                "several",
                new AuditQuery
                {
                    Actor = "bo",
                    Attribute = "extensionAttribute1",
                    Outcome = AuditOutcome.Conflict,
                    ChangesOnly = true,
                    Text = "chg",
                }
            },
        };

    [Theory]
    [MemberData(nameof(Narrowing))]
    public async Task ListAsync_Filtered_ReturnsOnlyTheOneMeant(string what, AuditQuery query)
    {
        var log = await CreateAsync();
        await log.RecordAsync(AnIntent(), Applied, default);
        Clock.AdjustTime(new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero));
        var meant = await log.RecordAsync(TheOther(), TheOthersEnd(), default);

        var page = await log.ListAsync(query, null, 10, default);

        Assert.True(page.Items.Select(e => e.Id).SequenceEqual([meant]), what);
        Assert.Equal(1, await log.CountAsync(query, default));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("attribute")]
    [InlineData("base64")]
    [InlineData("\",\"")]
    public async Task ListAsync_TextThatIsInNoRecord_FindsNothing(string text)
    {
        var log = await CreateAsync();
        await log.RecordAsync(
            AnIntent() with
            {
                Changes = [AChange("mail"), new("photo", [], [new DirectoryValue(new byte[] { 1 })])],
            },
            Applied,
            default
        );

        var page = await log.ListAsync(new AuditQuery { Text = text }, null, 10, default);

        Assert.Empty(page.Items);
    }

    [Fact]
    public async Task ListAsync_To_IsExclusive()
    {
        var log = await CreateAsync();
        await log.RecordAsync(AnIntent(), Applied, default);

        var until = await log.CountAsync(new AuditQuery { To = Clock.GetUtcNow() }, default);
        var past = await log.CountAsync(
            new AuditQuery { From = Clock.GetUtcNow(), To = Clock.GetUtcNow().AddTicks(1) },
            default
        );

        Assert.Equal((0L, 1L), (until, past));
    }

    [Fact]
    public async Task ListAsync_ChangesOnly_LeavesSignInsOut()
    {
        var log = await CreateAsync();
        var change = await log.BeginAsync(AnIntent(), default);
        await log.RecordAsync(ASignIn(), Applied, default);

        var page = await log.ListAsync(new AuditQuery { ChangesOnly = true }, null, 10, default);

        Assert.Equal([change], page.Items.Select(e => e.Id));
    }

    [Fact]
    public async Task ListAsync_Revert_CountsOnlyOnceApplied()
    {
        var log = await CreateAsync();
        var change = await log.RecordAsync(AnIntent(), Applied, default);
        var revert = AnIntent() with { Action = AuditAction.ChangeReverted, RevertsChangeId = change };
        await log.RecordAsync(revert, new AuditEnd(AuditOutcome.Conflict), default);
        var refused = (await log.FindAsync(change, default))!.RevertedByChangeId;
        var applied = await log.RecordAsync(revert, Applied, default);

        var page = await log.ListAsync(new AuditQuery { Action = AuditAction.RecipientEdited }, null, 10, default);

        Assert.Null(refused);
        Assert.Equal(applied, Assert.Single(page.Items).RevertedByChangeId);
    }

    [Fact]
    public async Task CountByDayAsync_ThreeDays_CountsByUtcDateWithEmptyDays()
    {
        var log = await CreateAsync();
        Clock.AdjustTime(new DateTimeOffset(2026, 3, 1, 23, 59, 59, TimeSpan.Zero));
        await log.RecordAsync(AnIntent(), Applied, default);
        await log.RecordAsync(ASignIn(), Applied, default);
        Clock.AdjustTime(new DateTimeOffset(2026, 3, 3, 0, 30, 0, TimeSpan.Zero));
        await log.RecordAsync(AnIntent(), Applied, default);
        await log.RecordAsync(AnIntent(), new AuditEnd(AuditOutcome.Refused), default);
        await log.BeginAsync(AnIntent(), default);

        var days = await log.CountByDayAsync(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 3), [], default);

        Assert.Equal(
            [
                new(new DateOnly(2026, 3, 1), 1, 0),
                new(new DateOnly(2026, 3, 2), 0, 0),
                new AuditDay(new DateOnly(2026, 3, 3), 1, 2),
            ],
            days
        );
    }

    [Theory]
    [InlineData("OU=Sales,DC=contoso,DC=test", "CN=Anna Berg,OU=Sales,DC=contoso,DC=test", true)]
    [InlineData("ou=sales, dc=CONTOSO,dc=test", "CN=Anna Berg,OU=Sales,DC=contoso,DC=test", true)]
    [InlineData("OU=Sales,DC=contoso,DC=test", "CN=Anna Berg,OU=North,OU=Sales,DC=contoso,DC=test", true)]
    [InlineData("OU=Sales,DC=contoso,DC=test", "CN=Anna Berg,OU=IT,DC=contoso,DC=test", false)]
    [InlineData("OU=Sales,DC=contoso,DC=test", "CN=Anna Berg,OU=Presales,DC=contoso,DC=test", false)]
    [InlineData("OU=Sales,DC=contoso,DC=test", "CN=Anna\\,OU=Sales,DC=contoso,DC=test", false)] // a comma in the name
    [InlineData("OU=Sales\\, North,DC=contoso,DC=test", "CN=Anna Berg,OU=Sales\\, North,DC=contoso,DC=test", true)]
    [InlineData("OU=100%_,DC=contoso,DC=test", "CN=Anna Berg,OU=100abc,DC=contoso,DC=test", false)]
    public async Task Scope_OfAUnit_HoldsTheRecordsOfItsObjects(string unit, string dn, bool isInside)
    {
        var log = await CreateAsync();
        await log.RecordAsync(AnIntent() with { TargetDn = dn }, Applied, default);
        await log.RecordAsync(ASignIn(), Applied, default);
        await log.RecordAsync(AnIntent() with { TargetName = $"X,{unit}", TargetDn = null }, Applied, default);
        DistinguishedName[] scope =
        [
            DistinguishedName.Parse("OU=Elsewhere,DC=contoso,DC=test"),
            DistinguishedName.Parse(unit),
        ];
        var day = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

        var count = await log.CountAsync(new AuditQuery { Scope = scope }, default);
        var listed = await log.ListAsync(
            new AuditQuery
            {
                Scope = scope,
                Actor = "kim",
                Outcome = AuditOutcome.Applied,
            },
            null,
            10,
            default
        );
        var days = await log.CountByDayAsync(day, day, scope, default);

        Assert.Equal(isInside ? 1 : 0, count);
        Assert.Equal(count, listed.Items.Count);
        Assert.Equal(count, days.Single().Applied);
    }

    private static AuditIntent TheOther() =>
        new()
        {
            Actor = AnActor("bo@contoso.test", "Bo Åkesson"),
            Action = AuditAction.ChangeReverted,
            TargetId = Guid.Parse("99999999-0000-4000-8000-000000000009"),
            TargetName = "Åsa 100%_\\ Éléonore",
            TargetDn = "CN=Asa,OU=IT,DC=contoso,DC=test",
            Changes =
            [
                new AttributeChange(
                    "extensionAttribute1",
                    [new DirectoryValue("old \"value\"")],
                    [new DirectoryValue("new\\value")]
                ),
            ],
            Reason = "CHG-9",
            CorrelationId = Guid.Parse("99999999-0000-4000-8000-000000000008"),
        };

    private static AuditEnd TheOthersEnd() =>
        new(
            AuditOutcome.Conflict,
            "Somebody else changed it.",
            [new AttributeChange("extensionAttribute1", [], [new DirectoryValue("third value")])]
        );
}
