using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Reading;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Lifecycle.Switching;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud.Switching;

public sealed class SwitchAuthorityTests
{
    private const string Anna = "anna@contoso.example";
    private readonly ChangeTestContext bench = new(tenant: new FakeTenant());

    public SwitchAuthorityTests() =>
        bench.Tenant!.Description = CloudSamples.Tenant(DateTimeOffset.UtcNow.AddMinutes(5));

    [Fact]
    public async Task ReviewAsync_ToTheCloud_ShowsDifferencesBackupAndCmdlet()
    {
        var (id, mailbox) = bench.AddManaged(isCloudManaged: false);

        var review = await Switch().ReviewAsync(id, default);

        Assert.True(review.Switch!.ToCloud);
        Assert.True(review.Switch.Plan.IsApplicable);
        Assert.Equal(
            $"Set-Mailbox -Identity '{mailbox.Identity}' -IsExchangeCloudManaged $true",
            review.Switch.Plan.Cmdlet
        );
        Assert.Equal(Anna, review.Switch.Confirmation);
        Assert.Equal(
            ["EmailAddresses", "HiddenFromAddressListsEnabled"],
            review.Switch.Differences.Select(d => d.Property)
        );
        Assert.Contains("smtp:cloud@contoso.example", review.Switch.Backup, StringComparison.Ordinal);
        Assert.Contains("msExchHideFromAddressLists", review.Switch.Backup, StringComparison.Ordinal);
        Assert.Empty(bench.Tenant!.Writes);
        Assert.Empty(bench.Audit.Entries);
    }

    [Fact]
    public async Task ExecuteAsync_ThereAndBack_IsRecordedWithTheValuesOfBothSidesAndUndone()
    {
        var (id, mailbox) = bench.AddManaged(isCloudManaged: false);

        var there = await Switch().ExecuteAsync(id, toCloud: true, " ANNA@contoso.example ", "INC-1", default);
        var entry = bench.Audit.Entries.Single();
        var undone = await bench.RevertAsync(there.ChangeId!.Value);

        Assert.Null(there.Problem);
        Assert.Equal(
            (AuditAction.AuthoritySwitched, mailbox, AuditOutcome.Applied),
            (entry.Action, entry.Tenant, entry.Outcome)
        );
        Assert.Contains(
            entry.Changes,
            c =>
                c is { Attribute: "EmailAddresses", IsChange: false }
                && c.Before.Any(v => v.Text == "smtp:cloud@contoso.example")
        );
        Assert.Contains(entry.Changes, c => c is { Attribute: "proxyAddresses", IsChange: false });
        Assert.Equal("Handed the Exchange attributes to Exchange Online", AuditSummary.Of(entry));
        Assert.Null(undone.Problem);
        Assert.Equal(["False"], bench.Tenant!.Peek(mailbox, ExchangeOnlineProperties.IsExchangeCloudManaged));
        Assert.All(
            bench.Tenant.Writes,
            w =>
                Assert.Equal(
                    ["Identity", ExchangeOnlineProperties.IsExchangeCloudManaged],
                    Assert.IsType<CmdletWrite>(w).Cmdlet.Parameters.Select(p => p.Key)
                )
        );
    }

    [Fact]
    public async Task ReviewAsync_WayBack_WarnsOfEveryValueThatWillBeOverwritten()
    {
        var (id, _) = bench.AddManaged();

        var review = (await Switch().ReviewAsync(id, default)).Switch!;

        Assert.False(review.ToCloud);
        Assert.Contains(
            "EmailAddresses, HiddenFromAddressListsEnabled",
            review.Plan.Finding(FindingCodes.ValuesOverwritten)!.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(FindingSeverity.Warning, review.Plan.Finding(FindingCodes.ValuesOverwritten)!.Severity);
        Assert.True(review.Plan.IsApplicable); // the wait of 24 hours is for the way there
    }

    [Theory]
    [InlineData("anna@contoso.test")]
    [InlineData("")]
    public async Task ExecuteAsync_WrongAddressTyped_ChangesNothing(string typed)
    {
        var (id, _) = bench.AddManaged(isCloudManaged: false);

        var result = await Switch().ExecuteAsync(id, true, typed, null, default);

        Assert.Contains(Anna, result.Problem!.Errors["confirmation"].Single(), StringComparison.Ordinal);
        Assert.Empty(bench.Tenant!.Writes);
    }

    [Fact]
    public async Task ExecuteAsync_SomebodyWasFaster_IsStale()
    {
        var (id, _) = bench.AddManaged();

        Assert.Equal(ProblemCode.Stale, (await Switch().ExecuteAsync(id, true, Anna, null, default)).Problem!.Code);
    }

    [Fact]
    public async Task ReviewAsync_ChangedHereWithin24Hours_IsAnErrorWithTheTime()
    {
        var (id, _) = bench.AddManaged(isCloudManaged: false);
        Assert.Null((await bench.EditAsync(id, new RecipientEdit { AddAddresses = ["x@contoso.example"] })).Problem);

        var plan = (await Switch().ReviewAsync(id, default)).Switch!.Plan;

        Assert.Contains("24 hours", plan.Finding(FindingCodes.SyncPending)!.Message, StringComparison.Ordinal);
        Assert.True(plan.HasErrors);
        Assert.NotNull((await Switch().ExecuteAsync(id, true, Anna, null, default)).Problem);
        Assert.Empty(bench.Tenant!.Writes);
    }

    [Fact]
    public async Task ReviewAsync_ChangedAfterTheLastSync_IsAnError()
    {
        var (id, _) = bench.AddManaged(isCloudManaged: false);
        bench.Tenant!.Description = CloudSamples.Tenant(DateTimeOffset.UtcNow.AddDays(-1));

        Assert.Equal(
            FindingSeverity.Error,
            (await Switch().ReviewAsync(id, default)).Switch!.Plan.Finding(FindingCodes.SyncPending)!.Severity
        );
    }

    [Fact]
    public async Task ReviewAsync_LastSyncUnknown_IsAnErrorAndNoGuess()
    {
        var (id, _) = bench.AddManaged(isCloudManaged: false);
        bench.Tenant!.Description = bench.Tenant.Description with { OnPremisesLastSyncDateTime = null };

        Assert.Contains(
            (await Switch().ReviewAsync(id, default)).Switch!.Plan.Findings,
            f => f is { Code: FindingCodes.SyncUnknown, Severity: FindingSeverity.Error }
        );
    }

    [Theory]
    [InlineData(true, FindingSeverity.Warning)]
    [InlineData(null, FindingSeverity.Info)]
    public async Task ReviewAsync_TenantDefault_IsShownAndUnknownStaysUnknown(bool? byDefault, FindingSeverity severity)
    {
        var (id, _) = bench.AddManaged(isCloudManaged: false);
        bench.Tenant!.OrganizationConfig = new ExchangeOrganizationConfig("Contoso", false, byDefault);

        Assert.Equal(
            severity,
            (await Switch().ReviewAsync(id, default)).Switch!.Plan.Finding(FindingCodes.TenantDefault)!.Severity
        );
    }

    [Fact]
    public async Task ReviewAsync_MailUser_IsRefused()
    {
        var (id, _) = bench.AddManaged(type: "MailUser");

        Assert.True((await Switch().ReviewAsync(id, default)).Switch!.Plan.HasErrors);
    }

    [Fact]
    public async Task ReviewAsync_TenantAway_IsRefusedWithTheReason()
    {
        var (id, _) = bench.AddManaged();
        bench.Tenant!.Fault = new TenantFault(TenantFaultKind.Unreachable, "Microsoft 365 cannot be reached.");

        Assert.Contains(
            (await Switch().ReviewAsync(id, default)).Switch!.Plan.Findings,
            f =>
                f.Severity == FindingSeverity.Error && f.Message.Contains("cannot be reached", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task ExecuteAsync_Helpdesk_IsRefusedAndRecorded()
    {
        var (id, _) = bench.AddManaged(isCloudManaged: false);
        bench.Actor = Planning.Actor(Role.Helpdesk);

        Assert.Equal(ProblemCode.Forbidden, (await Switch().ExecuteAsync(id, true, Anna, null, default)).Problem!.Code);
        Assert.Equal(
            (AuditOutcome.Refused, AuditAction.AuthoritySwitched),
            (bench.Audit.Entries.Single().Outcome, bench.Audit.Entries.Single().Action)
        );
        await Assert.ThrowsAsync<AccessDeniedException>(() => Switch().ReviewAsync(id, default));
    }

    private SwitchAuthority Switch() =>
        new(
            bench,
            bench.Directory,
            bench.Audit,
            bench.Tenant!,
            bench.Tenants!,
            bench.Pipeline,
            bench.Settings,
            bench.Time
        );
}
