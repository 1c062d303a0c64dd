using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Features.Drift;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Components.Tests.Drift;

public sealed class DriftPageTests : PageTest
{
    [Fact]
    public void Render_NoTenant_SaysSoCalmly()
    {
        var page = Render<DriftPage>();

        page.WaitForAssertion(() => Assert.Contains("No tenant is connected", page.Find(".empty").TextContent));
        Assert.Empty(page.FindAll(".alert"));
    }

    [Fact]
    public void Render_TenantNotReadYet_SaysThatItFollows()
    {
        Tenant.Status = new TenantStatus(TenantState.NotTried, null, null);

        var page = Render<DriftPage>();

        page.WaitForAssertion(() =>
            Assert.Contains("The cloud has not been read yet", page.Find(".empty").TextContent)
        );
    }

    [Fact]
    public async Task Render_Differences_CountsFirstAndAKindFilters()
    {
        await ConnectAsync();

        var page = Render<DriftPage>();

        page.WaitForAssertion(() =>
            Assert.Equal(
                ["1Address in use elsewhere", "1Display name differs"],
                page.FindAll(".drift-kind").Select(k => k.TextContent.Trim())
            )
        );
        page.FindAll(".drift-kind")[1].Click();
        page.WaitForAssertion(() => Assert.EndsWith("drift?kind=NameDiffers", Here));
        page.WaitForAssertion(() => Assert.Equal("true", page.FindAll(".drift-kind")[1].GetAttribute("aria-pressed")));
        Assert.Equal("drift/export?kind=NameDiffers", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task Render_Row_SaysInOneCellWhatDiffersAndWhy()
    {
        await ConnectAsync();

        var page = Render<DriftPage>();

        page.WaitForAssertion(() =>
            Assert.Contains("Address in use elsewhere", page.FindAll(".drift-why")[0].TextContent)
        );
        Assert.Contains("x@contoso.example is quarantined", page.FindAll(".drift-why")[0].TextContent);
        Assert.Equal(
            ["Name", "What differs, and why", "Active Directory", "Cloud"],
            page.FindAll("th").Select(h => h.TextContent.Trim())
        );
    }

    [Fact]
    public async Task Render_Helpdesk_HasNoExport()
    {
        SignIn(Role.Helpdesk);
        await ConnectAsync();

        var page = Render<DriftPage>();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".drift-kind")));
        Assert.Empty(page.FindAll("a[download]"));
    }

    [Fact]
    public async Task Render_TenantAway_ShowsWhatIsKnownAndSinceWhen()
    {
        await ConnectAsync();
        Tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Graph does not answer.");

        var page = Render<DriftPage>();

        page.WaitForAssertion(() => Assert.Contains("Graph does not answer.", page.Find(".alert").TextContent));
        Assert.NotEmpty(page.FindAll(".drift-kind"));
    }

    private async Task ConnectAsync()
    {
        var anna = AddAnna(("userPrincipalName", ["anna@contoso.example"]));
        await LoadIndexAsync();
        Tenant.Status = new TenantStatus(TenantState.Reachable, Time.GetUtcNow(), null);
        Tenant.Description = CloudSamples.Tenant(DateTimeOffset.UtcNow.AddYears(1));
        Tenant.With(
            CloudSamples.Synchronised(CloudSamples.User("anna@contoso.example", "SMTP:anna@contoso.example"), anna) with
            {
                DisplayName = "Anna Lund",
                ProvisioningErrors =
                [
                    new CloudProvisioningError("PropertyConflict", "ProxyAddress", "smtp:x@contoso.example", null),
                ],
            }
        );
    }
}
