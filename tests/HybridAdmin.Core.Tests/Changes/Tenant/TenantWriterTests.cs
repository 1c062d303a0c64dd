using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Reading;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Changes.Tenant;

/// <summary>
/// The processing of a change of the tenant: intent, one write, read back, outcome; lost answers; revert.
/// </summary>
public sealed class TenantWriterTests
{
    private static readonly RecipientEdit Hide = new() { HiddenFromAddressListsEnabled = true, Reason = "INC-1" };
    private readonly ChangeTestContext bench = new(tenant: new FakeTenant());

    [Fact]
    public async Task RunAsync_Applied_IsRecordedUnderExchangesNames()
    {
        var (id, mailbox) = bench.AddManaged();

        var result = await bench.EditAsync(id, Hide);

        var entry = Assert.Single(bench.Audit.Entries);
        Assert.Equal((AuditOutcome.Applied, mailbox), (entry.Outcome, entry.Tenant));
        Assert.Equal(
            ("HiddenFromAddressListsEnabled", "False", "True"),
            (
                entry.Changes.Single().Attribute,
                entry.Changes.Single().Before[0].Text,
                entry.Changes.Single().After[0].Text
            )
        );
        Assert.Equal("Hid from address lists", AuditSummary.Of(entry));
        Assert.Equal(mailbox, Assert.IsType<TenantObject>(result.Target).Object);
        Assert.True(bench.Tenant!.Index.Current.All.Single().Exchange!.HiddenFromAddressListsEnabled);
    }

    [Fact]
    public async Task RunAsync_ValuesMovedOn_IsAConflictAndNothingIsSent()
    {
        var (id, mailbox) = bench.AddManaged();
        var plan = (await bench.PreviewAsync(id, Hide)).Plan!;
        await bench.Tenant!.SendAsync(
            mailbox,
            new AttributeChange("HiddenFromAddressListsEnabled", ["False"], ["True"])
        );
        bench.Tenant!.Writes.Clear();

        var result = await bench.Pipeline.RunAsync(plan, Planning.Order(Planning.Facts()), default);

        Assert.Equal(ProblemCode.Stale, result.Problem!.Code);
        Assert.Equal("True", result.Problem.Found.Single().After.Single().Text);
        Assert.Equal(AuditOutcome.Conflict, bench.Audit.Entries.Single().Outcome);
        Assert.Empty(bench.Tenant.Writes);
    }

    [Fact]
    public async Task Edit_AddressHeldByAnotherOfTheForest_IsRecordedAsRefusedAndNothingIsSent()
    {
        var (id, mailbox) = bench.AddManaged();
        var holder = bench.Directory.AddUser("Liv Lund", ("proxyAddresses", ["SMTP:lund@contoso.example"]));

        var result = await bench.EditAsync(
            id,
            new RecipientEdit { AddAddresses = ["lund@contoso.example"], Reason = "INC-1" }
        );

        Assert.Equal((ProblemCode.AddressInUse, holder), (result.Problem!.Code, result.Problem.Holder!.Id));
        Assert.NotEmpty(result.Problem.Errors);
        var entry = Assert.Single(bench.Audit.Entries);
        Assert.Equal((AuditOutcome.Refused, mailbox, "INC-1"), (entry.Outcome, entry.Tenant, entry.Reason));
        Assert.Equal((entry.Id, entry.Id), (result.ChangeId!.Value, result.Problem.ChangeId!.Value));
        Assert.Empty(bench.Tenant!.Writes);
    }

    [Fact]
    public async Task Edit_AddressHeldByAnotherOfTheTenant_IsRecordedAsRefusedAndNothingIsSent()
    {
        var (id, _) = bench.AddManaged();
        bench.Tenant!.With(CloudSamples.User("lund@contoso.example", "SMTP:lund@contoso.example"));

        var result = await bench.EditAsync(id, new RecipientEdit { AddAddresses = ["lund@contoso.example"] });

        Assert.Equal(ProblemCode.AddressInUse, result.Problem!.Code);
        Assert.Equal(AuditOutcome.Refused, Assert.Single(bench.Audit.Entries).Outcome);
        Assert.Empty(bench.Tenant.Writes);
    }

    [Fact]
    public async Task RunAsync_TenantAwayAtTheCheck_EndsTheIntentAndSendsNothing()
    {
        var (id, mailbox) = bench.AddManaged();
        var plan = (await bench.PreviewAsync(id, Hide)).Plan!;
        bench.Tenant!.FailNextValues = new TenantFault(TenantFaultKind.Unreachable, "Away.");

        var result = await bench.Pipeline.RunAsync(plan, Planning.Order(Planning.Facts()), default);

        Assert.Equal(ProblemCode.TenantUnavailable, result.Problem!.Code);
        var entry = Assert.Single(bench.Audit.Entries);
        Assert.Equal((AuditOutcome.Failed, mailbox, id), (entry.Outcome, entry.Tenant, entry.TargetId));
        Assert.Equal(entry.Id, result.ChangeId);
        Assert.Empty(bench.Tenant.Writes);
    }

    [Fact]
    public async Task RunAsync_IntentCannotBeRecorded_NothingIsSent()
    {
        var (id, _) = bench.AddManaged();
        bench.Audit.FailNextBegin = "disk full";

        Assert.Equal(ProblemCode.AuditUnavailable, (await bench.EditAsync(id, Hide)).Problem!.Code);
        Assert.Empty(bench.Tenant!.Writes);
    }

    [Theory]
    [InlineData(TenantFaultKind.Throttled, ProblemCode.TenantUnavailable, AuditOutcome.Failed)]
    [InlineData(TenantFaultKind.Unreachable, ProblemCode.TenantUnavailable, AuditOutcome.Failed)]
    [InlineData(TenantFaultKind.Refused, ProblemCode.TenantRefused, AuditOutcome.Failed)]
    [InlineData(TenantFaultKind.Conflict, ProblemCode.TenantRefused, AuditOutcome.Failed)]
    [InlineData(TenantFaultKind.Denied, ProblemCode.AuthorityElsewhere, AuditOutcome.Refused)]
    public async Task RunAsync_Refused_IsRecordedAndSentOnce(
        TenantFaultKind kind,
        ProblemCode code,
        AuditOutcome outcome
    )
    {
        var (id, _) = bench.AddManaged();
        bench.Tenant!.RefuseNextWrite = new TenantFault(kind, "No.") { Status = 429 };

        var result = await bench.EditAsync(id, Hide);

        Assert.Equal(code, result.Problem!.Code);
        Assert.Equal(outcome, bench.Audit.Entries.Single().Outcome);
        Assert.Single(bench.Tenant.Writes);
    }

    [Fact]
    public async Task RunAsync_AnswerLost_IsSettledByARead()
    {
        var (id, _) = bench.AddManaged();
        bench.Tenant!.LoseNextAnswer = true;

        var result = await bench.EditAsync(id, Hide);

        Assert.True(result.IsDone);
        Assert.Contains("lost", result.Note, StringComparison.Ordinal);
        Assert.Equal(AuditOutcome.Applied, bench.Audit.Entries.Single().Outcome);
        Assert.Single(bench.Tenant.Writes);
    }

    [Theory]
    [InlineData(true, AuditOutcome.Applied)]
    [InlineData(false, AuditOutcome.Failed)]
    public async Task Settle_AnswerLostAndTenantAway_IsSettledWhenItIsBackAndNotBefore(
        bool wasCarriedOut,
        AuditOutcome outcome
    )
    {
        var (id, mailbox) = bench.AddManaged();
        var lost = new TenantFault(TenantFaultKind.Unreachable, "Broke off.") { OutcomeUnknown = true };
        if (wasCarriedOut)
            bench.Tenant!.LoseNextAnswer = true;
        else
            bench.Tenant!.RefuseNextWrite = lost;
        bench.Tenant.AfterWrite = () => bench.Tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Away.");

        var result = await bench.EditAsync(id, Hide);
        var whileAway = await bench.Settle.ExecuteAsync(TimeSpan.Zero, default);
        bench.Tenant.Fault = null;
        var whenBack = await bench.Settle.ExecuteAsync(TimeSpan.Zero, default);

        Assert.Equal(ProblemCode.OutcomeUnknown, result.Problem!.Code);
        Assert.Equal((0, 1), (whileAway, whenBack));
        Assert.Equal(outcome, bench.Audit.Entries.Single().Outcome);
        Assert.Equal(
            wasCarriedOut ? ["True"] : ["False"],
            bench.Tenant.Peek(mailbox, ExchangeOnlineProperties.HiddenFromAddressListsEnabled)
        );
        Assert.Single(bench.Tenant.Writes);
    }

    [Fact]
    public async Task Revert_ByValue_KeepsWhatOthersAdded()
    {
        var (id, mailbox) = bench.AddManaged();
        var changeId = (await bench.EditAsync(id, new RecipientEdit { AddAddresses = ["lund@contoso.example"] }))
            .ChangeId!
            .Value;
        await bench.Tenant!.SendAsync(
            mailbox,
            new AttributeChange(ExchangeOnlineProperties.EmailAddresses, [], ["smtp:later@contoso.example"])
        );

        var preview = await bench.Revert().PreviewAsync(changeId, default);
        var result = await bench.RevertAsync(changeId);

        Assert.Equal(
            $"Set-Mailbox -Identity '{mailbox.Identity}' -EmailAddresses @{{Remove='smtp:lund@contoso.example'}}",
            preview.Plan!.Cmdlet
        );
        Assert.Empty(preview.Plan.Ldif);
        Assert.Null(result.Problem);
        Assert.Contains(
            "smtp:later@contoso.example",
            bench.Tenant!.Peek(mailbox, ExchangeOnlineProperties.EmailAddresses)
        );
        Assert.DoesNotContain(
            "smtp:lund@contoso.example",
            bench.Tenant.Peek(mailbox, ExchangeOnlineProperties.EmailAddresses)
        );
        Assert.Equal(
            (AuditAction.ChangeReverted, mailbox, changeId),
            (bench.Audit.Entries[^1].Action, bench.Audit.Entries[^1].Tenant, bench.Audit.Entries[^1].RevertsChangeId)
        );
    }

    [Fact]
    public async Task Revert_ValueMovedOn_IsStaleAndNamesExchangesProperty()
    {
        var (id, mailbox) = bench.AddManaged();
        var changeId = (
            await bench.EditAsync(
                id,
                new RecipientEdit { CustomAttributes = new Dictionary<int, string?> { [1] = "one" } }
            )
        )
            .ChangeId!
            .Value;
        await bench.Tenant!.SendAsync(mailbox, new AttributeChange("CustomAttribute1", ["one"], ["two"]));

        var result = await bench.RevertAsync(changeId);

        Assert.Equal(ProblemCode.Stale, result.Problem!.Code);
        Assert.Equal(
            ("CustomAttribute1", "two"),
            (result.Problem.Values.Single().Attribute, result.Problem.Values.Single().Now)
        );
    }

    [Fact]
    public async Task Revert_ChangeOfActiveDirectoryAfterTheHandover_IsRefusedSinceItWouldHaveNoEffect()
    {
        var (id, mailbox) = bench.AddManaged(isCloudManaged: false);
        var changeId = (await bench.EditAsync(id, new RecipientEdit { AddAddresses = ["lund@contoso.example"] }))
            .ChangeId!
            .Value;
        bench.Tenant!.With(
            bench.Tenant.Index.Current.Find(Guid.Parse(mailbox.Identity))! with
            {
                Exchange = new() { RecipientTypeDetails = "UserMailbox", IsExchangeCloudManaged = true },
            }
        );

        Assert.Equal(ProblemCode.AuthorityElsewhere, (await bench.RevertAsync(changeId)).Problem!.Code);
    }

    [Fact]
    public async Task Revert_ByHelpdesk_NeedsTheSamePermissions()
    {
        var (id, _) = bench.AddManaged();
        var changeId = (
            await bench.EditAsync(
                id,
                new RecipientEdit { CustomAttributes = new Dictionary<int, string?> { [1] = "one" } }
            )
        )
            .ChangeId!
            .Value;
        bench.Actor = Planning.Actor(Role.Helpdesk);

        Assert.Equal(ProblemCode.Forbidden, (await bench.RevertAsync(changeId)).Problem!.Code);
    }
}
