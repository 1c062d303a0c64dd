using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Features.Migration;
using Radzen.Blazor;

namespace HybridAdmin.Components.Tests.Migration;

/// <summary>Actions on a batch that require input: settings, and a time for the completion.</summary>
public sealed class BatchActionDialogTests : MigrationPageTest
{
    // In the browser's time zone, which is UTC in bUnit: a Saturday evening, outside working hours.
    private const string Evening = "2033-01-01T20:00";

    [Fact]
    public void Set_OtherValues_AreReviewedSentAndRecorded()
    {
        var (page, dialogs) = Open("Created", "Change settings");
        dialogs.WaitForAssertion(() => Field(dialogs, "Notification addresses"));
        Assert.True(Button(dialogs, $"Change {Wave}").HasAttribute("disabled"));

        Field(dialogs, "Notification addresses").Change("it@contoso.example; boss@contoso.example");
        Field(dialogs, "Bad item limit").Change("10");

        dialogs.WaitForAssertion(() => Assert.Contains("-BadItemLimit", dialogs.Markup, StringComparison.Ordinal));
        Click(dialogs, $"Change {Wave}");
        page.WaitForAssertion(() =>
            Assert.Contains("Change settings: done", page.Find(".applied").TextContent, StringComparison.Ordinal)
        );
        var set = Assert.IsType<SetMigrationBatch>(Assert.Single(Migration.Sent));
        Assert.Equal(["it@contoso.example", "boss@contoso.example"], set.NotificationEmails!);
        Assert.Equal("10", set.BadItemLimit);
        Assert.Null(set.CompleteAfter);
        Assert.Equal(
            (AuditAction.MigrationBatchSet, AuditOutcome.Applied),
            (Audit.Entries.Single().Action, Audit.Entries.Single().Outcome)
        );
    }

    [Fact]
    public void Complete_AtATime_WantsTheTimeAndSetsItInsteadOfCompletingNow()
    {
        var (page, dialogs) = Open("Synced", "Complete");
        dialogs.WaitForAssertion(() => Field(dialogs, "When"));

        Field(dialogs, "When").Change("later");

        dialogs.WaitForAssertion(() =>
            Assert.True(Button(dialogs, $"Let {Wave} complete then").HasAttribute("disabled"))
        ); // without its time it would be now
        Field(dialogs, "Complete after").Change(Evening);
        dialogs.WaitForAssertion(() => Assert.Contains("Set-MigrationBatch", dialogs.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain($"Type {Wave} to confirm", dialogs.Markup, StringComparison.Ordinal);
        Click(dialogs, $"Let {Wave} complete then");

        page.WaitForAssertion(() =>
            Assert.Contains("done", page.Find(".applied").TextContent, StringComparison.Ordinal)
        );
        Assert.Equal(
            new DateTimeOffset(2033, 1, 1, 20, 0, 0, TimeSpan.Zero),
            Assert.IsType<SetMigrationBatch>(Assert.Single(Migration.Sent)).CompleteAfter
        );
    }

    [Fact]
    public void Remove_ReasonRequired_IsAskedForBeforeAnythingIsSent()
    {
        Settings = new ChangeSettings { RequireReason = true };
        var (page, dialogs) = Open("Completed", "Remove");
        dialogs.WaitForAssertion(() =>
            Assert.Contains("Remove-MigrationBatch", dialogs.Markup, StringComparison.Ordinal)
        );

        Click(dialogs, $"Remove {Wave}");
        dialogs.WaitForAssertion(() =>
            Assert.Contains("A reason is required", dialogs.Markup, StringComparison.Ordinal)
        );
        Assert.Empty(Migration.Sent);
        Field(dialogs, "Reason").Input("INC-1");
        Click(dialogs, $"Remove {Wave}");

        page.WaitForAssertion(() => Assert.Contains("There is no such batch", page.Markup, StringComparison.Ordinal));
        Assert.Equal("INC-1", Audit.Entries.Single().Reason);
    }

    [Fact]
    public void Start_NotApplied_ClosesWithoutSending()
    {
        var (page, dialogs) = Open("Created", "Start");
        dialogs.WaitForAssertion(() =>
            Assert.Contains("Start-MigrationBatch", dialogs.Markup, StringComparison.Ordinal)
        );

        Click(dialogs, "Cancel");

        Assert.Empty(Migration.Sent);
        Assert.Empty(page.FindAll(".applied"));
    }

    private (IRenderedComponent<BatchPage> Page, IRenderedComponent<RadzenDialog> Dialogs) Open(
        string status,
        string action
    )
    {
        AddBatch(status);
        Migration.With(
            new MigrationBatch
            {
                Identity = Wave,
                Status = status,
                Kind = MigrationKind.Onboarding,
                TotalCount = 2,
                SyncedCount = 2,
            }
        );
        var dialogs = Render<RadzenDialog>();
        var page = Render<BatchPage>(p => p.Add(b => b.Id, Wave));
        page.WaitForAssertion(() => Button(page, action));
        Click(page, action);
        return (page, dialogs);
    }
}
