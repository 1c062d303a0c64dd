using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Comparison.Visibility;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Core.Tests.Cloud.View;

namespace HybridAdmin.Core.Tests.Visibility;

/// <summary>"Why is X not in the address book?" across both sides.</summary>
public sealed class CloudVisibilityTests
{
    private readonly CloudTestContext bench = new();

    [Fact]
    public async Task ExecuteAsync_BothSides_AnswersInTheOrderInWhichItIsDecided()
    {
        var id = bench.AddAnna();
        bench.Tenant.With(
            CloudTestContext.CloudOf(id) with
            {
                ProvisioningErrors =
                [
                    new CloudProvisioningError("PropertyConflict", "ProxyAddress", "smtp:berg@contoso.example", null),
                ],
            }
        );

        var answer = await AskAsync(id);

        Assert.Equal(
            [
                "Hidden",
                "Hidden in the cloud",
                "Authority",
                "Alias",
                "Address",
                "Synchronisation",
                "Last export",
                "Error",
                "Kind",
                "Mailbox",
                "Delay",
            ],
            answer.Facts.Select(f => f.Question)
        );
        Assert.Equal("Nothing keeps it out of the address book, but something deserves a look.", answer.Headline);
    }

    [Fact]
    public async Task ExecuteAsync_HiddenInTheCloudOnly_Blocks()
    {
        var id = bench.AddAnna();
        var cloud = CloudTestContext.CloudOf(id, "anna", "smtp:berg@contoso.example");
        bench.Tenant.With(cloud with { Exchange = cloud.Exchange! with { HiddenFromAddressListsEnabled = true } });

        var answer = await AskAsync(id);

        Assert.Equal(
            "Hidden in the cloud",
            Assert.Single(answer.Facts, f => f.Verdict == VisibilityVerdict.Blocks).Question
        );
    }

    [Fact]
    public async Task ExecuteAsync_ExchangeOnlineOwnsItAndShowsIt_ActiveDirectorysFlagDoesNotKeepItOut()
    {
        var id = bench.AddAnna(("msExchHideFromAddressLists", ["TRUE"]));
        var cloud = CloudTestContext.CloudOf(id, "anna", "smtp:berg@contoso.example");
        bench.Tenant.With(cloud with { Exchange = cloud.Exchange! with { IsExchangeCloudManaged = true } });

        var answer = await AskAsync(id);

        Assert.DoesNotContain(answer.Facts, f => f.Verdict == VisibilityVerdict.Blocks);
        Assert.Contains("without effect", answer.Facts[0].Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_NoCloudObject_Blocks()
    {
        var id = bench.AddAnna();

        Assert.Contains(
            (await AskAsync(id)).Facts,
            f => f is { Question: "Cloud object", Verdict: VisibilityVerdict.Blocks }
        );
    }

    [Fact]
    public async Task ExecuteAsync_TenantAway_SaysWhatCouldNotBeAsked()
    {
        var id = bench.AddAnna();
        bench.Tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Graph does not answer.");

        var answer = await AskAsync(id);

        Assert.Equal((VisibilityVerdict.Unknown, "Cloud"), (answer.Facts[^1].Verdict, answer.Facts[^1].Question));
        Assert.Contains("Graph does not answer.", answer.ToText(), StringComparison.Ordinal);
        Assert.Contains("in Active Directory", answer.Headline, StringComparison.Ordinal);
    }

    private async Task<VisibilityAnswer> AskAsync(Guid id)
    {
        var b = bench.Bench;
        var explain = new ExplainVisibility(
            new GetRecipient(b, b.Directory, b.Settings, new ReadTenantView(bench.Tenant, b.Time)),
            new GetHiddenSince(b, new ReadAuditLog(b, b.Audit), b.Directory),
            b.Settings,
            b.Time,
            bench.View()
        );
        return (await explain.ExecuteAsync(id, default))!;
    }
}
