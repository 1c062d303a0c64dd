using HybridAdmin.Core.Access;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Synchronization;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Features.Recipients;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Recipients;

public sealed class ReviewModelTests : RecipientPageTest
{
    [Fact]
    public async Task PreviewAsync_Alias_HasPlanAndSaysWhatHappensNext()
    {
        var review = Review(AddZoe(), m => m.Add("zoe@contoso.example"));

        await review.PreviewAsync(default);

        Assert.True(review.MayApply);
        Assert.Contains("smtp:zoe@contoso.example", review.Plan!.Ldif, StringComparison.Ordinal);
        Assert.Equal(
            [
                "The synchronisation takes it along with its next cycle: within about 30 minutes.",
                "Then mail to zoe@contoso.example arrives.",
            ],
            review.Next
        );
    }

    [Theory]
    [InlineData(10, "with its next cycle, which is due in about 20 minutes.")]
    [InlineData(29, "with its next cycle, which is due in about 60 seconds.")]
    [InlineData(35, "with its next cycle, which is due now.")]
    [InlineData(90, "when it runs again. The last synchronisation was 90 minutes ago; one is due every 30 minutes.")]
    [InlineData(300, "when it runs again. Nothing has been synchronised for 5 hours.")]
    public async Task Next_TenantTold_SaysWhenTheNextSynchronisationIs(int minutesAgo, string says)
    {
        Tenant.Status = new TenantStatus(TenantState.Reachable, Time.GetUtcNow(), null);
        Tenant.Description = Tenant.Description with
        {
            OnPremisesLastSyncDateTime = Time.GetUtcNow() - TimeSpan.FromMinutes(minutesAgo),
            ReadAt = Time.GetUtcNow(),
        };
        var review = Review(AddZoe(), m => m.Add("zoe@contoso.example"));
        await review.PreviewAsync(default);

        await review.AskSyncAsync(default);

        Assert.Contains(says, review.Next[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_TenantAway_SaysTheUsualTimeAndThatItIsNotKnown()
    {
        Tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Microsoft 365 cannot be reached.");
        Tenant.Status = new TenantStatus(TenantState.Problem, Time.GetUtcNow(), Tenant.Fault);
        var review = Review(AddZoe(), m => m.Add("zoe@contoso.example"));
        await review.PreviewAsync(default);

        await review.AskSyncAsync(default);

        Assert.Contains(
            review.Next,
            n =>
                n.Contains("within about 30 minutes as a rule. Microsoft 365 cannot be asked", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task TakeAsync_OfferOfAnAlias_AddsItToTheEditsAndPlansAgain()
    {
        var id = Directory.AddUser(
            "Kim Lee",
            ("mail", ["kim@contoso.example"]),
            ("proxyAddresses", ["SMTP:kim@contoso.example"])
        );
        var review = Review(id, m => m.SetHidden(true));
        await review.PreviewAsync(default);
        var offer = review.Plan!.Findings.Single(f => f.Code == FindingCodes.HiddenWithoutAlias).Offer!;

        await review.TakeAsync(offer, default);

        Assert.Equal("Set the alias kim too", offer.Label);
        Assert.Equal(["hide from address lists", "alias → kim"], review.Edit.Pending.Select(p => p.Text));
        Assert.Contains(review.Plan!.Changes, c => c.Attribute == RecipientAttributes.MailNickname);
    }

    [Fact]
    public async Task ConfirmAsync_UnacceptedDomainByAdministrator_MayBeApplied()
    {
        Person = Somebody(Role.Administrator);
        var review = Review(AddZoe(), m => m.Add("zoe@elsewhere.example"));
        await review.PreviewAsync(default);
        Assert.False(review.MayApply);

        await review.ConfirmAsync(FindingCodes.DomainNotAccepted, true, default);

        Assert.True(review.MayApply);
    }

    [Fact]
    public async Task ApplyAsync_ReasonRequiredAndMissing_WritesNothingAndSaysSo()
    {
        Settings = new ChangeSettings { RequireReason = true };
        var review = Review(AddZoe(), m => m.SetHidden(true));
        await review.PreviewAsync(default);

        var done = await review.ApplyAsync(default);

        Assert.Null(done);
        Assert.Equal("A reason is required, for example a ticket number.", review.ReasonProblem);
        Assert.Equal(0, Directory.Modifies);
    }

    [Fact]
    public async Task ApplyAsync_SomebodyElseWasFaster_ShowsTheThreeSidesAndKeepsBoth()
    {
        var id = AddZoe();
        var review = Review(id, m => m.Add("zoe@contoso.example"));
        await review.PreviewAsync(default);
        Directory.ChangeElsewhere(id, "proxyAddresses", "SMTP:zoe.weiss@contoso.example", "smtp:new@contoso.example");

        Assert.Null(await review.ApplyAsync(default));
        var rows = review.Conflict!.Rows.Where(r => r.Attribute == RecipientAttributes.ProxyAddresses).ToArray();
        Assert.Contains(rows, r => r is { Opened: null, Now: "new@contoso.example", IsEdited: false });
        Assert.Contains(rows, r => r is { Opened: null, Now: null, Mine: "zoe@contoso.example", IsEdited: true });
        Assert.True(review.Conflict.IsSettled); // they did not touch the same value
        await review.SettleAsync(default);
        var done = await review.ApplyAsync(default);

        Assert.NotNull(done);
        Assert.Equal(
            ["SMTP:zoe.weiss@contoso.example", "smtp:new@contoso.example", "smtp:zoe@contoso.example"],
            Directory.Peek(id, "proxyAddresses")
        );
    }

    [Fact]
    public async Task SettleAsync_TakeTheirs_LeavesNothingToDo()
    {
        var id = AddZoe();
        var review = Review(id, m => m.SetDisplayName("Mine"));
        Directory.ChangeElsewhere(id, "displayName", "Theirs");
        await review.PreviewAsync(default);
        Assert.False(review.Conflict!.IsSettled);
        review.Conflict.Choose("displayName", mine: false);

        await review.SettleAsync(default);

        Assert.True(review.Edit.IsEmpty);
        Assert.Equal("Theirs", review.Edit.DisplayName);
        Assert.False(review.MayApply);
    }

    [Fact]
    public async Task ApplyAsync_AuditUnavailable_NothingChanged()
    {
        var review = Review(AddZoe(), m => m.SetHidden(true));
        await review.PreviewAsync(default);
        Log.FailNextBegin = "The log is locked.";

        Assert.Null(await review.ApplyAsync(default));

        Assert.Equal(ProblemCode.AuditUnavailable, review.Problem!.Code);
        Assert.Equal(0, Directory.Modifies);
    }

    [Fact]
    public async Task ApplyAsync_DirectoryAwayAndBack_CanBeTriedAgain()
    {
        var id = AddZoe();
        var review = Review(id, m => m.SetHidden(true));
        await review.PreviewAsync(default);
        Directory.GoAway();
        Assert.Null(await review.ApplyAsync(default));
        Assert.Equal(ProblemCode.DirectoryUnavailable, review.Problem!.Code);
        Directory.ComeBack();

        Assert.NotNull(await review.ApplyAsync(default));

        Assert.Null(review.Problem);
    }

    [Fact]
    public async Task ApplyAsync_DeletedWhileOpen_IsGone()
    {
        var id = AddZoe();
        var review = Review(id, m => m.SetHidden(true));
        await review.PreviewAsync(default);
        Directory.DeleteElsewhere(id);

        Assert.Null(await review.ApplyAsync(default));

        Assert.True(review.IsGone);
    }

    [Fact]
    public async Task ApplyAsync_RequestLostAndDirectoryAway_OutcomeUnknownWithRecord()
    {
        var review = Review(AddZoe(), m => m.SetHidden(true));
        await review.PreviewAsync(default);
        Directory.LoseNextRequest();

        Assert.Null(await review.ApplyAsync(default));

        Assert.Equal(ProblemCode.OutcomeUnknown, review.Problem!.Code);
        Assert.Equal(Log.Entries.Single().Id, review.Problem.ChangeId);
    }

    [Fact]
    public async Task PreviewAsync_ProtectedAccountByHelpdesk_IsForbidden()
    {
        Person = Somebody(Role.Helpdesk);
        var review = Review(AddZoe(("adminCount", ["1"])), m => m.SetHidden(true));

        await review.PreviewAsync(default);

        Assert.Equal(ProblemCode.Forbidden, review.Problem!.Code);
        Assert.False(review.MayApply);
    }

    private ReviewModel Review(Guid id, Action<RecipientEditModel> edit)
    {
        var model = new RecipientEditModel(Read(id), Settings);
        edit(model);
        return new ReviewModel(
            model,
            Services.GetRequiredService<PreviewRecipientEdit>(),
            Services.GetRequiredService<EditRecipient>(),
            Services.GetRequiredService<GetRecipient>(),
            Settings,
            Services.GetRequiredService<GetSyncStatus>(),
            Time
        );
    }
}
