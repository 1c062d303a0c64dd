using System.Text.Json;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Graph;
using HybridAdmin.Microsoft365.Http;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Microsoft365.Feed;

/// <summary>
/// Synchronises the index with the tenant: Graph's deltas of users, groups and contacts, and every hour a list of
/// Exchange Online's recipients. Parts that the application may not read are omitted and reported. For a single
/// background loop.
/// </summary>
internal sealed class TenantFeed(
    GraphClient graph,
    GraphBatch batch,
    IExchangeCmdlets exchange,
    TenantIndex index,
    TenantOptions options,
    TenantHealth health,
    TimeProvider time,
    ILogger<Microsoft365Tenant> logger
)
{
    private static readonly TenantRecipientKind[] Kinds =
    [
        TenantRecipientKind.User,
        TenantRecipientKind.Group,
        TenantRecipientKind.Contact,
    ];

    private readonly Dictionary<TenantRecipientKind, string> links = [];
    private readonly Dictionary<string, string> missing = [];
    private DateTimeOffset? exchangeReadAt;
    private DateTimeOffset exchangeDueAt = DateTimeOffset.MinValue;
    private int exchangeFailures;

    /// <summary>Sentences about the parts that could not be read in the last round.</summary>
    public IReadOnlyList<string> Missing => [.. missing.Values];

    /// <summary>Runs one round: a full one at first, then changes only.</summary>
    /// <exception cref="TenantFault">The tenant does not answer; the index retains its content.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var changed = new Dictionary<Guid, TenantRecipient>();
        var removed = new HashSet<Guid>();
        var rounds = new Dictionary<TenantRecipientKind, string>();
        foreach (var kind in Kinds)
        {
            try
            {
                rounds[kind] = await RoundAsync(kind, changed, removed, cancellationToken).ConfigureAwait(false);
                missing.Remove(kind.ToString());
            }
            catch (TenantFault fault) when (fault.Kind == TenantFaultKind.Denied && !fault.IsSignInRefused)
            {
                missing[kind.ToString()] =
                    $"The application may not read {GraphMapping.Segment(kind)} of the tenant: lists "
                    + $"{(links.ContainsKey(kind) ? "show them as last known" : "know nothing of them")}.";
            }
        }

        await SourceOfAuthorityAsync(changed, cancellationToken).ConfigureAwait(false);
        if (time.GetUtcNow() >= exchangeDueAt)
            await ExchangeAsync(changed, removed, cancellationToken).ConfigureAwait(false);

        // If nothing could be read, the age of the index does not change.
        index.Apply(
            changed.Values,
            removed,
            rounds.Count == 0 && index.Current.At is { } at ? at : time.GetUtcNow(),
            Coverage()
        );
        foreach (var (kind, link) in rounds)
            links[kind] = link; // only now: a round that failed half-way is repeated
        health.Indexed(index.Current);
        if (changed.Count + removed.Count > 0)
            logger.Indexed(index.Current.Count);
    }

    /// <summary>
    /// The coverage of the index. A kind that was readable once retains its known objects, and an absence in it remains
    /// meaningful.
    /// </summary>
    private TenantCoverage Coverage() =>
        new(
            Has(TenantRecipientKind.User),
            Has(TenantRecipientKind.Group),
            Has(TenantRecipientKind.Contact),
            HasExchange: exchangeReadAt is not null
        );

    private bool Has(TenantRecipientKind kind) => !missing.ContainsKey(kind.ToString()) || links.ContainsKey(kind);

    /// <returns>The link for the next round.</returns>
    private async Task<string> RoundAsync(
        TenantRecipientKind kind,
        Dictionary<Guid, TenantRecipient> changed,
        HashSet<Guid> removed,
        CancellationToken cancellationToken
    )
    {
        var link = links.GetValueOrDefault(kind);
        try
        {
            return await FollowAsync(link).ConfigureAwait(false);
        }
        catch (TenantFault fault) when (link is not null && GraphFaults.IsDeltaExpired(fault))
        {
            logger.FullPass($"the change token of {GraphMapping.Segment(kind)} is too old");
            links.Remove(kind);
            return await FollowAsync(null).ConfigureAwait(false);
        }

        async Task<string> FollowAsync(string? from)
        {
            var round = new DeltaRound(kind, isFirst: from is null, index.Current);
            var next = await graph.DeltaAsync(kind, from, round.Take, cancellationToken).ConfigureAwait(false);
            round.MergeInto(changed, removed);
            return next;
        }
    }

    /// <summary>
    /// Reads the source of authority of objects for which no other source reports it: those that once came from Active
    /// Directory and are not synchronised now.
    /// </summary>
    private async Task SourceOfAuthorityAsync(
        Dictionary<Guid, TenantRecipient> changed,
        CancellationToken cancellationToken
    )
    {
        var open = changed
            .Values.Where(r => r is { OnPremisesSyncEnabled: null, HasAnchor: true })
            .ToDictionary(r => r.Id, r => graph.Sdk.ReadSyncBehavior(r.Kind, r.Id.ToString()));
        if (open.Count == 0)
            return;
        foreach (var (id, (status, body)) in await batch.ReadAsync(open, cancellationToken).ConfigureAwait(false))
            changed[id] = changed[id] with { IsCloudManaged = status == 200 ? body.Flag("isCloudManaged") : null };
    }

    /// <summary>
    /// The pause after a failure: doubled each time, at most the usual interval, unless the service requests a longer
    /// one.
    /// </summary>
    private TimeSpan Pause(TenantFault fault)
    {
        var pause = BackOff.Doubled(options.RefreshInterval, exchangeFailures++, options.ExchangeInterval);
        return fault.RetryAfter > pause ? fault.RetryAfter.Value : pause;
    }

    private async Task ExchangeAsync(
        Dictionary<Guid, TenantRecipient> changed,
        HashSet<Guid> removed,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var everything = new Dictionary<string, object?> { ["ResultSize"] = "Unlimited" };
            var facts = new Dictionary<Guid, ExchangeOnlineFacts>();
            var others = new Dictionary<Guid, TenantRecipient>();
            await foreach (
                var item in exchange
                    .InvokeAsync("Get-Recipient", everything, ExchangeMapping.RecipientMembers, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                if (item.Id("ExternalDirectoryObjectId") is { } id)
                    facts[id] = ExchangeMapping.Facts(item);
                else if (ExchangeMapping.ExchangeOnly(item) is { } other)
                    others[other.Id] = other;
            }

            await foreach (
                var item in exchange
                    .InvokeAsync("Get-Mailbox", everything, ExchangeMapping.MailboxMembers, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                if (item.Id("ExternalDirectoryObjectId") is { } id)
                    facts[id] = ExchangeMapping.Facts(item);
            }

            foreach (
                var recipient in index
                    .Current.All.Where(r => !changed.ContainsKey(r.Id) && !removed.Contains(r.Id))
                    .Concat([.. changed.Values])
            )
            {
                if (recipient.Kind == TenantRecipientKind.ExchangeOnly)
                {
                    if (!others.ContainsKey(recipient.Id))
                        removed.Add(recipient.Id);
                }
                else if (recipient.Exchange != facts.GetValueOrDefault(recipient.Id))
                {
                    changed[recipient.Id] = recipient with { Exchange = facts.GetValueOrDefault(recipient.Id) };
                }
            }

            foreach (var other in others.Values)
                changed[other.Id] = other;
            exchangeReadAt = time.GetUtcNow();
            (exchangeDueAt, exchangeFailures) = (exchangeReadAt.Value + options.ExchangeInterval, 0);
            missing.Remove("Exchange");
        }
        catch (TenantFault fault) when (!fault.IsSignInRefused)
        {
            // Graph's part is usable without it. Retried at the next round, then at growing intervals: a missing role
            // may stay missing.
            exchangeDueAt = time.GetUtcNow() + Pause(fault);
            missing["Exchange"] =
                $"Exchange Online's recipients could not be read, so types, hidden flags and who manages "
                + $"Exchange attributes are not known: {fault.Message}";
        }
    }
}
