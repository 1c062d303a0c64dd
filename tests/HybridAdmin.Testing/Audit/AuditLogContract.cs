using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant.Writing;
using Microsoft.Extensions.Time.Testing;
using static HybridAdmin.Testing.Audit.AuditSamples;

namespace HybridAdmin.Testing.Audit;

/// <summary>
/// The contract of every <see cref="IAuditLog"/>; its queries are in <see cref="AuditLogQueryContract"/>.
/// </summary>
public abstract class AuditLogContract
{
    protected FakeTimeProvider Clock { get; } = AClock();

    /// <summary>An empty log on <see cref="Clock"/>.</summary>
    protected abstract Task<IAuditLog> CreateAsync();

    [Fact]
    public async Task BeginAsync_FirstChange_ReturnsOneAndLeavesTheOutcomeOpen()
    {
        var log = await CreateAsync();

        var id = await log.BeginAsync(AnIntent(), default);

        var entry = await log.FindAsync(id, default);
        Assert.Equal(1, id);
        Assert.NotNull(entry);
        Assert.Null(entry.Outcome);
        Assert.Null(entry.SettledAt);
    }

    [Fact]
    public async Task FindAsync_AppliedChange_ReturnsWhatWasRecorded()
    {
        var log = await CreateAsync();
        var intent = AnIntent() with { RevertsChangeId = 77, Server = "ldaps://dc1.contoso.test" };
        var begun = Clock.GetUtcNow();
        var id = await log.BeginAsync(intent, default);
        Clock.AdjustTime(begun.AddTicks(1234567));
        await log.EndAsync(id, new AuditEnd(AuditOutcome.Applied, "Written and read back."), default);

        var entry = await log.FindAsync(id, default);

        Assert.NotNull(entry);
        Assert.Equal((begun, begun.AddTicks(1234567)), (entry.At, entry.SettledAt));
        Assert.Equal((intent.Actor.Id, intent.Actor.DisplayName), (entry.ActorId, entry.ActorName));
        Assert.Equal(
            (intent.Actor.Role, intent.Actor.Source, intent.Actor.ClientAddress),
            (entry.Role, entry.Source, entry.ClientAddress)
        );
        Assert.Equal(
            (intent.Action, intent.TargetId, intent.TargetName, intent.TargetDn),
            (entry.Action, entry.TargetId, entry.TargetName, entry.TargetDn)
        );
        Assert.Equal((AuditOutcome.Applied, "Written and read back."), (entry.Outcome, entry.Message));
        Assert.Equal(
            (intent.Reason, intent.CorrelationId, intent.RevertsChangeId, intent.Server),
            (entry.Reason, entry.CorrelationId, entry.RevertsChangeId, entry.Server)
        );
        Assert.Equal(intent.Changes, entry.Changes);
        Assert.Null(entry.Found);
    }

    [Fact]
    public async Task FindAsync_NoSuchChange_ReturnsNull()
    {
        var log = await CreateAsync();
        await log.RecordAsync(AnIntent(), new AuditEnd(AuditOutcome.Refused), default);

        Assert.Null(await log.FindAsync(2, default));
        Assert.Null(await log.FindAsync(99, default));
    }

    [Fact]
    public async Task EndAsync_SecondTime_ThrowsAndKeepsTheFirstOutcome()
    {
        var log = await CreateAsync();
        var id = await log.BeginAsync(AnIntent(), default);
        await log.EndAsync(id, new AuditEnd(AuditOutcome.Failed, "first"), default);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            log.EndAsync(id, new AuditEnd(AuditOutcome.Applied, "second"), default)
        );

        Assert.Equal("first", (await log.FindAsync(id, default))!.Message);
    }

    [Fact]
    public async Task EndAsync_UnknownChange_Throws()
    {
        var log = await CreateAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            log.EndAsync(1, new AuditEnd(AuditOutcome.Applied), default)
        );
    }

    [Fact]
    public async Task RecordAsync_Refusal_IsSettledAtOnce()
    {
        var log = await CreateAsync();

        var id = await log.RecordAsync(
            AnIntent(),
            new AuditEnd(AuditOutcome.Refused, "Outside of the scope."),
            default
        );

        var entry = await log.FindAsync(id, default);
        Assert.Equal((AuditOutcome.Refused, "Outside of the scope."), (entry!.Outcome, entry.Message));
        Assert.Empty(await log.ListUnsettledAsync(default));
    }

    [Fact]
    public async Task EndAsync_WithValuesFound_ReturnsThem()
    {
        var log = await CreateAsync();
        var id = await log.BeginAsync(AnIntent(), default);
        AttributeChange[] found =
        [
            new("mail", [new DirectoryValue("a@contoso.test")], [new DirectoryValue("b@contoso.test")]),
        ];

        await log.EndAsync(id, new AuditEnd(AuditOutcome.Conflict, "Somebody else was quicker.", found), default);

        Assert.Equal(found, (await log.FindAsync(id, default))!.Found);
    }

    [Fact]
    public async Task FindAsync_ChangeOfTheTenant_SaysWhichObjectWasWritten()
    {
        var log = await CreateAsync();
        var target = new TenantTarget(TenantTargetKind.Mailbox, "aaaaaaaa-0000-0000-0000-000000000001");

        var there = await log.BeginAsync(
            AnIntent() with
            {
                Tenant = target,
                Changes = [new("Alias", ["a"], ["b"])],
            },
            default
        );
        var here = await log.BeginAsync(AnIntent(), default);

        Assert.Equal(target, (await log.FindAsync(there, default))!.Tenant);
        Assert.Null((await log.FindAsync(here, default))!.Tenant);
        Assert.True((await log.VerifyAsync(default)).IsValid);
    }

    [Fact]
    public async Task FindAsync_OctetValues_ReturnsTheSameBytes()
    {
        var log = await CreateAsync();
        var change = new AttributeChange(
            "msExchMailboxGuid",
            [new DirectoryValue(new byte[] { 0, 1, 0xFE, 0xFF })],
            [new DirectoryValue([])]
        );

        var id = await log.BeginAsync(AnIntent() with { Changes = [change] }, default);

        var read = Assert.Single((await log.FindAsync(id, default))!.Changes);
        Assert.Equal(change, read);
        Assert.True(read.Before[0].IsOctets && read.After[0].IsOctets);
    }

    [Theory]
    [InlineData("100% _ \\ [a]")]
    [InlineData("it's \"quoted\"; DROP TABLE AuditRecords; --")]
    [InlineData("\u202Eright to left\u202C \u200F שלום")]
    [InlineData("Ångström, Müller, Ελένη, 李雷, 👩‍💻")]
    [InlineData("line\r\nbreak\tand\u0001control")]
    [InlineData("")]
    public async Task FindAsync_UnusualText_ReturnsItToTheLetter(string text)
    {
        var log = await CreateAsync();
        var change = new AttributeChange("displayName", [new DirectoryValue(text)], []);

        var id = await log.RecordAsync(
            AnIntent() with
            {
                Reason = text,
                TargetName = text,
                Changes = [change],
            },
            new AuditEnd(AuditOutcome.Failed, text),
            default
        );

        var entry = (await log.FindAsync(id, default))!;
        Assert.Equal((text, text, text), (entry.Reason, entry.TargetName, entry.Message));
        Assert.Equal(change, Assert.Single(entry.Changes));
    }

    [Fact]
    public async Task FindAsync_TextWithNul_KeepsWhatFollowsIt()
    {
        var log = await CreateAsync();
        var change = new AttributeChange("displayName", [], [new DirectoryValue("a\0b")]);

        var id = await log.BeginAsync(AnIntent() with { Reason = "before\0after", Changes = [change] }, default);

        var entry = (await log.FindAsync(id, default))!;
        Assert.Equal("before\u2400after", entry.Reason);
        Assert.Equal("a\0b", Assert.Single(entry.Changes).After[0].Text);
        Assert.True((await log.VerifyAsync(default)).IsValid);
    }

    [Fact]
    public async Task ListUnsettledAsync_SomeOpen_ReturnsThemOldestFirst()
    {
        var log = await CreateAsync();
        var first = await log.BeginAsync(AnIntent(), default);
        var second = await log.BeginAsync(AnIntent(), default);
        var third = await log.BeginAsync(AnIntent(), default);
        await log.EndAsync(second, new AuditEnd(AuditOutcome.Unknown), default);

        var open = await log.ListUnsettledAsync(default);

        Assert.Equal([first, third], open.Select(e => e.Id));
        Assert.Equal(AnIntent().Changes, open[0].Changes);
    }

    [Fact]
    public async Task BeginAsync_Cancelled_RecordsNothing()
    {
        var log = await CreateAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            log.BeginAsync(AnIntent(), new CancellationToken(canceled: true))
        );

        Assert.Equal(0, await log.CountAsync(new AuditQuery(), default));
    }

    [Fact]
    public async Task BeginAsync_ManyAtOnce_GivesEachItsOwnId()
    {
        var log = await CreateAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => log.BeginAsync(AnIntent(), default)));

        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), ids.Order());
    }

    [Fact]
    public async Task VerifyAsync_IntentAndOutcome_CountsTwoRecords()
    {
        var log = await CreateAsync();
        await log.RecordAsync(AnIntent(), new AuditEnd(AuditOutcome.Applied), default);

        var result = await log.VerifyAsync(default);

        Assert.Equal((true, 2L, null, null), (result.IsValid, result.Records, result.FirstBroken, result.Problem));
    }

    [Fact]
    public async Task VerifyAsync_EmptyLog_IsValid()
    {
        var log = await CreateAsync();

        var result = await log.VerifyAsync(default);

        Assert.Equal((true, 0L), (result.IsValid, result.Records));
    }
}
