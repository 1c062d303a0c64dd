using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Domains;

/// <summary>The requested message format for mail to a domain.</summary>
/// <param name="Exists">False if the domain has no remote domain of its own, so that the default one applies.</param>
/// <param name="TNEFEnabled">
/// True to always use Exchange's rich text format (winmail.dat for other systems), false to never use it, null to let
/// recipient and sender decide.
/// </param>
public sealed record WantedRemoteDomain(bool Exists, bool? TNEFEnabled = null);

/// <summary>
/// Creates, sets or removes the remote domain of one named domain in Exchange Online, for coexistence with another mail
/// system. Never changes the default one (*), which applies to all outgoing mail. Each cmdlet is a separate change with
/// its own record and revert; several are linked by one correlation id.
/// </summary>
public sealed class ChangeRemoteDomain(
    ICurrentActor current,
    ITenant tenant,
    ChangePipeline pipeline,
    ChangeSettings settings
)
{
    /// <summary>Plans the change; nothing is written.</summary>
    /// <exception cref="AccessDeniedException">The role may not manage remote domains.</exception>
    public async Task<PlanResult> PreviewAsync(
        string domain,
        WantedRemoteDomain wanted,
        CancellationToken cancellationToken
    )
    {
        await current.RequireAsync(Permission.ManageRemoteDomains, cancellationToken).ConfigureAwait(false);
        var (plan, problem) = await PrepareAsync(domain, wanted, cancellationToken).ConfigureAwait(false);
        return new PlanResult(plan, problem, null);
    }

    public async Task<ChangeResult> ExecuteAsync(
        string domain,
        WantedRemoteDomain wanted,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        if (!actor.May(Permission.ManageRemoteDomains))
        {
            var change = new AttributeChange(
                ExchangeOnlineProperties.TNEFEnabled,
                [],
                RemoteDomainPlanner.Values(wanted.TNEFEnabled)
            );
            var attempt = new AuditIntent
            {
                Actor = actor,
                Action = AuditAction.RemoteDomainChanged,
                TargetName = domain,
                Tenant = new TenantTarget(TenantTargetKind.RemoteDomain, domain),
                Changes = [change],
                Reason = reason,
                CorrelationId = Guid.NewGuid(),
            };
            return await TenantChangeExecution
                .RefuseAsync(pipeline, attempt, "change remote domains")
                .ConfigureAwait(false);
        }

        var (plan, problem) = await PrepareAsync(domain, wanted, cancellationToken).ConfigureAwait(false);
        if (problem is not null)
            return new ChangeResult { Problem = problem };
        return await TenantChangeExecution
            .FinishAsync(plan!, new ChangeOrder(actor, reason), pipeline, settings, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<(ChangePlan? Plan, Problem? Problem)> PrepareAsync(
        string domain,
        WantedRemoteDomain wanted,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var present = (await tenant.ListRemoteDomainsAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(
                d => d.DomainName.Equals(domain.Trim(), StringComparison.OrdinalIgnoreCase)
            );
            var writing = (
                await tenant.ReadCapabilitiesAsync(false, cancellationToken).ConfigureAwait(false)
            ).FirstOrDefault(c => c.Operation == TenantOperation.WriteRemoteDomains);
            return (RemoteDomainPlanner.Plan(domain.Trim().ToLowerInvariant(), present, wanted, writing), null);
        }
        catch (TenantFault fault)
        {
            return (null, WriteFaults.ProblemOf(fault));
        }
    }
}

/// <summary>Plans the cmdlets. Pure.</summary>
public static class RemoteDomainPlanner
{
    /// <param name="domain">The domain name in lower case.</param>
    /// <param name="present">The remote domain of exactly this domain; null if there is none.</param>
    public static ChangePlan Plan(
        string domain,
        TenantRemoteDomain? present,
        WantedRemoteDomain wanted,
        TenantCapability? writing
    )
    {
        var findings = new List<Finding>();
        if (domain == "*")
            findings.Add(
                Error(
                    "The default remote domain (*) applies to all outgoing mail; the console never "
                        + "changes it. Name one domain."
                )
            );
        else if (!SmtpAddress.IsDomain(domain))
            findings.Add(
                Error($"\"{domain}\" is not a domain; write one name without wildcards, for example partner.example.")
            );
        if (writing is { IsAvailable: false })
            findings.Add(
                new Finding(
                    FindingSeverity.Error,
                    FindingCodes.TenantRoleMissing,
                    $"The console's application may not change remote domains; it lacks {writing.Missing}."
                )
            );
        if (!wanted.Exists && present is { TargetDeliveryDomain: true })
            findings.Add(
                Error(
                    $"{domain} is the target delivery domain of the hybrid configuration: mail from "
                        + $"on-premises reaches cloud mailboxes through it. It is not removed here."
                )
            );

        var target = new TenantTarget(TenantTargetKind.RemoteDomain, present?.Identity ?? domain);
        IReadOnlyList<ChangeStep> steps =
            findings.Count > 0 ? []
            : wanted.Exists ? Wanted(target, domain, present, wanted.TNEFEnabled)
            : Unwanted(target, present);
        if (findings.Count == 0 && steps.Count == 0)
            findings.Add(
                new Finding(
                    FindingSeverity.Info,
                    FindingCodes.NothingToDo,
                    $"Nothing to do: {domain} already is as asked."
                )
            );
        if (wanted is { Exists: true, TNEFEnabled: true })
            findings.Add(
                new Finding(
                    FindingSeverity.Warning,
                    FindingCodes.WinmailDat,
                    $"Everybody at {domain} gets Exchange's rich text: a mail system that does not know it "
                        + $"shows an attachment winmail.dat instead."
                )
            );
        if (!wanted.Exists && steps.Count > 0)
            findings.Add(
                new Finding(
                    FindingSeverity.Warning,
                    FindingCodes.ValuesOverwritten,
                    $"Taking it back creates {domain} again with its present TNEFEnabled; other settings of the "
                        + $"remote domain get Exchange's defaults."
                )
            );

        return new ChangePlan
        {
            TargetName = domain,
            Action = AuditAction.RemoteDomainChanged,
            Steps = steps,
            Findings = findings,
        };
    }

    internal static IReadOnlyList<DirectoryValue> Values(bool? tnef) =>
        tnef is { } flag ? [ExchangeOnlineProperties.Text(flag)] : [];

    private static List<ChangeStep> Wanted(TenantTarget target, string domain, TenantRemoteDomain? present, bool? tnef)
    {
        var steps = new List<ChangeStep>();
        if (present is null)
            steps.AddRange(
                Step(
                    target,
                    new AttributeChange(ExchangeOnlineProperties.DomainName, [], [domain]),
                    new AttributeChange(ExchangeOnlineProperties.Name, [], [target.Identity])
                )
            );
        if (present?.TNEFEnabled != tnef)
            steps.AddRange(
                Step(
                    target,
                    new AttributeChange(
                        ExchangeOnlineProperties.TNEFEnabled,
                        Values(present?.TNEFEnabled),
                        Values(tnef)
                    )
                )
            );
        return steps;
    }

    /// <summary>Sets TNEFEnabled to null first, so that each step can be reverted separately.</summary>
    private static List<ChangeStep> Unwanted(TenantTarget target, TenantRemoteDomain? present)
    {
        if (present is null)
            return [];
        var steps = new List<ChangeStep>();
        if (present.TNEFEnabled is { } tnef)
            steps.AddRange(Step(target, new AttributeChange(ExchangeOnlineProperties.TNEFEnabled, Values(tnef), [])));
        steps.AddRange(
            Step(
                target,
                new AttributeChange(ExchangeOnlineProperties.DomainName, [present.DomainName], []),
                new AttributeChange(ExchangeOnlineProperties.Name, [present.Identity], [])
            )
        );
        return steps;
    }

    private static IReadOnlyList<ChangeStep> Step(TenantTarget target, params AttributeChange[] changes) =>
        TenantStep.For(new TenantObject(target), changes, []);

    private static Finding Error(string message) =>
        new(FindingSeverity.Error, FindingCodes.Invalid, message) { Member = "domain" };
}
