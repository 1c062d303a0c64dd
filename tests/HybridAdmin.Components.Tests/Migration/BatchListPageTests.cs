using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Features.Migration;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Migration;

public sealed class BatchListPageTests : MigrationPageTest
{
    [Fact]
    public void List_Batch_ShowsKindStateProgressAndClock()
    {
        AddBatch("SyncedwithErrors");

        var page = Render<BatchListPage>();

        page.WaitForAssertion(() => Assert.Contains(Wave, page.Find("tbody").TextContent, StringComparison.Ordinal));
        var row = page.Find("tbody").TextContent;
        Assert.Contains("Move to the cloud", row, StringComparison.Ordinal);
        Assert.Contains("Synced, some failed", row, StringComparison.Ordinal);
        Assert.Contains("1 of 2", row, StringComparison.Ordinal);
        Assert.Contains("anna", row, StringComparison.Ordinal);
        Assert.Contains("Microsoft stops this batch in 10 days", page.Markup, StringComparison.Ordinal);
        Assert.Equal($"migration/{Uri.EscapeDataString(Wave)}/export", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public void List_NoTenant_SaysSoAndOffersNothing()
    {
        Migration.IsConnected = false;

        var page = Render<BatchListPage>();

        page.WaitForAssertion(() => Assert.Contains("No tenant is connected", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("New batch", page.Markup, StringComparison.Ordinal);
        Assert.Equal(0, Services.GetRequiredService<MigrationFeed>().Watchers);
    }

    [Fact]
    public void List_NoEndpoint_SaysWhatIsStillPossible()
    {
        Migration.Endpoints.Clear();
        AddBatch("Synced");

        var page = Render<BatchListPage>();

        page.WaitForAssertion(() =>
            Assert.Contains("There is no endpoint for remote moves", page.Markup, StringComparison.Ordinal)
        );
        Assert.Contains(Wave, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void List_NoRight_SaysWhatIsMissing()
    {
        Migration.ReadFault = new TenantFault(
            TenantFaultKind.Denied,
            "The application has no role that may read migration."
        );

        var page = Render<BatchListPage>();

        page.WaitForAssertion(() =>
            Assert.Contains("the application may not", page.Find("[role=alert]").TextContent, StringComparison.Ordinal)
        );
        Assert.Contains("role Migration", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_TenantGoesAway_ShowsTheLastKnownWithItsAge()
    {
        AddBatch("Synced");
        var page = Render<BatchListPage>();
        page.WaitForAssertion(() => Assert.Contains(Wave, page.Markup, StringComparison.Ordinal));

        Migration.ReadFault = new TenantFault(TenantFaultKind.Unreachable, "Exchange Online does not answer.");
        await Services.GetRequiredService<MigrationFeed>().RefreshAsync(default);

        page.WaitForAssertion(() => Assert.Contains("shown as last known", page.Markup, StringComparison.Ordinal));
        Assert.Contains("They were last read", page.Markup, StringComparison.Ordinal);
        Assert.Contains(Wave, page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Open_FollowsThePollerAndLeavesItWhenClosed()
    {
        AddBatch("Syncing");
        var feed = Services.GetRequiredService<MigrationFeed>();
        var page = Render<BatchListPage>();
        page.WaitForAssertion(() =>
            Assert.Contains("Syncing", page.Find("tbody").TextContent, StringComparison.Ordinal)
        );
        Assert.Equal(1, feed.Watchers);

        AddBatch("Completed");
        await feed.RefreshAsync(default);

        page.WaitForAssertion(() =>
            Assert.Contains("Completed", page.Find("tbody").TextContent, StringComparison.Ordinal)
        );
        await DisposeComponentsAsync();
        Assert.Equal(0, feed.Watchers);
    }

    [Fact]
    public void List_Helpdesk_MayNotCreateOrExport()
    {
        SignIn(Role.Helpdesk);
        AddBatch("Synced");

        var page = Render<BatchListPage>();

        page.WaitForAssertion(() => Assert.Contains(Wave, page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("a[download]"));
        Assert.DoesNotContain("New batch", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void List_FilterAndOrder_StandInTheUrl()
    {
        AddBatch("Synced");
        Migration.With(
            new MigrationBatch
            {
                Identity = "Mail",
                Status = "Completed",
                Kind = MigrationKind.IMAP,
            }
        );
        GoTo("migration");
        var page = Render<BatchListPage>();
        page.WaitForAssertion(() => Assert.Contains("Mail", page.Find("tbody").TextContent, StringComparison.Ordinal));

        page.FindAll(".filter select")[0].Change("Onboarding");
        Assert.EndsWith("/migration?kind=Onboarding", Here, StringComparison.Ordinal);
        page.WaitForAssertion(() =>
            Assert.DoesNotContain("Mail", page.Find("tbody").TextContent, StringComparison.Ordinal)
        );
        page.FindAll("th button").Single(b => b.TextContent.Trim() == "Failed").Click();

        Assert.EndsWith("/migration?kind=Onboarding&sort=failed", Here, StringComparison.Ordinal);
        page.WaitForAssertion(() =>
            Assert.Equal(
                "ascending",
                page.FindAll("th").Single(h => h.TextContent.Trim() == "Failed").GetAttribute("aria-sort")
            )
        );
        Click(page, "Clear filters");
        page.WaitForAssertion(() => Assert.Contains("Mail", page.Find("tbody").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void List_NothingMatches_SaysHowToSeeTheOthers()
    {
        AddBatch("Synced");
        GoTo("migration?state=Failed");

        var page = Render<BatchListPage>();

        page.WaitForAssertion(() => Assert.Contains("No batch matches", page.Markup, StringComparison.Ordinal));
    }
}
