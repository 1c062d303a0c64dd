using Bunit;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Features.Recipients;

namespace HybridAdmin.Components.Tests.Recipients;

/// <summary>The addresses tab shows the resulting addresses in the cloud.</summary>
public sealed class AddressOutlookTests : RecipientPageTest
{
    public AddressOutlookTests() =>
        Tenant.Status = new TenantStatus(TenantState.Reachable, DateTimeOffset.UnixEpoch, null);

    [Fact]
    public void Render_MailUserOfAnotherSystem_ShowsThreeConditionsWithTheirState()
    {
        var tab = Render(
            Directory.AddUser(
                "Kim Lee",
                ("mail", ["kim@contoso.example"]),
                ("proxyAddresses", ["SMTP:kim@contoso.example"]),
                ("mailNickname", ["kim"]),
                ("userPrincipalName", ["kim@corp.local"]),
                ("targetAddress", ["SMTP:kim@contoso.example"]),
                ("msExchRecipientTypeDetails", ["128"])
            )
        );

        var conditions = tab.FindAll("[aria-label='Conditions of the external address'] li");
        Assert.Equal(
            [
                "It is the primary address.",
                "Its domain contoso.example is verified in the tenant.",
                "Its domain is not that of the sign-in name, kim@corp.local.",
            ],
            conditions.Select(c => c.TextContent.Trim())
        );
        Assert.Equal([true, true, false], conditions.Select(c => c.QuerySelector(".tone-good") is not null));
    }

    [Fact]
    public void Render_MailUserOfSomebodyOutside_IsNoAlarmAndLeadsNowhere()
    {
        var tab = Render(
            Directory.AddUser(
                "Kim Lee",
                ("mail", ["kim@partner.example"]),
                ("proxyAddresses", ["SMTP:kim@partner.example"]),
                ("mailNickname", ["kim"]),
                ("userPrincipalName", ["kim@contoso.example"]),
                ("targetAddress", ["SMTP:kim@partner.example"]),
                ("msExchRecipientTypeDetails", ["128"])
            )
        );

        var conditions = tab.Find("[aria-label='Conditions of the external address']");
        Assert.Empty(conditions.QuerySelectorAll(".tone-warning, a"));
    }

    [Fact]
    public void Render_EverythingArrives_SaysNothing()
    {
        var tab = Render(AddZoe());

        Assert.Empty(tab.FindAll(".address-outlook"));
    }

    [Fact]
    public void Render_AddressOfAnUnverifiedDomainThatWaits_IsMarkedBeforeItIsWritten()
    {
        var tab = Render(AddZoe(), m => m.Add("zoe@old.example"));

        var line = tab.FindAll(".address")
            .Single(l => l.TextContent.Contains("zoe@old.example", StringComparison.Ordinal));
        Assert.Contains("not taken by the cloud", line.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "old.example is not verified in the tenant",
            tab.Find(".address-outlook").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Render_TenantAway_AccusesNoDomain()
    {
        Tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Microsoft 365 cannot be reached.");
        Tenant.Status = new TenantStatus(TenantState.Problem, DateTimeOffset.UnixEpoch, Tenant.Fault);

        Assert.Empty(Render(AddZoe(), m => m.Add("zoe@old.example")).FindAll(".address-outlook"));
    }

    private IRenderedComponent<AddressesTab> Render(Guid id, Action<RecipientEditModel>? edit = null)
    {
        var model = new RecipientEditModel(Read(id), Settings);
        edit?.Invoke(model);
        return Render<AddressesTab>(p => p.Add(t => t.Model, model).Add(t => t.Rights, EditRights.Of(model.Details)));
    }
}
