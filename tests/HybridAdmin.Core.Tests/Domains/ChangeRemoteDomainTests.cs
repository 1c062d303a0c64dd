using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Domains;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Domains;

public sealed class ChangeRemoteDomainTests
{
    private const string Partner = "partner.example";
    private readonly ChangeTestContext bench = new(Role.Administrator, tenant: new FakeTenant());

    [Fact]
    public async Task ExecuteAsync_NoneYet_IsMadeAndSetByTwoRecordsUnderOneCorrelation()
    {
        var preview = await Change().PreviewAsync(Partner, new WantedRemoteDomain(true, false), default);
        var result = await Change().ExecuteAsync(Partner, new WantedRemoteDomain(true, false), "INC-1", default);

        Assert.Equal(
            "New-RemoteDomain -Name 'partner.example' -DomainName 'partner.example'\nSet-RemoteDomain -Identity 'partner.example' -TNEFEnabled $false",
            preview.Plan!.Cmdlet
        );
        Assert.Null(result.Problem);
        Assert.Equal(["False"], bench.Tenant!.Peek(Target(), ExchangeOnlineProperties.TNEFEnabled));
        Assert.All(
            bench.Audit.Entries,
            e =>
                Assert.Equal(
                    (AuditAction.RemoteDomainChanged, AuditOutcome.Applied, Partner, Target()),
                    (e.Action, e.Outcome, e.TargetName, e.Tenant!.Value)
                )
        );
        Assert.Equal(2, result.AppliedChangeIds.Count);
        Assert.Single(bench.Audit.Entries.Select(e => e.CorrelationId).Distinct());
    }

    [Fact]
    public async Task Undo_OfMaking_RemovesItAgain()
    {
        var result = await Change().ExecuteAsync(Partner, new WantedRemoteDomain(true, false), "INC-1", default);

        var undone = await bench.Revert().ExecuteAllAsync(result.AppliedChangeIds, "INC-2", Guid.NewGuid(), default);

        Assert.Null(undone.Problem);
        Assert.False(bench.Tenant!.Has(Target()));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(false, null)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task ExecuteAsync_EachOfTheThreeValues_IsSetAndRestored(bool? before, bool? after)
    {
        Present("Our partner", before);

        var result = await Change().ExecuteAsync(Partner, new WantedRemoteDomain(true, after), "INC-1", default);
        var set = bench.Tenant!.Peek(Target("Our partner"), ExchangeOnlineProperties.TNEFEnabled);
        var undone = await bench.RevertAsync(result.ChangeId!.Value);

        Assert.Equal(after is { } flag ? [ExchangeOnlineProperties.Text(flag)] : [], set);
        Assert.Null(undone.Problem);
        Assert.Equal(
            before is { } was ? [ExchangeOnlineProperties.Text(was)] : [],
            bench.Tenant.Peek(Target("Our partner"), ExchangeOnlineProperties.TNEFEnabled)
        );
    }

    [Fact]
    public async Task ExecuteAsync_Removed_ComesBackWithItsValueWhenUndone()
    {
        Present("Our partner", false);

        var result = await Change().ExecuteAsync(Partner, new WantedRemoteDomain(false), "INC-1", default);
        var isGone = !bench.Tenant!.Has(Target("Our partner"));
        var undone = await bench.Revert().ExecuteAllAsync(result.AppliedChangeIds, "INC-2", Guid.NewGuid(), default);

        Assert.True(isGone);
        Assert.Null(undone.Problem);
        Assert.Equal([Partner], bench.Tenant.Peek(Target("Our partner"), ExchangeOnlineProperties.DomainName));
        Assert.Equal(["False"], bench.Tenant.Peek(Target("Our partner"), ExchangeOnlineProperties.TNEFEnabled));
    }

    [Theory]
    [InlineData("*")]
    [InlineData(" * ")]
    [InlineData("*.partner.example")]
    [InlineData("partner")]
    [InlineData("")]
    public async Task ExecuteAsync_DefaultOrNoDomain_IsRefused(string domain)
    {
        bench.Tenant!.RemoteDomains = [new TenantRemoteDomain { Identity = "Default", DomainName = "*" }];

        Assert.Equal(
            ProblemCode.Invalid,
            (await Change().ExecuteAsync(domain, new WantedRemoteDomain(true, false), "INC-1", default)).Problem!.Code
        );
        Assert.Equal(
            ProblemCode.Invalid,
            (await Change().ExecuteAsync(domain, new WantedRemoteDomain(false), "INC-1", default)).Problem!.Code
        );
        Assert.Empty(bench.Tenant.Writes);
    }

    [Fact]
    public async Task ExecuteAsync_SetMeanwhileByAnother_IsStale()
    {
        Present(Partner, null);
        await bench.Tenant!.SendAsync(
            Target(),
            new AttributeChange(ExchangeOnlineProperties.TNEFEnabled, [], ["True"])
        );

        Assert.Equal(
            ProblemCode.Stale,
            (await Change().ExecuteAsync(Partner, new WantedRemoteDomain(true, false), "INC-1", default)).Problem!.Code
        );
    }

    [Fact]
    public async Task PreviewAsync_AsAsked_IsNothingToDo()
    {
        Present(Partner, false);

        var plan = (await Change().PreviewAsync(Partner, new WantedRemoteDomain(true, false), default)).Plan!;

        Assert.Empty(plan.Changes);
        Assert.NotNull(plan.Finding(FindingCodes.NothingToDo));
    }

    [Fact]
    public async Task PreviewAsync_HybridTargetDelivery_IsNotRemoved()
    {
        bench.Tenant!.RemoteDomains =
        [
            new TenantRemoteDomain
            {
                Identity = "Hybrid",
                DomainName = Partner,
                TargetDeliveryDomain = true,
            },
        ];

        Assert.True((await Change().PreviewAsync(Partner, new WantedRemoteDomain(false), default)).Plan!.HasErrors);
    }

    [Fact]
    public async Task PreviewAsync_RoleMissingInTheTenant_SaysWhich()
    {
        bench.Tenant!.Capabilities =
        [
            new TenantCapability(TenantOperation.WriteRemoteDomains, false, "Remote and Accepted Domains"),
        ];

        Assert.Contains(
            "Remote and Accepted Domains",
            (await Change().PreviewAsync(Partner, new WantedRemoteDomain(true), default))
                .Plan!.Finding(FindingCodes.TenantRoleMissing)!
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ExecuteAsync_TenantAway_IsUnavailable()
    {
        bench.Tenant!.Fault = new TenantFault(TenantFaultKind.Unreachable, "Away.");

        Assert.Equal(
            ProblemCode.TenantUnavailable,
            (await Change().ExecuteAsync(Partner, new WantedRemoteDomain(true), null, default)).Problem!.Code
        );
    }

    [Fact]
    public async Task ExecuteAsync_RecipientAdministrator_IsRefusedAndRecorded()
    {
        bench.Actor = Planning.Actor(Role.RecipientAdministrator);

        Assert.Equal(
            ProblemCode.Forbidden,
            (await Change().ExecuteAsync(Partner, new WantedRemoteDomain(true, false), null, default)).Problem!.Code
        );
        Assert.Equal(AuditOutcome.Refused, bench.Audit.Entries.Single().Outcome);
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            Change().PreviewAsync(Partner, new WantedRemoteDomain(true), default)
        );
    }

    private static TenantTarget Target(string name = Partner) => new(TenantTargetKind.RemoteDomain, name);

    private ChangeRemoteDomain Change() => new(bench, bench.Tenant!, bench.Pipeline, bench.Settings);

    private void Present(string name, bool? tnef)
    {
        bench.Tenant!.RemoteDomains =
        [
            new TenantRemoteDomain
            {
                Identity = name,
                DomainName = Partner,
                TNEFEnabled = tnef,
            },
        ];
        bench.Tenant.WithValues(
            Target(name),
            (ExchangeOnlineProperties.Name, [name]),
            (ExchangeOnlineProperties.DomainName, [Partner]),
            (ExchangeOnlineProperties.TNEFEnabled, tnef is { } flag ? [ExchangeOnlineProperties.Text(flag)] : [])
        );
    }
}
