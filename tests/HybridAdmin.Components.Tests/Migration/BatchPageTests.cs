using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Features.Migration;
using Radzen.Blazor;

namespace HybridAdmin.Components.Tests.Migration;

public sealed class BatchPageTests : MigrationPageTest
{
    private static readonly MigrationUser Failed = new()
    {
        Identity = Kim,
        Status = "Failed",
        ErrorSummary = "NotAcceptedDomainException: old.example",
    };

    [Fact]
    public void Page_Person_HasStateAndTheErrorTranslated()
    {
        AddBatch(
            "SyncedWithErrors",
            MigrationKind.Onboarding,
            Failed,
            new MigrationUser
            {
                Identity = "bo@contoso.example",
                Status = "Synced",
                PercentageComplete = 95,
            }
        );

        var page = Open();

        page.WaitForAssertion(() => Assert.Contains(Kim, page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Contains("does not accept", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains("95 %", page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_FilterOfTheUrl_ShowsOnlyThose()
    {
        AddBatch(
            "SyncedWithErrors",
            MigrationKind.Onboarding,
            Failed,
            new MigrationUser { Identity = "bo@contoso.example", Status = "Synced" }
        );
        GoTo("migration/Wave%201?state=failed");

        var page = Open();

        page.WaitForAssertion(() => Assert.Contains(Kim, page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("bo@contoso.example", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Equal("migration/Wave%201/export?state=failed", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public void Page_ImapSynced_RefusesCompleteWithTheReasonAndWarnsOfRemove()
    {
        AddBatch("Synced", MigrationKind.IMAP);
        var dialogs = Render<RadzenDialog>();
        var page = Open();

        page.WaitForAssertion(() => Assert.True(Button(page, "Complete").HasAttribute("disabled")));
        Assert.Contains(
            "Only remote moves are completed",
            Button(page, "Complete").GetAttribute("title"),
            StringComparison.Ordinal
        );
        Assert.Contains("Only remote moves are completed", page.Find("details").TextContent, StringComparison.Ordinal);
        Button(page, "Remove").Click();

        dialogs.WaitForAssertion(() =>
            Assert.Contains("point the MX record", dialogs.Markup, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Complete_WithFailures_WantsTheNameTypedAndLinksTheRecord()
    {
        AddBatch("SyncedWithErrors", MigrationKind.Onboarding, Failed);
        var dialogs = Render<RadzenDialog>();
        var page = Open();
        page.WaitForAssertion(() => Button(page, "Complete"));

        Button(page, "Complete").Click();
        dialogs.WaitForAssertion(() =>
            Assert.Contains("Complete-MigrationBatch", dialogs.Markup, StringComparison.Ordinal)
        );
        Assert.True(Button(dialogs, $"Complete {Wave}").HasAttribute("disabled"));
        Field(dialogs, "Type Wave 1").Input(Wave);
        Button(dialogs, $"Complete {Wave}").Click();

        page.WaitForAssertion(() =>
            Assert.Contains("Complete: done", page.Find(".applied").TextContent, StringComparison.Ordinal)
        );
        Assert.Matches("^audit/[0-9]+$", page.Find(".applied a").GetAttribute("href"));
        Assert.Equal(new ActOnMigrationBatch(Wave, MigrationAction.Complete), Assert.Single(Migration.Sent));
    }

    [Fact]
    public void Stop_AnswerLost_SaysSoAndDoesNotOfferASecondTry()
    {
        AddBatch("Syncing");
        Migration.WriteFault = new TenantFault(TenantFaultKind.Unreachable, "The answer did not come.")
        {
            OutcomeUnknown = true,
        };
        Migration.BeforeWrite = () =>
            Migration.ReadFault = new TenantFault(TenantFaultKind.Unreachable, "Exchange Online does not answer.");
        var dialogs = Render<RadzenDialog>();
        var page = Open();
        page.WaitForAssertion(() => Button(page, "Stop"));

        Button(page, "Stop").Click();
        dialogs.WaitForAssertion(() => Assert.False(Button(dialogs, $"Stop {Wave}").HasAttribute("disabled")));
        Button(dialogs, $"Stop {Wave}").Click();

        dialogs.WaitForAssertion(() =>
            Assert.Contains("The answer was lost", dialogs.Markup, StringComparison.Ordinal)
        );
        Assert.True(Button(dialogs, $"Stop {Wave}").HasAttribute("disabled"));
        Assert.Single(Migration.Sent);
    }

    [Fact]
    public void Page_UnknownState_AllowsReadingOnly()
    {
        AddBatch("Frobnicating");

        var page = Open();

        page.WaitForAssertion(() => Assert.Contains("Frobnicating", page.Markup, StringComparison.Ordinal));
        Assert.All(page.FindAll("[aria-label=Actions] button"), b => Assert.True(b.HasAttribute("disabled")));
    }

    [Fact]
    public void Page_NoSuchBatch_SaysSo()
    {
        var page = Open();

        page.WaitForAssertion(() => Assert.Contains("There is no such batch", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Page_TenantAway_OffersAnotherTry()
    {
        AddBatch("Synced");
        Migration.ReadFault = new TenantFault(TenantFaultKind.Unreachable, "Exchange Online does not answer.");
        var page = Open();
        page.WaitForAssertion(() => Assert.Contains("could not be read", page.Markup, StringComparison.Ordinal));
        Migration.ReadFault = null;

        page.Find("[role=alert] button").Click();

        page.WaitForAssertion(() => Assert.Contains("Move to the cloud", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_Sizes_AreAskedForOnceAndShown()
    {
        Migration.Statistics[Kim] = new MigrationUserStatistics
        {
            Identity = Kim,
            Status = "Synced",
            EstimatedTotalTransferSize = 3L * 1024 * 1024 * 1024,
            BytesTransferred = 1024L * 1024 * 1024,
            SyncedItemCount = 1234,
            SkippedItemCount = 2,
            PercentageComplete = 95,
        };
        AddBatch("Synced", MigrationKind.Onboarding, new MigrationUser { Identity = Kim, Status = "Completed" });

        var page = Open();

        page.WaitForAssertion(() =>
            Assert.Contains("3.0 GiB", page.Find("tbody").TextContent, StringComparison.Ordinal)
        );
        Assert.Contains("1,234", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            "1.0 GiB transferred of about 3.0 GiB",
            page.Find("tbody span[title*=transferred]").GetAttribute("title")
        );
        Assert.Equal([Kim], Migration.StatisticsAsked);
        await DisposeComponentsAsync();
        var again = Open();
        again.WaitForAssertion(() =>
            Assert.Contains("3.0 GiB", again.Find("tbody").TextContent, StringComparison.Ordinal)
        );
        Assert.Single(Migration.StatisticsAsked);
    }

    [Fact]
    public void Page_StateChosen_StandsInTheUrlAndSurvivesIt()
    {
        AddBatch(
            "SyncedWithErrors",
            MigrationKind.Onboarding,
            Failed,
            new MigrationUser { Identity = "bo@contoso.example", Status = "Synced" }
        );
        GoTo("migration/Wave%201");
        var page = Open();
        page.WaitForAssertion(() =>
            Assert.Contains("bo@contoso.example", page.Find("tbody").TextContent, StringComparison.Ordinal)
        );

        page.Find(".filter select").Change("failed");

        Assert.EndsWith("migration/Wave%201?state=failed", Here, StringComparison.Ordinal);
        page.WaitForAssertion(() =>
            Assert.DoesNotContain("bo@contoso.example", page.Find("tbody").TextContent, StringComparison.Ordinal)
        );
        Assert.Contains(Kim, page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ProgressSeen_IsAChartWithATableBehind()
    {
        AddBatch("Syncing");
        var feed =
            Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<MigrationFeed>(
                Services
            );
        await feed.RefreshAsync(default);
        Migration.With(
            new MigrationBatch
            {
                Identity = Wave,
                Status = "Synced",
                Kind = MigrationKind.Onboarding,
                TotalCount = 2,
                SyncedCount = 2,
            }
        );
        Time.Advance(TimeSpan.FromHours(2));
        await feed.RefreshAsync(default);

        var page = Open();

        page.WaitForAssertion(() =>
            Assert.Contains("People copied or completed", page.Markup, StringComparison.Ordinal)
        );
        var chart = page.FindComponent<ProgressChart>();
        Assert.Contains("0 completed, 1 failed", chart.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(chart.FindAll("table tbody tr"));
    }

    private IRenderedComponent<BatchPage> Open() => Render<BatchPage>(p => p.Add(b => b.Id, Wave));
}
