using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Features.Recipients;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Components.Tests.Recipients;

public sealed class CloudTabTests : RecipientPageTest
{
    [Fact]
    public void Render_NoTenant_ForecastsAndSaysSoCalmly()
    {
        var tab = Open(AddZoe());

        Assert.Contains("No tenant is connected", tab.Find(".alert").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(tab.FindAll(".sentences li"));
        Assert.Empty(tab.FindAll(".plain-table"));
    }

    [Fact]
    public void Render_ExchangeOnlineOwnsIt_SaysThatTheCloudDecides()
    {
        var id = AddZoe(("msExchHideFromAddressLists", ["TRUE"]));
        Connect(
            CloudOf(id) with
            {
                Exchange = new ExchangeOnlineFacts
                {
                    RecipientTypeDetails = "UserMailbox",
                    HiddenFromAddressListsEnabled = false,
                    IsExchangeCloudManaged = true,
                },
            }
        );

        var tab = Open(id);

        var row = tab.FindAll(".plain-table tbody tr")
            .Single(r => r.QuerySelector("th")!.TextContent == "msExchHideFromAddressLists");
        Assert.Contains("cloud decides", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Joined by the source anchor", tab.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_TenantAway_SaysWhatIsMissingAndSinceWhen()
    {
        var id = AddZoe();
        Connect(CloudOf(id));
        Tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Graph does not answer.");

        var tab = Open(id);

        Assert.Contains("The cloud's part is as last known", tab.Find(".alert").TextContent, StringComparison.Ordinal);
        Assert.Contains("Graph does not answer.", tab.Find(".alert").TextContent, StringComparison.Ordinal);
        Tenant.Fault = null;
        tab.Find(".alert button").Click();
        tab.WaitForAssertion(() => Assert.Empty(tab.FindAll(".alert")));
    }

    [Fact]
    public void Render_DirectoryAway_OffersAnotherTry()
    {
        var id = AddZoe();
        Directory.GoAway();

        var tab = Render<CloudTab>(p => p.Add(t => t.RecipientId, id));

        tab.WaitForAssertion(() =>
            Assert.Contains("the directory does not answer", tab.Find(".alert").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Header_SynchronisedPerson_HasABadgeWithItsReason()
    {
        var id = AddZoe();
        Connect(CloudOf(id));

        var header = Render<RecipientHeader>(p => p.Add(h => h.Details, Read(id)));

        Assert.Equal("AD", header.Find(".authority-why .badge").TextContent.Trim());
        Assert.Contains(
            "Active Directory owns it",
            header.Find(".authority-why").TextContent,
            StringComparison.Ordinal
        );
    }

    private void Connect(TenantRecipient cloud)
    {
        Tenant.Status = new TenantStatus(TenantState.Reachable, DateTimeOffset.UnixEpoch, null);
        Tenant.Description = CloudSamples.Tenant(DateTimeOffset.UtcNow.AddYears(1));
        Tenant.With(cloud);
    }

    private static TenantRecipient CloudOf(Guid id) =>
        CloudSamples.Synchronised(
            CloudSamples.User("zoe@contoso.example", "SMTP:zoe.weiss@contoso.example", "smtp:zw@contoso.example"),
            id
        ) with
        {
            DisplayName = Zoe,
            MailNickname = "zweiss",
        };

    private IRenderedComponent<CloudTab> Open(Guid id)
    {
        var tab = Render<CloudTab>(p => p.Add(t => t.RecipientId, id));
        tab.WaitForAssertion(() => Assert.NotEmpty(tab.FindAll(".cloud-tab")));
        return tab;
    }
}
