using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Access;

/// <summary>An actor whose role covers OU=Staff; groups are in another unit.</summary>
public sealed class ScopeTests
{
    private readonly ChangeTestContext bench = new();
    private readonly Guid anna;
    private readonly Guid list;

    public ScopeTests()
    {
        anna = bench.AddAnna();
        list = bench.Directory.AddGroup(
            "Secret list",
            ("mail", ["list@contoso.example"]),
            ("proxyAddresses", ["SMTP:list@contoso.example"]),
            ("mailNickname", ["list"])
        );
        bench.Actor = bench.Actor with { Scope = [FakeDirectory.Staff] };
    }

    [Fact]
    public async Task GetRecipient_OutsideTheScope_IsNotThere()
    {
        var get = bench.Get();

        Assert.NotNull(await get.ExecuteAsync(anna, default));
        Assert.NotNull(await get.ReadRawAsync(anna, default));
        Assert.Null(await get.ExecuteAsync(list, default));
        Assert.Null(await get.ReadRawAsync(list, default));
    }

    [Fact]
    public async Task ListRecipients_OutsideTheScope_IsNeitherListedNorCounted()
    {
        using var feed = new RecipientIndexFeed(bench.Directory, bench.Index, bench.Time);
        await feed.LoadAsync(default);
        var recipients = new ListRecipients(bench, bench.Authorities);

        var page = await recipients.ExecuteAsync(new RecipientQuery { Search = "contoso" }, 0, 10, default);
        var facets = await recipients.GetFacetsAsync(default);

        Assert.Equal([anna], page.Items.Select(i => i.Id));
        Assert.Equal(1, page.Total);
        Assert.Equal(["OU=Staff,DC=contoso,DC=test"], facets.OrganizationalUnits.Select(u => u.Value));
    }

    [Fact]
    public async Task CheckAddress_HolderOutsideTheScope_IsTakenAndNotNamed()
    {
        var check = new CheckAddress(bench, bench.Directory, bench.Offered(), bench.Settings);

        var taken = await check.ExecuteAsync(anna, "list@contoso.example", default);

        Assert.False(taken.IsFree);
        Assert.Null(taken.Holder);
        Assert.Equal(
            "list@contoso.example is taken by an object outside your organisational units (primary address).",
            taken.Message
        );
    }

    [Fact]
    public async Task Preview_AliasOfAnObjectOutside_IsWarnedOfWithoutItsName()
    {
        var preview = await bench.PreviewAsync(anna, new RecipientEdit { Alias = "list" });

        var finding = preview.Plan!.Findings.Single(f => f.Code == FindingCodes.AliasDuplicate);
        Assert.Null(finding.Holder);
        Assert.StartsWith(
            "An object outside your organisational units has the alias",
            finding.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Edit_OutsideTheScope_IsRefusedAndRecordedWithItsName()
    {
        var result = await bench.EditAsync(list, new RecipientEdit { AddAddresses = ["x@contoso.example"] });

        Assert.Equal(ProblemCode.Forbidden, result.Problem!.Code);
        Assert.DoesNotContain("Secret", result.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(
            (AuditOutcome.Refused, "Secret list"),
            (bench.Audit.Entries[^1].Outcome, bench.Audit.Entries[^1].TargetName)
        );
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ReadAuditLog_OutsideTheScope_IsNotThere()
    {
        bench.Actor = bench.Actor with { Scope = [] };
        var inside = (await bench.EditAsync(anna, new RecipientEdit { AddAddresses = ["a.berg@contoso.example"] }))
            .ChangeId!
            .Value;
        var outside = (await bench.EditAsync(list, new RecipientEdit { AddAddresses = ["the.list@contoso.example"] }))
            .ChangeId!
            .Value;
        bench.Actor = bench.Actor with { Scope = [FakeDirectory.Staff] };
        var log = new ReadAuditLog(bench, bench.Audit);

        Assert.Equal([inside], (await log.ListAsync(new AuditQuery(), null, 10, default)).Items.Select(e => e.Id));
        Assert.Equal(1, await log.CountAsync(new AuditQuery(), default));
        Assert.NotNull(await log.FindAsync(inside, default));
        Assert.Null(await log.FindAsync(outside, default));
        Assert.Empty((await log.HistoryAsync(list, null, 10, default)).Items);
    }
}
