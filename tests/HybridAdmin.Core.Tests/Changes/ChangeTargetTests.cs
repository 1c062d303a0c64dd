using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Tests.Changes;

/// <summary>The target of a record is the target of its intent.</summary>
public sealed class ChangeTargetTests
{
    private static readonly DirectoryObject Anna = new(Guid.NewGuid(), DistinguishedName.Parse("CN=Anna,DC=c,DC=test"));

    public static TheoryData<ChangeStep> Steps =>
        new()
        {
            new ModifyStep(Anna, string.Empty) { Changes = [] },
            Tenant(new TenantObject(new TenantTarget(TenantTargetKind.Mailbox, "m")) { Recipient = Anna }),
            Tenant(new TenantObject(new TenantTarget(TenantTargetKind.Domain, "contoso.example"))),
            new MigrationStep(
                new MigrationObject(new TenantTarget(TenantTargetKind.MigrationBatch, "Wave 1")),
                new global::HybridAdmin.Core.Migration.Writing.ActOnMigrationBatch(
                    "Wave 1",
                    Core.Migration.MigrationAction.Stop
                )
            )
            {
                Changes = [],
            },
        };

    [Theory]
    [MemberData(nameof(Steps))]
    public void Of_RecordOfAStep_IsTheTargetOfTheStep(ChangeStep step)
    {
        var plan = new ChangePlan { TargetName = "Anna", Steps = [step] };
        var intent = ChangePipeline.IntentOf(plan, step, new ChangeOrder(Planning.Actor(Role.Administrator), " "));

        var target = ChangeTarget.Of(
            new AuditEntry
            {
                Id = 1,
                At = default,
                ActorId = intent.Actor.Id,
                ActorName = intent.Actor.DisplayName,
                Role = intent.Actor.Role,
                Source = default,
                Action = intent.Action,
                TargetId = intent.TargetId,
                TargetDn = intent.TargetDn,
                Tenant = intent.Tenant,
                CorrelationId = intent.CorrelationId,
            }
        );

        Assert.Equal(step.Target, target);
        Assert.Null(intent.Reason);
    }

    [Fact]
    public void IntentOf_Domain_NamesNoObjectOfActiveDirectory()
    {
        var step = Tenant(new TenantObject(new TenantTarget(TenantTargetKind.Domain, "contoso.example")));
        var plan = new ChangePlan { TargetName = "contoso.example", Steps = [step] };

        var intent = ChangePipeline.IntentOf(plan, step, new ChangeOrder(Planning.Actor(Role.Administrator), null));

        Assert.Equal((null, null), (intent.TargetId, intent.TargetDn));
    }

    private static TenantStep Tenant(TenantObject target) =>
        new(target, new GraphWrite(target.Object, "POST", "x", null)) { Changes = [] };
}
