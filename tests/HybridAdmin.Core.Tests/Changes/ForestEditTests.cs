using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Changes;

/// <summary>Changes in a forest of several domains: all are searched, and the object's own domain is written.</summary>
public sealed class ForestEditTests
{
    private static readonly RecipientEdit AddX = new() { AddAddresses = ["x@contoso.example"] };

    private readonly ChangeTestContext bench = new();

    public ForestEditTests() => bench.Directory.AddChildDomain();

    [Fact]
    public async Task Edit_ObjectOfTheChildDomain_IsPlannedWrittenAndReadBackThere()
    {
        var id = AddChild();

        var result = await bench.EditAsync(id, AddX);

        Assert.True(result.IsDone);
        Assert.Contains("smtp:x@contoso.example", bench.Directory.Peek(id, "proxyAddresses"));
        Assert.Contains(result.Entry!.Texts("proxyAddresses"), a => a == "smtp:x@contoso.example");
        Assert.Equal([FakeDirectory.Domain, FakeDirectory.Child], bench.Directory.Opened);
    }

    [Fact]
    public async Task Edit_AliasIsMailOfADisabledObjectInTheChildDomain_IsInUse()
    {
        var anna = bench.AddAnna();
        var holder = bench.Directory.AddChildUser(
            "Otto",
            ("mail", ["x@contoso.example"]),
            ("userAccountControl", ["514"])
        );

        var result = await bench.EditAsync(anna, AddX);

        Assert.Equal(ProblemCode.AddressInUse, result.Problem!.Code);
        Assert.Equal((holder, "mail"), (result.Problem.Holder!.Id, result.Problem.Holder.Attribute));
        Assert.NotEmpty(result.Problem.Errors["addAddresses"]);
        Assert.Equal(0, bench.Directory.Modifies);
        Assert.Equal(AuditOutcome.Refused, bench.Audit.Entries.Single().Outcome);
    }

    [Fact]
    public async Task Edit_OtherDomainAway_AddsNoAddressButWritesTheRest()
    {
        var anna = bench.AddAnna();
        bench.Directory.GoAway(FakeDirectory.Child);

        var adding = await bench.EditAsync(anna, AddX);
        var removing = await bench.EditAsync(anna, new RecipientEdit { RemoveAddresses = ["berg@contoso.example"] });

        Assert.Equal(ProblemCode.DirectoryUnavailable, adding.Problem!.Code);
        Assert.True(removing.IsDone);
        Assert.Equal(["SMTP:anna@contoso.example"], bench.Directory.Peek(anna, "proxyAddresses"));
    }

    [Fact]
    public async Task Edit_HomeDomainAway_ObjectOfTheChildDomainCanBeChanged()
    {
        var id = AddChild();
        bench.Directory.GoAway(FakeDirectory.Domain);
        // Updates the status.
        await Assert.ThrowsAsync<DirectoryFault>(() => bench.Directory.OpenAsync(null, default));

        var result = await bench.EditAsync(id, new RecipientEdit { DisplayName = "Karl Child" });

        Assert.True(result.IsDone);
        Assert.Equal(["Karl Child"], bench.Directory.Peek(id, "displayName"));
    }

    [Fact]
    public async Task Edit_ObjectNowhereWhileADomainIsAway_IsUnavailableAndNotCalledGone()
    {
        bench.Directory.GoAway(FakeDirectory.Child);

        var result = await bench.EditAsync(Guid.NewGuid(), AddX);

        Assert.Equal(ProblemCode.DirectoryUnavailable, result.Problem!.Code);
    }

    [Fact]
    public async Task Preview_DomainWithoutAServer_WarnsThatItIsNotSearchedAndNamesTheSetting()
    {
        bench.Directory.AddUnservedDomain();
        var anna = bench.AddAnna();

        var claiming = await bench.PreviewAsync(anna, AddX);
        var other = await bench.PreviewAsync(anna, new RecipientEdit { DisplayName = "Anna" });

        var finding = Assert.Single(claiming.Plan!.Findings, f => f.Code == FindingCodes.DomainNotSearched);
        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.Contains("far.contoso.test", finding.Message, StringComparison.Ordinal);
        Assert.Contains("Directory:Servers", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Plan!.Findings, f => f.Code == FindingCodes.DomainNotSearched);
        Assert.True((await bench.EditAsync(anna, AddX)).IsDone);
    }

    [Fact]
    public async Task Check_DomainWithoutAServer_SaysThatItIsNotSearched()
    {
        bench.Directory.AddUnservedDomain();

        var check = await bench.CheckAsync(null, "new@contoso.example");

        Assert.True(check.IsFree);
        Assert.Equal(FindingSeverity.Warning, check.Severity);
        Assert.Contains("far.contoso.test", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revert_ObjectOfTheChildDomain_IsTakenBackThere()
    {
        var id = AddChild();
        var before = bench.Directory.Peek(id, "proxyAddresses");
        var changeId = (await bench.EditAsync(id, AddX)).ChangeId!.Value;

        var result = await bench.RevertAsync(changeId);

        Assert.True(result.IsDone);
        Assert.Equal(before, bench.Directory.Peek(id, "proxyAddresses"));
    }

    [Fact]
    public async Task Revert_AddressFreedThatTheOtherDomainHasNow_IsInUse()
    {
        var id = AddChild();
        var changeId = (await bench.EditAsync(id, new RecipientEdit { RemoveAddresses = ["old@contoso.example"] }))
            .ChangeId!
            .Value;
        var holder = bench.Directory.AddUser("Bo", ("proxyAddresses", ["smtp:old@contoso.example"]));

        var result = await bench.RevertAsync(changeId);

        Assert.Equal(ProblemCode.AddressInUse, result.Problem!.Code);
        Assert.Equal(holder, result.Problem.Holder!.Id);
    }

    [Fact]
    public async Task Settle_OneDomainAway_TheOtherIsSettledAndNothingIsGuessed()
    {
        var (child, anna) = (AddChild(), bench.AddAnna());
        await LoseAsync(child, FakeDirectory.Child);
        await LoseAsync(anna, FakeDirectory.Domain);
        bench.Directory.GoAway(FakeDirectory.Child);

        await Assert.ThrowsAsync<DirectoryFault>(() => bench.Settle.ExecuteAsync(TimeSpan.Zero, default));
        var left = await bench.Audit.ListUnsettledAsync(default);
        bench.Directory.ComeBack();
        await bench.Settle.ExecuteAsync(TimeSpan.Zero, default);

        Assert.Equal(child, Assert.Single(left).TargetId);
        Assert.Empty(await bench.Audit.ListUnsettledAsync(default));
    }

    [Fact]
    public async Task GetRecipient_ObjectOfTheChildDomain_IsReadThere()
    {
        var id = AddChild();
        var get = bench.Get();

        Assert.Equal(id, (await get.ExecuteAsync(id, default))!.Recipient.Id);
        Assert.NotNull(await get.ReadRawAsync(id, default));
        Assert.Null(await get.ExecuteAsync(Guid.NewGuid(), default));
    }

    [Fact]
    public async Task Edit_OneAlias_AsksTheForestOnce()
    {
        var anna = bench.AddAnna();
        var before = bench.Directory.Searches;

        await bench.EditAsync(anna, AddX);

        Assert.Equal(2, bench.Directory.Searches - before); // one in each domain
    }

    private Guid AddChild() =>
        bench.Directory.AddChildUser(
            "Karl",
            ("mail", ["karl@contoso.example"]),
            ("proxyAddresses", ["SMTP:karl@contoso.example", "smtp:old@contoso.example"]),
            ("mailNickname", ["karl"])
        );

    /// <summary>Records an intent without an outcome, as after a crash.</summary>
    private Task LoseAsync(Guid id, DistinguishedName domain) =>
        bench.Audit.BeginAsync(
            new AuditIntent
            {
                Actor = bench.Actor,
                Action = AuditAction.RecipientEdited,
                TargetId = id,
                TargetDn = domain.Child("OU", "Staff").Child("CN", "x").ToString(),
                Changes = [new AttributeChange("title", [], ["Boss"])],
                CorrelationId = Guid.NewGuid(),
            },
            default
        );
}
