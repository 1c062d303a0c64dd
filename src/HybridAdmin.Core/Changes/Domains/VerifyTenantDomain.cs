using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Domains;

/// <summary>
/// Has Microsoft 365 verify a domain that the tenant has. Microsoft 365 looks for the record that proves ownership, and
/// refuses if it does not find it. The only change of the console that cannot be reverted (Microsoft Graph: domain:
/// verify).
/// </summary>
public sealed class VerifyTenantDomain(
    ICurrentActor current,
    ITenant tenant,
    DomainRecordCache records,
    ChangePipeline pipeline,
    ChangeSettings settings
)
{
    /// <summary>Plans the verification; only read requests are sent to the tenant.</summary>
    /// <exception cref="AccessDeniedException">The role may not verify domains.</exception>
    public async Task<PlanResult> PreviewAsync(string domain, CancellationToken cancellationToken)
    {
        await current.RequireAsync(Permission.VerifyDomains, cancellationToken).ConfigureAwait(false);
        var (plan, problem) = await PrepareAsync(domain, cancellationToken).ConfigureAwait(false);
        return new PlanResult(plan, problem, null);
    }

    public async Task<ChangeResult> ExecuteAsync(string domain, string? reason, CancellationToken cancellationToken)
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        if (!actor.May(Permission.VerifyDomains))
        {
            var attempt = new AuditIntent
            {
                Actor = actor,
                Action = AuditAction.DomainVerified,
                TargetName = domain,
                Tenant = VerificationPlanner.TargetOf(domain),
                Changes = [VerificationPlanner.Change],
                Reason = reason,
                CorrelationId = Guid.NewGuid(),
            };
            return await TenantChangeExecution.RefuseAsync(pipeline, attempt, "verify domains").ConfigureAwait(false);
        }

        var (plan, problem) = await PrepareAsync(domain, cancellationToken).ConfigureAwait(false);
        if (problem is not null)
            return new ChangeResult { Problem = problem };
        var result = await TenantChangeExecution
            .FinishAsync(plan!, new ChangeOrder(actor, reason), pipeline, settings, cancellationToken)
            .ConfigureAwait(false);
        return result.Problem is { Code: ProblemCode.TenantRefused } refused
            ? result with
            {
                Problem = refused with
                {
                    Message =
                        $"{plan!.TargetName} is not verified. {refused.Message} A record that was made a "
                        + $"while ago may need hours until it is visible everywhere; try again later.",
                },
            }
            : result;
    }

    private async Task<(ChangePlan? Plan, Problem? Problem)> PrepareAsync(
        string domain,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var target = VerificationPlanner.TargetOf(domain);
            if (!SmtpAddress.IsDomain(target.Identity))
                return (VerificationPlanner.Plan(target, null, null, null), null);
            var present = await tenant.ReadValuesAsync(target, cancellationToken).ConfigureAwait(false);
            var managing = (
                await tenant.ReadCapabilitiesAsync(false, cancellationToken).ConfigureAwait(false)
            ).FirstOrDefault(c => c.Operation == TenantOperation.ManageDomains);
            var isOpen = present?.Flag(ExchangeOnlineProperties.IsVerified) == false;
            return (
                VerificationPlanner.Plan(
                    target,
                    present,
                    managing,
                    isOpen ? await ProofAsync(target.Identity, cancellationToken).ConfigureAwait(false) : null
                ),
                null
            );
        }
        catch (TenantFault fault)
        {
            return (null, WriteFaults.ProblemOf(fault));
        }
    }

    /// <summary>Reads the proof of ownership. Only for a domain that the tenant has.</summary>
    private async Task<Ownership> ProofAsync(string domain, CancellationToken cancellationToken)
    {
        var wanted = await tenant.ListVerificationRecordsAsync(domain, cancellationToken).ConfigureAwait(false);
        var looked = await records.GetAsync(domain, fresh: true, cancellationToken).ConfigureAwait(false);
        return OwnershipRules.Judge(new TenantDomain { Name = domain }, wanted, looked.Answers.Text);
    }
}

/// <summary>Plans the request. Pure.</summary>
public static class VerificationPlanner
{
    /// <summary>The change that a verification makes.</summary>
    public static AttributeChange Change { get; } =
        new(ExchangeOnlineProperties.IsVerified, [ExchangeOnlineProperties.False], [ExchangeOnlineProperties.True]);

    /// <summary>Returns the target of a domain, under the name that the tenant uses.</summary>
    public static TenantTarget TargetOf(string domain) => new(TenantTargetKind.Domain, DnsNames.Normalize(domain));

    /// <param name="target">The domain.</param>
    /// <param name="present">The domain in the tenant, read live; null if the tenant does not have it.</param>
    /// <param name="managing">True if the application may verify domains; null if not known.</param>
    /// <param name="proof">The result of the DNS query for the record; null if it was not queried.</param>
    public static ChangePlan Plan(
        TenantTarget target,
        TenantValues? present,
        TenantCapability? managing,
        Ownership? proof
    )
    {
        var findings = new List<Finding>();
        if (!SmtpAddress.IsDomain(target.Identity))
            findings.Add(Error($"\"{target.Identity}\" is not a domain; write one name, for example contoso.com."));
        else if (present is null)
            findings.Add(
                Error(
                    $"The tenant does not have {target.Identity}. Add it in the Microsoft 365 admin center "
                        + $"(Settings, Domains) first."
                )
            );
        var isVerified = present?.Flag(ExchangeOnlineProperties.IsVerified) == true;
        if (findings.Count == 0 && isVerified)
            findings.Add(
                new Finding(
                    FindingSeverity.Info,
                    FindingCodes.NothingToDo,
                    $"Nothing to do: {target.Identity} is verified already."
                )
            );
        if (findings.Count == 0 && managing is { IsAvailable: false })
            findings.Add(
                new Finding(
                    FindingSeverity.Error,
                    FindingCodes.TenantRoleMissing,
                    $"The console's application may not verify domains; it lacks {managing.Missing}. Give it "
                        + $"that, or verify the domain in the Microsoft 365 admin center."
                )
            );
        if (findings.Count == 0)
        {
            if (proof is { State: not ProofState.Visible })
                findings.Add(
                    new Finding(
                        FindingSeverity.Warning,
                        FindingCodes.ProofNotVisible,
                        $"The record that proves ownership is not seen from here, so Microsoft 365 will "
                            + $"probably refuse. {proof.Advice}"
                    )
                );
            findings.Add(
                new Finding(
                    FindingSeverity.Info,
                    FindingCodes.NotRevertible,
                    "A verification cannot be taken back here: a domain leaves a tenant only by being "
                        + "removed, when it is no longer in use."
                )
            );
        }

        return new ChangePlan
        {
            TargetName = target.Identity,
            Action = AuditAction.DomainVerified,
            Steps = TenantStep.For(new TenantObject(target), present is null || isVerified ? [] : [Change], []),
            Findings = [.. findings.OrderBy(f => f.Severity)],
        };
    }

    private static Finding Error(string message) =>
        new(FindingSeverity.Error, FindingCodes.Invalid, message) { Member = "domain" };
}
