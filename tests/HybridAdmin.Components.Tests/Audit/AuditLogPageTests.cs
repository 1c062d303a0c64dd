using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Features.Audit;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Components.Tests.Audit;

public sealed class AuditLogPageTests : PageTest
{
    [Fact]
    public async Task Render_Records_ListsNewestFirstInWords()
    {
        await RecordAsync(AuditOutcome.Applied);
        await Audit.RecordAsync(AuditSamples.ASignIn(), new AuditEnd(AuditOutcome.Applied), default);

        var page = Render<AuditLogPage>();

        page.WaitForAssertion(() =>
            Assert.Equal(
                ["Signed in", "Added a.berg@contoso.test"],
                page.FindAll("tr.data-row td:nth-child(3) > span").Select(s => s.GetAttribute("title"))
            )
        );
        Assert.Equal($"recipients/{AuditSamples.Anna}", page.Find("td a[href^=recipients]").GetAttribute("href"));
        page.WaitForAssertion(() => Assert.StartsWith("2", page.Find(".page-header-count").TextContent));
    }

    [Fact]
    public async Task Filter_Outcome_NarrowsTheListAndStandsInTheUrl()
    {
        await RecordAsync(AuditOutcome.Applied);
        await RecordAsync(AuditOutcome.Refused);
        var page = Render<AuditLogPage>();
        page.WaitForState(() => page.FindAll("tr.data-row").Count == 2);

        page.Find("select").Change("Refused");

        page.WaitForAssertion(() => Assert.Equal(["Refused"], Cells(page, 4)));
        Assert.EndsWith("/audit?outcome=Refused", Here);
    }

    [Fact]
    public async Task Render_UrlWithFilter_ShowsItAndTheLinkToClear()
    {
        await RecordAsync(AuditOutcome.Applied);
        GoTo("audit?person=nobody");

        var page = Render<AuditLogPage>();

        page.WaitForAssertion(() => Assert.Contains("No record matches", page.Markup));
        Assert.Contains(page.FindAll("button"), b => b.TextContent == "Clear filters");
    }

    [Fact]
    public async Task Back_ToAnEarlierFilter_ShowsItsRecords()
    {
        await RecordAsync(AuditOutcome.Applied);
        await RecordAsync(AuditOutcome.Refused);
        var page = Render<AuditLogPage>();
        page.Find("select").Change("Refused");
        page.WaitForState(() => page.FindAll("tr.data-row").Count == 1);

        GoTo("audit");

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tr.data-row").Count));
    }

    [Fact]
    public async Task Older_MoreThanAPage_ShowsTheRecordsBeforeTheLast()
    {
        for (var i = 0; i < AuditLogModel.PageSize + 3; i++)
            await RecordAsync(AuditOutcome.Applied);
        var page = Render<AuditLogPage>();
        page.WaitForState(() => page.FindAll(".pager button").Count == 2);

        page.FindAll(".pager button")[1].Click();

        // Each change has two numbers: intent and outcome.
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("tr.data-row").Count));
        Assert.Contains("before=7", Here);
        Assert.Contains("Records 5 to 1", page.Find(".pager").TextContent);
    }

    [Fact]
    public void Render_LogUnreadable_SaysWhyAndTriesAgain()
    {
        Log.Unreadable = "The database is locked.";
        var page = Render<AuditLogPage>();
        page.WaitForAssertion(() => Assert.Contains("The database is locked.", page.Find("[role=alert]").TextContent));
        Log.Unreadable = null;

        page.Find("[role=alert] button").Click();

        page.WaitForAssertion(() => Assert.Contains("Nothing is recorded yet", page.Markup));
    }

    [Theory]
    [InlineData(Role.Helpdesk, false)]
    [InlineData(Role.Auditor, true)]
    public void Render_Role_OffersExportAndVerificationToThoseWhoMay(Role role, bool expected)
    {
        SignIn(role);

        var page = Render<AuditLogPage>();

        Assert.Equal(expected, page.FindAll("a[download]").Count == 2);
        Assert.Equal(expected, page.FindAll("button").Any(b => b.TextContent == "Verify"));
    }

    [Fact]
    public async Task Dispose_Page_NoLongerListensToTheUrl()
    {
        await RecordAsync(AuditOutcome.Applied);
        var page = Render<AuditLogPage>();
        page.WaitForState(() => page.FindAll("tr.data-row").Count == 1);
        await DisposeComponentsAsync();
        Log.Unreadable = "must not be read";

        var thrown = Record.Exception(() => GoTo("audit?text=x"));

        Assert.Null(thrown);
    }

    private Task<long> RecordAsync(AuditOutcome outcome) =>
        Audit.RecordAsync(AuditSamples.AnIntent(), new AuditEnd(outcome), default);

    private static IEnumerable<string> Cells(IRenderedComponent<AuditLogPage> page, int column) =>
        page.FindAll("tr.data-row").Select(r => r.Children[column].TextContent.Trim());
}
