using System.Globalization;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Synchronization;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.Comparison.View;

/// <summary>
/// Reads one recipient and its cloud object live. Data that the tenant does not return is taken from the index, with
/// its age, or reported as missing.
/// </summary>
public sealed class GetCloudView(
    ICurrentActor current,
    IDirectory directory,
    ITenant tenant,
    HybridRecipientIndex authorities,
    ChangeSettings settings,
    TimeProvider time
)
{
    /// <summary>The time that a page waits for the tenant before it shows the known data.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The maximum number of addresses searched for in the cloud; no recipient is expected to have more.
    /// </summary>
    private const int MostAddresses = 10;

    /// <returns>The view; null if there is no such object, or if the actor may not see it.</returns>
    /// <exception cref="DirectoryFault">The directory cannot be read.</exception>
    public async Task<HybridView?> ExecuteAsync(Guid id, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        await using var forest = new ForestSessions(directory, forWriting: false);
        var description = await forest.DescribeAsync(cancellationToken).ConfigureAwait(false);
        var wanted = description.Existing(RecipientAttributes.ForRecipient.Concat(SyncForecast.Attributes));
        if (
            await forest.FindAsync(id, wanted, cancellationToken).ConfigureAwait(false) is not { Entry: var entry }
            || !actor.Covers(entry.Dn)
        )
            return null;

        var known = authorities.Current.Decide(entry);
        var view = new HybridView
        {
            Recipient = new Recipient(entry, known.Exchange),
            Authority = known,
            Tenant = tenant.Status,
            Sync = SyncForecast.Of(
                entry,
                new SyncScope(settings.SyncedOrganizationalUnits, description.HasExchangeSchema)
            ),
        };
        if (tenant.Status.State == TenantState.NotConnected)
            return view;

        try
        {
            return await TenantTimeout
                .AskAsync(tenant, time, Patience, token => LiveAsync(view, entry, actor, token), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TenantFault fault)
        {
            return Kept(view, entry, fault.Message);
        }
    }

    private async Task<HybridView> LiveAsync(
        HybridView view,
        DirectoryEntry entry,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var described = await tenant.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
        var kind = SourceAnchorMatcher.KindOf(entry);
        var (cloud, matchedBy) = await FindAsync(entry, kind, cancellationToken).ConfigureAwait(false);
        view = view with { Tenant = tenant.Status, Health = SyncHealth.Of(described, time.GetUtcNow()) };
        if (cloud is null && kind != TenantRecipientKind.ExchangeOnly)
        {
            var match = await MatchAsync(entry, kind, cancellationToken).ConfigureAwait(false);
            var decision = AuthorityRules.Decide(new AuthorityFacts(true, null, view.Sync.WillSync, true));
            return view with
            {
                Authority = decision,
                Recipient = new Recipient(entry, decision.Exchange),
                Match = match,
                Cloud = match.Cloud,
                MatchedBy = match.Cloud is null ? RecipientMatch.None : RecipientMatch.SoftMatch,
                Addresses = ForecastInputFactory.Addresses(entry, kind, match.Cloud?.MailboxPlan, described),
            };
        }

        if (cloud is null)
            return view;
        var capabilities = await tenant.ReadCapabilitiesAsync(false, cancellationToken).ConfigureAwait(false);
        var mayReadExchange =
            capabilities.FirstOrDefault(c => c.Operation == TenantOperation.ReadExchangeRecipients)?.IsAvailable
            == true;
        var joined = Joined(view, entry, cloud, described, mayReadExchange) with { MatchedBy = matchedBy };
        return joined with { Errors = await ExplainAsync(cloud, actor, cancellationToken).ConfigureAwait(false) };
    }

    private static HybridView Joined(
        HybridView view,
        DirectoryEntry entry,
        TenantRecipient cloud,
        TenantDescription? described,
        bool mayReadExchange
    )
    {
        var authority = AuthorityRules.Decide(new AuthorityFacts(true, cloud, view.Sync.WillSync, mayReadExchange));
        var addresses = described is null
            ? null
            : ForecastInputFactory.Addresses(entry, cloud.Kind, cloud.MailboxPlan, described);
        var isRecent = ForecastInputFactory.IsRecent(
            entry.Time(RecipientAttributes.WhenChanged),
            described?.OnPremisesLastSyncDateTime
        );
        return view with
        {
            Cloud = cloud,
            Authority = authority,
            Recipient = new Recipient(entry, authority.Exchange),
            Addresses = addresses,
            Attributes = HybridComparison.Of(entry, cloud, addresses, authority, isRecent),
        };
    }

    /// <summary>Returns the last data of the index, with its age.</summary>
    private HybridView Kept(HybridView view, DirectoryEntry entry, string why)
    {
        var (joined, status) = (authorities.Current, tenant.Status);
        var kind = SourceAnchorMatcher.KindOf(entry);
        var since = status is { State: TenantState.Problem, Since: { } at }
            ? string.Create(CultureInfo.InvariantCulture, $" since {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC")
            : string.Empty;
        view = view with
        {
            Tenant = status,
            Problem = $"Microsoft 365 could not be asked{since}: {why} What is on-premises is shown.",
        };
        var cloud = joined.Tenant.Join(
            kind,
            ImmutableId.Of(entry),
            SourceAnchorMatcher.SecurityIdentifierOf(entry),
            Recipient.PrimaryOf(entry)
        );
        if (cloud is null)
            return view;
        return Joined(view, entry, cloud, null, joined.Tenant.Coverage.HasExchange) with
        {
            MatchedBy = MatchedBy(kind, cloud),
            AsOf = joined.Tenant.At,
            Errors =
            [
                .. cloud.ProvisioningErrors.Select(e => new ExplainedError(
                    e,
                    ProvisioningErrors.Explain(e, null),
                    null
                )),
            ],
        };
    }

    private async Task<(TenantRecipient? Cloud, RecipientMatch By)> FindAsync(
        DirectoryEntry entry,
        TenantRecipientKind kind,
        CancellationToken cancellationToken
    )
    {
        if (
            kind == TenantRecipientKind.User
            && await tenant.FindByImmutableIdAsync(ImmutableId.Of(entry), cancellationToken).ConfigureAwait(false)
                is { } anchored
        )
            return (anchored, RecipientMatch.ImmutableId);

        // Graph cannot find groups and contacts by a key of Active Directory. The index provides the object, which is
        // then read again; otherwise it is found by its address.
        var (sid, primary) = (SourceAnchorMatcher.SecurityIdentifierOf(entry), Recipient.PrimaryOf(entry));
        var snapshot = tenant.Index.Current;
        if (
            snapshot.Join(kind, ImmutableId.Of(entry), sid, primary) is { } indexed
            && await tenant.ReadAsync(kind, indexed.Id, cancellationToken).ConfigureAwait(false) is { } read
        )
            return (read, MatchedBy(kind, read));
        if (primary is null || kind == TenantRecipientKind.User)
            return (null, RecipientMatch.None);
        var found = (await tenant.FindByAddressAsync(primary, cancellationToken).ConfigureAwait(false)).FirstOrDefault(
            c =>
                c.Kind == kind
                && (
                    kind == TenantRecipientKind.Group
                        ? sid is not null
                            && sid.Equals(c.OnPremisesSecurityIdentifier, StringComparison.OrdinalIgnoreCase)
                        : c.OnPremisesSyncEnabled == true
                            && primary.Equals(c.PrimarySmtpAddress, StringComparison.OrdinalIgnoreCase)
                )
        );
        return (found, found is null ? RecipientMatch.None : MatchedBy(kind, found));
    }

    private async Task<MatchForecast> MatchAsync(
        DirectoryEntry entry,
        TenantRecipientKind kind,
        CancellationToken cancellationToken
    )
    {
        var input = ForecastInputFactory.Match(entry, kind);
        var found = new Dictionary<Guid, TenantRecipient>();
        foreach (
            var address in input
                .SmtpAddresses.Take(MostAddresses)
                .Append(input.UserPrincipalName)
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase)
        )
        {
            foreach (var candidate in await tenant.FindByAddressAsync(address, cancellationToken).ConfigureAwait(false))
                found[candidate.Id] = candidate;
        }

        return MatchForecast.Of(
            input,
            [.. found.Values.Select(c => new MatchCandidate(c, IsAdministrator: null))],
            default
        );
    }

    private async Task<IReadOnlyList<ExplainedError>> ExplainAsync(
        TenantRecipient cloud,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var explained = new List<ExplainedError>();
        foreach (var error in cloud.ProvisioningErrors)
        {
            TenantRecipient? holder = null;
            if (error is { PropertyCausingError: not null, Value: { } value })
            {
                holder = (
                    await tenant
                        .FindByAddressAsync(ProvisioningErrors.Bare(value), cancellationToken)
                        .ConfigureAwait(false)
                ).FirstOrDefault(c => c.Id != cloud.Id);
            }

            // An actor with a scope learns that a holder exists, but not which one (decision 0006).
            explained.Add(
                new ExplainedError(
                    error,
                    ProvisioningErrors.Explain(
                        error,
                        actor.Scope.Count == 0 && holder is not null ? TenantDisplayNames.NameWithKind(holder) : null
                    ),
                    actor.Scope.Count == 0 ? holder : null
                )
            );
        }

        return explained;
    }

    private static RecipientMatch MatchedBy(TenantRecipientKind kind, TenantRecipient cloud) =>
        kind switch
        {
            TenantRecipientKind.Contact => RecipientMatch.PrimaryAddress,
            TenantRecipientKind.User when cloud.OnPremisesImmutableId is not null => RecipientMatch.ImmutableId,
            _ => RecipientMatch.SecurityIdentifier,
        };
}
