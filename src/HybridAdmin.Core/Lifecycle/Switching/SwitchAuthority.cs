using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Lifecycle.Switching;

/// <summary>The result of the review of a switch.</summary>
/// <param name="Switch">The review; null if there is a problem.</param>
/// <param name="Recipient">The recipient; null if it could not be read.</param>
public sealed record AuthoritySwitchReview(
    AuthoritySwitch? Switch,
    Recipient? Recipient,
    TenantView? View,
    Problem? Problem
);

/// <summary>
/// Transfers the Exchange attributes of a mailbox to Exchange Online, or back to Active Directory
/// (IsExchangeCloudManaged). Requires the checks of <see cref="AuthoritySwitchPlanner"/> and the primary address typed
/// by the person; records the values of both sides first.
/// </summary>
public sealed class SwitchAuthority(
    ICurrentActor current,
    IDirectory directory,
    IAuditLog audit,
    ITenant tenant,
    ReadTenantView tenants,
    ChangePipeline pipeline,
    ChangeSettings settings,
    TimeProvider time
)
{
    private readonly record struct Prepared(
        AuthoritySwitch? Switch,
        ChangeFacts? Facts,
        DirectoryEntry? Entry,
        TenantView? View,
        Problem? Problem
    );

    /// <summary>Plans the switch; nothing is written.</summary>
    public async Task<AuthoritySwitchReview> ReviewAsync(Guid id, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.SwitchAuthority, cancellationToken).ConfigureAwait(false);
        var prepared = await PrepareAsync(actor, id, cancellationToken).ConfigureAwait(false);
        var shown =
            prepared.Entry is { } entry && prepared.Problem?.Code != ProblemCode.Forbidden
                ? new Recipient(
                    prepared.View?.Effective(entry) ?? entry,
                    prepared.View?.Decision.Exchange ?? Authority.Unknown
                )
                : null;
        return new AuthoritySwitchReview(prepared.Switch, shown, prepared.View, prepared.Problem);
    }

    /// <param name="toCloud">The state that the person saw and requests; if the state has changed since, the request is
    /// stale.</param>
    /// <param name="confirmation">The primary address, as typed.</param>
    public async Task<ChangeResult> ExecuteAsync(
        Guid id,
        bool toCloud,
        string confirmation,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        var prepared = await PrepareAsync(actor, id, cancellationToken).ConfigureAwait(false);
        if (prepared.Problem is { Code: ProblemCode.Forbidden } forbidden)
            return await pipeline
                .RefuseAsync(Attempt(actor, id, prepared.Entry, toCloud, reason), forbidden)
                .ConfigureAwait(false);
        if (prepared.Problem is { } problem)
            return new ChangeResult { Problem = problem };
        var planned = prepared.Switch!;
        if (planned.ToCloud != toCloud)
        {
            return ChangeResult.Failed(
                ProblemCode.Stale,
                toCloud
                    ? "Exchange Online already owns the Exchange attributes of this mailbox: somebody else "
                        + "switched it. Review it again."
                    : "Active Directory already owns the Exchange attributes of this mailbox: somebody else "
                        + "switched it. Review it again."
            );
        }

        if (settings.ProblemOfReason(reason) is { } why)
            return Invalid("reason", why);
        if (planned.Plan.HasErrors)
            return new ChangeResult { Problem = EditRecipient.ProblemOf(planned.Plan) };
        return string.Equals(confirmation.Trim(), planned.Confirmation, StringComparison.OrdinalIgnoreCase)
            ? await pipeline
                .RunAsync(planned.Plan, new ChangeOrder(actor, reason) { Facts = prepared.Facts }, cancellationToken)
                .ConfigureAwait(false)
            : Invalid("confirmation", $"Type {planned.Confirmation} to confirm; nothing was changed.");
    }

    private async Task<Prepared> PrepareAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await using var forest = new ForestSessions(directory, forWriting: false);
            var description = await forest.DescribeAsync(cancellationToken).ConfigureAwait(false);
            var found = await forest
                .FindAsync(id, description.Existing(RecipientAttributes.ForRecipient), cancellationToken)
                .ConfigureAwait(false);
            if (found is not { Entry: var entry })
                return Stop(ProblemCode.NotFound, "There is no recipient with this id, or it is not visible.");
            if (!actor.May(Permission.SwitchAuthority))
                return Stop(
                    ProblemCode.Forbidden,
                    $"The role {actor.Role.Words()} may not switch who owns a mailbox's Exchange attributes.",
                    entry
                );
            if (EditPolicy.RefusalForObject(actor, entry) is { } refusal)
                return Stop(ProblemCode.Forbidden, refusal, entry);

            var view = await tenants
                .ExecuteAsync(entry, settings.IsInSyncScope(entry.Dn), ReadTenantView.ForWriting, cancellationToken)
                .ConfigureAwait(false);
            var facts = new AuthoritySwitchFacts
            {
                Entry = entry,
                View = view,
                Values =
                    view.Problem is null && view.Target is { } target
                        ? view.Values
                            ?? await AskAsync(() => tenant.ReadValuesAsync(target, cancellationToken))
                                .ConfigureAwait(false)
                        : null,
                Tenant = view is { IsConnected: true, Problem: null }
                    ? await AskAsync(() => tenant.DescribeAsync(true, cancellationToken)!).ConfigureAwait(false)
                    : null,
                Organization = view is { IsConnected: true, Problem: null }
                    ? await AskAsync(() => tenant.ReadOrganizationConfigAsync(cancellationToken)!).ConfigureAwait(false)
                    : null,
                LastChange = await LastChangeAsync(id, cancellationToken).ConfigureAwait(false),
                Now = time.GetUtcNow(),
            };
            return new Prepared(
                AuthoritySwitchPlanner.Plan(facts),
                new ChangeFacts
                {
                    Actor = actor,
                    Directory = description,
                    Tenant = view,
                },
                entry,
                view,
                null
            );
        }
        catch (DirectoryFault fault)
        {
            return new Prepared(null, null, null, null, WriteFaults.ProblemOf(fault));
        }
        catch (AuditUnavailableException unavailable)
        {
            return Stop(ProblemCode.AuditUnavailable, unavailable.Message);
        }
    }

    /// <summary>Null if the tenant did not return it; the planner handles that.</summary>
    private static async Task<T?> AskAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (TenantFault)
        {
            return null;
        }
    }

    /// <summary>The newest change of the recipient in Active Directory by this console.</summary>
    private async Task<DateTimeOffset?> LastChangeAsync(Guid id, CancellationToken cancellationToken)
    {
        var page = await audit
            .ListAsync(
                new AuditQuery
                {
                    Target = id.ToString("D"),
                    Outcome = AuditOutcome.Applied,
                    ChangesOnly = true,
                },
                null,
                50,
                cancellationToken
            )
            .ConfigureAwait(false);
        return page
            .Items.Where(e => e.Tenant is null && e.Changes.Any(c => AuthorityRules.IsExchangeAttribute(c.Attribute)))
            .Select(e => (DateTimeOffset?)(e.SettledAt ?? e.At))
            .FirstOrDefault();
    }

    private static AuditIntent Attempt(Actor actor, Guid id, DirectoryEntry? entry, bool toCloud, string? reason) =>
        new()
        {
            Actor = actor,
            Action = AuditAction.AuthoritySwitched,
            TargetId = id,
            TargetName = entry is null ? null : Recipient.NameOf(entry),
            TargetDn = entry?.Dn.ToString(),
            Changes =
            [
                new AttributeChange(
                    ExchangeOnlineProperties.IsExchangeCloudManaged,
                    [ExchangeOnlineProperties.Text(!toCloud)],
                    [ExchangeOnlineProperties.Text(toCloud)]
                ),
            ],
            Reason = reason,
            CorrelationId = Guid.NewGuid(),
        };

    private static ChangeResult Invalid(string member, string why) =>
        new()
        {
            Problem = new Problem(ProblemCode.Invalid, why)
            {
                Errors = new Dictionary<string, IReadOnlyList<string>> { [member] = [why] },
            },
        };

    private static Prepared Stop(ProblemCode code, string message, DirectoryEntry? entry = null) =>
        new(null, null, entry, null, new Problem(code, message));
}
