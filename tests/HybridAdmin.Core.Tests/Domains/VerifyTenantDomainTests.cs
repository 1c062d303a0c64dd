using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Domains;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Reading;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Testing.Cloud;
using HybridAdmin.Testing.Domains;

namespace HybridAdmin.Core.Tests.Domains;

public sealed class VerifyTenantDomainTests
{
    private const string Name = "new.example";
    private static readonly TenantTarget Target = new(TenantTargetKind.Domain, Name);
    private readonly ChangeTestContext bench = new(Role.Administrator, tenant: new FakeTenant());
    private readonly FakeDns dns = new();

    public VerifyTenantDomainTests()
    {
        Tenant.Domains = [.. Tenant.Domains, new TenantDomain { Name = Name }];
        Tenant.VerificationRecords = new Dictionary<string, IReadOnlyList<TenantDnsRecord>>
        {
            [Name] = [new("Txt", Name, "MS=ms1")],
        };
    }

    private FakeTenant Tenant => bench.Tenant!;

    [Fact]
    public async Task PreviewAsync_RecordVisible_ShowsTheRequestAndThatThereIsNoWayBack()
    {
        dns.Txt(Name, "MS=ms1");

        var plan = (await Verify().PreviewAsync(" New.Example. ", default)).Plan!;

        Assert.Equal("POST /v1.0/domains/new.example/verify", plan.Cmdlet);
        Assert.Equal(
            ("isVerified", "False", "True"),
            (plan.Changes.Single().Attribute, plan.Changes.Single().Before[0].Text, plan.Changes.Single().After[0].Text)
        );
        Assert.Equal(FindingCodes.NotRevertible, Assert.Single(plan.Findings).Code);
        Assert.Empty(Tenant.Writes);
        Assert.Empty(bench.Audit.Entries);
    }

    [Fact]
    public async Task PreviewAsync_RecordNotVisible_WarnsAndLeavesItToTheTenant()
    {
        var plan = (await Verify().PreviewAsync(Name, default)).Plan!;

        Assert.Equal(FindingSeverity.Warning, plan.Finding(FindingCodes.ProofNotVisible)!.Severity);
        Assert.True(plan.IsApplicable);
    }

    [Fact]
    public async Task ExecuteAsync_RecordVisibleToTheTenant_IsVerifiedAndRecordedBeforeAndAfter()
    {
        Tenant.PublishedProofs.Add(Name);

        var result = await Verify().ExecuteAsync(Name, "INC-1", default);

        Assert.Null(result.Problem);
        Assert.True(Tenant.Domains.Single(d => d.Name == Name).IsVerified);
        var entry = Assert.Single(bench.Audit.Entries);
        Assert.Equal(
            (AuditAction.DomainVerified, AuditOutcome.Applied, Target, Name, "INC-1"),
            (entry.Action, entry.Outcome, entry.Tenant!.Value, entry.TargetName, entry.Reason)
        );
        Assert.Equal(("False", "True"), (entry.Changes.Single().Before[0].Text, entry.Changes.Single().After[0].Text));
        Assert.Equal("Verified the domain in Microsoft 365", AuditSummary.Of(entry));
    }

    [Fact]
    public async Task ExecuteAsync_RecordNotVisibleToTheTenant_IsRefusedWithItsReasonAndRecorded()
    {
        var result = await Verify().ExecuteAsync(Name, null, default);

        Assert.Equal(ProblemCode.TenantRefused, result.Problem!.Code);
        Assert.Contains("DNS record not found", result.Problem.Message, StringComparison.Ordinal);
        Assert.StartsWith("new.example is not verified.", result.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(AuditOutcome.Failed, bench.Audit.Entries.Single().Outcome);
        Assert.Single(Tenant.Writes);
    }

    [Fact]
    public async Task ExecuteAsync_AnswerLost_IsSettledByAReadAndNotSentAgain()
    {
        Tenant.PublishedProofs.Add(Name);
        Tenant.LoseNextAnswer = true;

        var result = await Verify().ExecuteAsync(Name, null, default);

        Assert.True(result.IsDone);
        Assert.Contains("lost", result.Note, StringComparison.Ordinal);
        Assert.Single(Tenant.Writes);
    }

    [Theory]
    [InlineData(true, AuditOutcome.Applied)]
    [InlineData(false, AuditOutcome.Failed)]
    public async Task Settle_AnswerLostAndTenantAway_IsFoundOutWhenItIsBack(bool wasCarriedOut, AuditOutcome outcome)
    {
        Tenant.PublishedProofs.Add(Name);
        if (wasCarriedOut)
            Tenant.LoseNextAnswer = true;
        else
            Tenant.RefuseNextWrite = new TenantFault(TenantFaultKind.Unreachable, "Broke off.")
            {
                OutcomeUnknown = true,
            };
        Tenant.AfterWrite = () => Tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Away.");

        var result = await Verify().ExecuteAsync(Name, null, default);
        Tenant.Fault = null;
        await bench.Settle.ExecuteAsync(TimeSpan.Zero, default);

        Assert.Equal(ProblemCode.OutcomeUnknown, result.Problem!.Code);
        Assert.Equal(outcome, bench.Audit.Entries.Single().Outcome);
        Assert.Contains("in Microsoft 365", bench.Audit.Entries.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revert_Verification_IsRefusedWithWhatToDo()
    {
        Tenant.PublishedProofs.Add(Name);
        var change = (await Verify().ExecuteAsync(Name, null, default)).ChangeId!.Value;

        var undone = await bench.RevertAsync(change);

        Assert.Equal(ProblemCode.NotRevertible, undone.Problem!.Code);
        Assert.Contains(
            "remove the domain in the Microsoft 365 admin center",
            undone.Problem.Message,
            StringComparison.Ordinal
        );
        Assert.Single(Tenant.Writes);
    }

    [Theory]
    [InlineData("absent.example", "The tenant does not have")]
    [InlineData("*.new.example", "is not a domain")]
    [InlineData("../users", "is not a domain")]
    public async Task ExecuteAsync_NotOfTheTenant_IsInvalidAndAsksNobody(string domain, string message)
    {
        var result = await Verify().ExecuteAsync(domain, null, default);

        Assert.Equal(ProblemCode.Invalid, result.Problem!.Code);
        Assert.Contains(message, result.Problem.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (Tenant.Writes.Count, dns.Asked));
    }

    [Fact]
    public async Task ExecuteAsync_AlreadyVerified_IsNothingToDo()
    {
        var result = await Verify().ExecuteAsync("contoso.example", null, default);

        Assert.Null(result.Problem);
        Assert.Contains("verified already", result.Note, StringComparison.Ordinal);
        Assert.Empty(Tenant.Writes);
    }

    [Fact]
    public async Task PreviewAsync_PermissionMissing_NamesIt()
    {
        Tenant.Capabilities = [new TenantCapability(TenantOperation.ManageDomains, false, "Domain.ReadWrite.All")];

        Assert.Contains(
            "Domain.ReadWrite.All",
            (await Verify().PreviewAsync(Name, default)).Plan!.Finding(FindingCodes.TenantRoleMissing)!.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ExecuteAsync_RecipientAdministrator_IsRefusedAndRecorded()
    {
        bench.Actor = Planning.Actor(Role.RecipientAdministrator);

        Assert.Equal(ProblemCode.Forbidden, (await Verify().ExecuteAsync(Name, null, default)).Problem!.Code);
        Assert.Equal(AuditOutcome.Refused, bench.Audit.Entries.Single().Outcome);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Verify().PreviewAsync(Name, default));
        Assert.Empty(Tenant.Writes);
    }

    private VerifyTenantDomain Verify() =>
        new(
            bench,
            Tenant,
            new DomainRecordCache(new DomainRecordReader(dns, new NoPolicies()), bench.Time),
            bench.Pipeline,
            bench.Settings
        );
}
