using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Comparison.Visibility;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Visibility;

public sealed class GetHiddenSinceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ExecuteAsync_HiddenByThisConsole_NamesWhoWhenAndWhy()
    {
        var bench = new ChangeTestContext();
        var anna = bench.AddAnna();
        var change = await bench.EditAsync(
            anna,
            new RecipientEdit { HiddenFromAddressListsEnabled = true, Reason = "INC-3" }
        );

        var since = (await AskAsync(bench, anna))[anna];

        Assert.Equal((bench.Actor.DisplayName, change.ChangeId, "INC-3"), (since.By, since.Change, since.Reason));
        Assert.NotNull(since.Since);
    }

    [Fact]
    public async Task ExecuteAsync_HiddenInExchangeOnline_NamesThatRecord()
    {
        var bench = new ChangeTestContext(tenant: new FakeTenant());
        var (anna, _) = bench.AddManaged();
        var change = await bench.EditAsync(
            anna,
            new RecipientEdit { HiddenFromAddressListsEnabled = true, Reason = "INC-4" }
        );

        var since = (await AskAsync(bench, anna))[anna];
        await bench.RevertAsync(change.ChangeId!.Value);
        var afterwards = (await AskAsync(bench, anna))[anna];

        Assert.Equal((bench.Actor.DisplayName, change.ChangeId, "INC-4"), (since.By, since.Change, since.Reason));
        Assert.Null(afterwards.Change);
    }

    [Fact]
    public async Task ExecuteAsync_LastHereMadeVisible_IsNotTakenForIt()
    {
        var bench = new ChangeTestContext();
        bench.Directory.TellsReplicationMetadata = false;
        var anna = bench.AddAnna(("msExchHideFromAddressLists", ["TRUE"]));
        await bench.EditAsync(anna, new RecipientEdit { HiddenFromAddressListsEnabled = false });
        bench.Directory.ChangeElsewhere(anna, "msExchHideFromAddressLists", "TRUE");

        Assert.Equal(HiddenSince.Unknown, (await AskAsync(bench, anna))[anna]);
    }

    [Fact]
    public async Task ExecuteAsync_NobodyKnows_IsUnknownAndNotWhenChanged()
    {
        var bench = new ChangeTestContext();
        bench.Directory.TellsReplicationMetadata = false;
        var anna = bench.AddAnna(("msExchHideFromAddressLists", ["TRUE"]));

        Assert.Equal(HiddenSince.Unknown, (await AskAsync(bench, anna))[anna]);
    }

    [Fact]
    public async Task ExecuteAsync_AnotherTool_HasTheTimeOfTheDirectoryAndNobody()
    {
        var bench = new ChangeTestContext();
        var anna = bench.AddAnna();
        bench.Directory.ChangeElsewhere(anna, "msExchHideFromAddressLists", "TRUE");

        var since = (await AskAsync(bench, anna))[anna];

        Assert.Equal((null, null), (since.By, since.Change));
        Assert.NotNull(since.Since);
    }

    [Fact]
    public async Task ExecuteAsync_Many_LooksUpAHundred()
    {
        var bench = new ChangeTestContext();

        Assert.Equal(
            GetHiddenSince.Most,
            (await AskAsync(bench, Enumerable.Range(0, 300).Select(_ => Guid.NewGuid()).ToArray())).Count
        );
    }

    [Fact]
    public void Join_WrittenLaterByAnotherTool_DropsOurRecord()
    {
        var ours = new AuditEntry
        {
            Id = 7,
            At = Noon,
            ActorId = "kim",
            ActorName = "Kim Lee",
            Role = Role.Helpdesk,
            Source = ActorSource.Console,
            Action = AuditAction.RecipientEdited,
            CorrelationId = Guid.NewGuid(),
            Changes = [new AttributeChange("msExchHideFromAddressLists", [], ["TRUE"])],
        };

        Assert.Equal(
            (Noon, "Kim Lee"),
            (
                GetHiddenSince.Join(ours, Noon.AddSeconds(2)).Since!.Value,
                GetHiddenSince.Join(ours, Noon.AddSeconds(2)).By
            )
        );
        Assert.Equal(new HiddenSince(Noon.AddHours(1), null, null), GetHiddenSince.Join(ours, Noon.AddHours(1)));
        Assert.Equal(new HiddenSince(Noon, null, null), GetHiddenSince.Join(null, Noon));
    }

    [Fact]
    public void LastChange_MetadataAsTheDirectoryGivesIt_IsReadForTheAttribute()
    {
        var entry = Entry(
            "<DS_REPL_ATTR_META_DATA>\n\t<pszAttributeName>displayName</pszAttributeName>\n\t<ftimeLastOriginatingChange>2020-01-01T00:00:00Z</ftimeLastOriginatingChange>\n</DS_REPL_ATTR_META_DATA>\n\0",
            "<DS_REPL_ATTR_META_DATA>\n\t<pszAttributeName>msExchHideFromAddressLists</pszAttributeName>\n\t<dwVersion>3</dwVersion>\n\t<ftimeLastOriginatingChange>2026-11-20T12:00:00Z</ftimeLastOriginatingChange>\n</DS_REPL_ATTR_META_DATA>\n\0"
        );

        Assert.Equal(Noon, ReplicationMetadata.LastChange(entry, "msexchhidefromaddresslists"));
        Assert.Null(ReplicationMetadata.LastChange(entry, "mail"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<pszAttributeName>mail</pszAttributeName>")]
    [InlineData(
        "<pszAttributeName>mail</pszAttributeName><ftimeLastOriginatingChange>soon</ftimeLastOriginatingChange>"
    )]
    [InlineData(
        "<pszAttributeName>mail</pszAttributeName><ftimeLastOriginatingChange>1601-01-01T00:00:00Z</ftimeLastOriginatingChange>"
    )]
    public void LastChange_Unreadable_IsNull(string text) =>
        Assert.Null(ReplicationMetadata.LastChange(Entry(text), "mail"));

    private static DirectoryEntry Entry(params string[] values) =>
        new(
            DistinguishedName.Parse("CN=Anna,DC=contoso,DC=test"),
            Guid.NewGuid(),
            [new(ReplicationMetadata.Attribute, values.Select(v => new DirectoryValue(v)).ToArray())]
        );

    private static Task<IReadOnlyDictionary<Guid, HiddenSince>> AskAsync(ChangeTestContext bench, params Guid[] ids) =>
        new GetHiddenSince(bench, new ReadAuditLog(bench, bench.Audit), bench.Directory).ExecuteAsync(ids, default);
}
