using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Features.Migration;
using Radzen.Blazor;

namespace HybridAdmin.Components.Tests.Migration;

/// <summary>One person of a batch: the known facts and the possible actions.</summary>
public sealed class PersonDialogTests : MigrationPageTest
{
    private static readonly MigrationUser Failed = new()
    {
        Identity = Kim,
        Status = "Failed",
        ErrorSummary = "NotAcceptedDomainException: old.example",
    };

    [Fact]
    public void Statistics_AreShownAndTheReportOnlyWhenAskedFor()
    {
        Migration.Statistics[Kim] = new MigrationUserStatistics
        {
            Identity = Kim,
            Status = "Failed",
            PercentageComplete = 40,
            BytesTransferred = 1024L * 1024 * 1024,
            EstimatedTotalTransferSize = 3L * 1024 * 1024 * 1024,
            SyncedItemCount = 1234,
            SkippedItemCount = 3,
            SkippedItems = ["CorruptItem: Delivery note 1"],
        };
        var (_, dialogs) = Open(Failed);

        dialogs.WaitForAssertion(() =>
            Assert.Contains("1.0 GiB of about 3.0 GiB", dialogs.Markup, StringComparison.Ordinal)
        );
        Assert.Contains("40 %", dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("1,234 synced, 3 skipped", dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains(
            "does not accept",
            dialogs.Find("[role=alert], [role=status], .problem").TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Delivery note 1", dialogs.Markup, StringComparison.Ordinal);
        Click(dialogs, "Show the report and skipped items");

        dialogs.WaitForAssertion(() =>
            Assert.Contains(
                "Delivery note 1",
                dialogs.Find("[aria-label='Skipped items']").TextContent,
                StringComparison.Ordinal
            )
        );
        Assert.Contains("Report", dialogs.Find("[aria-label=Report]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Failed",
        null,
        "Try again",
        "Start-MigrationUser",
        MigrationUserAction.Retry,
        AuditAction.MigrationUserRetried
    )]
    [InlineData(
        "Synced",
        "Investigate",
        "Approve skipped items",
        "-ApproveSkippedItems",
        MigrationUserAction.Approve,
        AuditAction.MigrationUserApproved
    )]
    [InlineData(
        "Failed",
        null,
        "Remove from the batch",
        "Remove-MigrationUser",
        MigrationUserAction.Remove,
        AuditAction.MigrationUserRemoved
    )]
    public void Action_Reviewed_IsSentOnceAndRecorded(
        string status,
        string? score,
        string button,
        string cmdlet,
        MigrationUserAction action,
        AuditAction recorded
    )
    {
        var (page, dialogs) = Open(
            new MigrationUser
            {
                Identity = Kim,
                Status = status,
                DataConsistencyScore = score,
            }
        );
        dialogs.WaitForAssertion(() => Assert.False(Button(dialogs, button).HasAttribute("disabled")));

        Click(dialogs, button);
        dialogs.WaitForAssertion(() => Assert.Contains(cmdlet, dialogs.Markup, StringComparison.Ordinal));
        Assert.Empty(Migration.Sent);
        Click(dialogs, $"{button}: {Kim}");

        page.WaitForAssertion(() =>
            Assert.Contains($"Done for {Kim}", page.Find(".applied").TextContent, StringComparison.Ordinal)
        );
        Assert.Equal(new ActOnMigrationUser(Wave, Kim, action), Assert.Single(Migration.Sent));
        Assert.Equal((recorded, AuditOutcome.Applied), (Audit.Entries.Single().Action, Audit.Entries.Single().Outcome));
    }

    [Fact]
    public void Action_WhatTheStateDoesNotAllow_IsDisabledWithTheReason()
    {
        var (_, dialogs) = Open(new MigrationUser { Identity = Kim, Status = "Completing" });

        dialogs.WaitForAssertion(() =>
            Assert.Contains("completing", Button(dialogs, "Try again").GetAttribute("title"), StringComparison.Ordinal)
        );
        Assert.All(
            new[] { "Try again", "Approve skipped items", "Remove from the batch" },
            b => Assert.True(Button(dialogs, b).HasAttribute("disabled"))
        );
    }

    [Fact]
    public void Action_RefusedByTheService_IsSaidAndNothingCloses()
    {
        var (page, dialogs) = Open(Failed);
        dialogs.WaitForAssertion(() => Button(dialogs, "Try again"));
        Migration.WriteFault = new TenantFault(TenantFaultKind.Refused, "Exchange Online refused: the user is locked.")
        {
            Status = 400,
        };

        Click(dialogs, "Try again");
        dialogs.WaitForAssertion(() => Button(dialogs, $"Try again: {Kim}"));
        Click(dialogs, $"Try again: {Kim}");

        dialogs.WaitForAssertion(() => Assert.Contains("the user is locked", dialogs.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".applied"));
    }

    [Fact]
    public void Statistics_TenantAway_OffersAnotherTry()
    {
        AddBatch("SyncedWithErrors", MigrationKind.Onboarding, Failed);
        var dialogs = Render<RadzenDialog>();
        var page = Render<BatchPage>(p => p.Add(b => b.Id, Wave));
        page.WaitForAssertion(() => page.Find("tbody .data-row"));
        Migration.ReadFault = new TenantFault(TenantFaultKind.Unreachable, "Exchange Online does not answer.");
        page.Find("tbody .data-row").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("could not be read", dialogs.Markup, StringComparison.Ordinal));
        Migration.ReadFault = null;

        dialogs.Find("[role=alert] button").Click();

        dialogs.WaitForAssertion(() => Assert.Contains("95 %", dialogs.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Helpdesk_SeesTheStatisticsAndNoActions()
    {
        SignIn(Role.Helpdesk);
        var (_, dialogs) = Open(Failed);

        dialogs.WaitForAssertion(() => Assert.Contains("Progress", dialogs.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Try again", dialogs.Markup, StringComparison.Ordinal);
    }

    private (IRenderedComponent<BatchPage> Page, IRenderedComponent<RadzenDialog> Dialogs) Open(MigrationUser person)
    {
        AddBatch("SyncedWithErrors", MigrationKind.Onboarding, person);
        var dialogs = Render<RadzenDialog>();
        var page = Render<BatchPage>(p => p.Add(b => b.Id, Wave));
        page.WaitForAssertion(() => page.Find("tbody .data-row"));
        page.Find("tbody .data-row").Click();
        return (page, dialogs);
    }
}
