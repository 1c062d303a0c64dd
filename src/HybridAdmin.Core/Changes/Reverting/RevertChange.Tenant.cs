using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Reverting;

/// <summary>
/// The part that reverts changes in the tenant: by value, with the same planner, under Exchange's names.
/// </summary>
public sealed partial class RevertChange
{
    private async Task<Prepared> PrepareInTenantAsync(
        ForestSessions forest,
        Actor actor,
        AuditEntry recorded,
        TenantTarget target,
        IReadOnlyList<RevertChoice>? choices,
        CancellationToken cancellationToken
    )
    {
        if (target.Kind == TenantTargetKind.Domain)
            return Stop(
                ProblemCode.NotRevertible,
                $"Microsoft 365 does not take a verification back. To get rid of {target.Identity}, remove "
                    + $"the domain in the Microsoft 365 admin center, when it is no longer in use."
            );
        // Values that were only backed up are not written.
        recorded = recorded with
        {
            Changes = [.. recorded.Changes.Where(c => c.IsChange)],
        };
        if (tenant.Status.State == TenantState.NotConnected)
            return Stop(
                ProblemCode.TenantUnavailable,
                "The change was made in Exchange Online, and no tenant is connected."
            );
        var description = await forest.DescribeAsync(cancellationToken).ConfigureAwait(false);
        DirectoryEntry? entry = null;
        if (recorded.TargetId is { } id)
        {
            var found = await forest
                .FindAsync(id, description.Existing(RecipientAttributes.ForRecipient), cancellationToken)
                .ConfigureAwait(false);
            if (found is not { Entry: var there })
                return Stop(ProblemCode.NotFound, "The recipient is not there any more in Active Directory.");
            entry = there;
            if (EditPolicy.Refusal(actor, entry, recorded.Changes) is { } refusal)
                return Stop(ProblemCode.Forbidden, refusal, entry);
        }
        else if (!actor.May(Permission.ManageRemoteDomains))
        {
            return Stop(ProblemCode.Forbidden, $"The role {actor.Role.Words()} may not change remote domains.");
        }

        var values = await tenant.ReadValuesAsync(target, cancellationToken).ConfigureAwait(false);
        if (values is null && recorded.Changes.Any(c => c.After.Count > 0))
            return Stop(ProblemCode.NotFound, "Exchange Online does not have the object any more.", entry);
        var facts = new ChangeFacts
        {
            Actor = actor,
            Directory = description,
            Domains = await domains.ExecuteAsync(cancellationToken).ConfigureAwait(false),
            SyncedOrganizationalUnits = settings.SyncedOrganizationalUnits,
        };
        var present = AttributePropertyMapper.ToEntry(
            values ?? new TenantValues(target, []),
            recorded.TargetId ?? Guid.Empty,
            entry?.Dn ?? DistinguishedName.Parse($"CN={DistinguishedName.Escape(target.Identity)}")
        );
        var asAttributes = recorded with { Changes = AttributePropertyMapper.ToAttributes(recorded.Changes) };
        var (plan, problem) = RevertPlanner.Plan(present, asAttributes, facts, choices);
        if (plan is null)
        {
            return new Prepared(
                null,
                null,
                entry,
                new Problem(ProblemCode.Stale, problem!)
                {
                    Found = AttributePropertyMapper.Differences(values, recorded.Changes, c => c.After),
                    Values =
                    [
                        .. RevertValue
                            .Of(present, asAttributes, description)
                            .Select(v =>
                                v with
                                {
                                    Attribute = ExchangeOnlineProperties.PropertyOf(v.Attribute) ?? v.Attribute,
                                }
                            ),
                    ],
                }
            );
        }

        if (plan.Claims.Count > 0)
        {
            facts = facts with
            {
                Holders = await AddressSearch
                    .FindHoldersAsync(forest, plan.Claims, recorded.TargetId, cancellationToken)
                    .ConfigureAwait(false),
            };
            plan = RevertPlanner.Plan(present, asAttributes, facts, choices).Plan!;
        }

        var changes = AttributePropertyMapper.ToProperties(plan.Changes);
        Finding[] handback = changes.Any(c =>
            c
                is {
                    Attribute: ExchangeOnlineProperties.IsExchangeCloudManaged,
                    After: [{ Text: ExchangeOnlineProperties.False }]
                }
        )
            ?
            [
                new Finding(
                    FindingSeverity.Warning,
                    FindingCodes.ValuesOverwritten,
                    "With the next synchronisation Active Directory's values overwrite those in Exchange "
                        + "Online. Compare them on the page of the recipient's authority first."
                ),
            ]
            : [];
        return new Prepared(
            plan with
            {
                TargetName = recorded.TargetName ?? plan.TargetName,
                Steps = TenantStep.For(
                    new TenantObject(target) { Recipient = entry is null ? null : DirectoryObject.Of(entry) },
                    changes,
                    plan.Claims
                ),
                Findings = [.. plan.Findings.Concat(handback).OrderBy(f => f.Severity)],
            },
            facts,
            entry,
            null
        );
    }
}
