using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Graph;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365;

/// <summary>Reads single recipients live: Graph's part, the source of authority, and Exchange Online's part.</summary>
internal sealed class RecipientLookup(GraphClient graph, IExchangeCmdlets exchange)
{
    private static readonly TenantRecipientKind[] Kinds =
    [
        TenantRecipientKind.User,
        TenantRecipientKind.Group,
        TenantRecipientKind.Contact,
    ];

    /// <summary>Null: it does not exist.</summary>
    public async Task<TenantRecipient?> ReadAsync(
        TenantRecipientKind kind,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        if (kind == TenantRecipientKind.ExchangeOnly)
            return (await ByExchangeAsync(id.ToString(), cancellationToken).ConfigureAwait(false)).FirstOrDefault(r =>
                r.Id == id
            );
        try
        {
            var json = await graph
                .ReadJsonAsync(graph.Sdk.Read(kind, id.ToString()), cancellationToken)
                .ConfigureAwait(false);
            // The SDK accepts anything as an object, and reporting "absent" would be wrong.
            return GraphMapping.Recipient(kind, json) is { } recipient && recipient.Id == id
                ? await CompleteAsync(recipient, cancellationToken).ConfigureAwait(false)
                : throw GraphFaults.Incomplete("It is not the requested object.");
        }
        catch (TenantFault fault) when (fault.Kind == TenantFaultKind.NotFound)
        {
            return null;
        }
    }

    public async Task<TenantRecipient?> FindByImmutableIdAsync(
        ImmutableId immutableId,
        CancellationToken cancellationToken
    )
    {
        var request = graph.Sdk.Users.ToGetRequestInformation(c =>
        {
            c.QueryParameters.Select = GraphMapping.Select(TenantRecipientKind.User);
            c.QueryParameters.Filter = $"onPremisesImmutableId eq {GraphClient.Quote(immutableId.Text)}";
            c.QueryParameters.Count = true;
            c.Headers.Add("ConsistencyLevel", "eventual");
        });
        await foreach (var json in graph.ListAsync(request, cancellationToken).ConfigureAwait(false))
        {
            // The filter is checked again: some unsupported filters are ignored instead of refused, and the anchor is
            // case-sensitive.
            if (
                GraphMapping.Recipient(TenantRecipientKind.User, json) is { } recipient
                && recipient.OnPremisesImmutableId == immutableId.Text
            )
                return await CompleteAsync(recipient, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    public async Task<IReadOnlyList<TenantRecipient>> FindByAddressAsync(
        string address,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<Guid, TenantRecipient>();
        foreach (var kind in Kinds)
        {
            var filter =
                $"proxyAddresses/any(p:p eq {GraphClient.Quote(ProxyAddress.Smtp(address, false).Text)}) or "
                + $"proxyAddresses/any(p:p eq {GraphClient.Quote(ProxyAddress.Smtp(address, true).Text)}) or mail eq "
                + $"{GraphClient.Quote(address)}"
                + (
                    kind == TenantRecipientKind.User
                        ? $" or userPrincipalName eq {GraphClient.Quote(address)}"
                        : string.Empty
                );
            await foreach (
                var json in graph.ListAsync(graph.Sdk.List(kind, filter), cancellationToken).ConfigureAwait(false)
            )
            {
                if (GraphMapping.Recipient(kind, json) is { } recipient && Holds(recipient, address))
                    found[recipient.Id] = recipient;
            }
        }

        foreach (var other in await ByExchangeAsync(address, cancellationToken).ConfigureAwait(false))
        {
            if (other.Kind == TenantRecipientKind.ExchangeOnly)
                found[other.Id] = other;
            else if (found.TryGetValue(other.Id, out var known))
                found[other.Id] = known with { Exchange = other.Exchange };
        }

        return [.. found.Values];
    }

    /// <summary>
    /// Reads the whole list and compares here: the filters that deletedItems supports are not documented, and there are
    /// few objects.
    /// </summary>
    public async Task<IReadOnlyList<TenantRecipient>> FindDeletedByAddressAsync(
        string address,
        CancellationToken cancellationToken
    )
    {
        var found = new List<TenantRecipient>();
        foreach (var kind in new[] { TenantRecipientKind.User, TenantRecipientKind.Group })
        {
            await foreach (
                var json in graph.ListAsync(graph.Sdk.Deleted(kind), cancellationToken).ConfigureAwait(false)
            )
            {
                if (GraphMapping.Recipient(kind, json) is not { } recipient)
                    continue;
                // The sign-in name of a deleted user begins with its id, so that the name is free for another.
                var prefix = recipient.Id.ToString("N");
                if (recipient.UserPrincipalName?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true)
                    recipient = recipient with { UserPrincipalName = recipient.UserPrincipalName[prefix.Length..] };
                if (Holds(recipient, address))
                    found.Add(recipient with { DeletedDateTime = json.Time("deletedDateTime") });
            }
        }

        return found;
    }

    private async Task<TenantRecipient> CompleteAsync(TenantRecipient recipient, CancellationToken cancellationToken)
    {
        if (recipient.OnPremisesSyncEnabled is null)
            recipient = recipient with
            {
                IsCloudManaged = await SourceOfAuthority
                    .ReadAsync(graph, recipient, cancellationToken)
                    .ConfigureAwait(false),
            };
        var (facts, isAnswered) =
            recipient.Kind == TenantRecipientKind.User
                ? await FirstAsync(
                        "Get-Mailbox",
                        recipient.Id.ToString(),
                        ExchangeMapping.MailboxMembers,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
                : (null, true);
        if (facts is null)
        {
            var (any, isAnyAnswered) = await FirstAsync(
                    "Get-Recipient",
                    recipient.Id.ToString(),
                    ExchangeMapping.RecipientMembers,
                    cancellationToken
                )
                .ConfigureAwait(false);
            (facts, isAnswered) = (any, isAnswered && isAnyAnswered);
        }

        return recipient with
        {
            Exchange = facts,
            HasExchangeAnswered = isAnswered,
        };
    }

    /// <summary>
    /// The first facts. Answered without facts: Exchange Online does not have the recipient. Not answered: the
    /// application lacks the permission.
    /// </summary>
    private async Task<(ExchangeOnlineFacts? Facts, bool IsAnswered)> FirstAsync(
        string cmdlet,
        string identity,
        IReadOnlyList<string> members,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await foreach (
                var json in exchange
                    .InvokeAsync(
                        cmdlet,
                        new Dictionary<string, object?> { ["Identity"] = identity },
                        members,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            )
                return (ExchangeMapping.Facts(json), true);
            return (null, true);
        }
        catch (TenantFault fault)
            when (!fault.IsAway && fault.Kind is TenantFaultKind.NotFound or TenantFaultKind.Denied)
        {
            return (null, fault.Kind == TenantFaultKind.NotFound);
        }
    }

    private async Task<IReadOnlyList<TenantRecipient>> ByExchangeAsync(
        string identity,
        CancellationToken cancellationToken
    )
    {
        var found = new List<TenantRecipient>();
        try
        {
            await foreach (
                var json in exchange
                    .InvokeAsync(
                        "Get-Recipient",
                        new Dictionary<string, object?> { ["Identity"] = identity },
                        ExchangeMapping.RecipientMembers,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            )
            {
                if (ExchangeMapping.ExchangeOnly(json) is not { } recipient)
                    continue;
                found.Add(
                    json.Id("ExternalDirectoryObjectId") is { } id
                        ? recipient with
                        {
                            Id = id,
                            Kind = TenantRecipientKind.User,
                        }
                        : recipient
                );
            }
        }
        catch (TenantFault fault)
            when (!fault.IsAway && fault.Kind is TenantFaultKind.NotFound or TenantFaultKind.Denied)
        {
            // Nothing found, or no permission: missing permissions are listed among the capabilities.
        }

        return found;
    }

    private static bool Holds(TenantRecipient recipient, string address) =>
        Same(recipient.Mail, address)
        || Same(recipient.UserPrincipalName, address)
        || ProxyAddressCollection.Holds(recipient.ProxyAddresses, address);

    private static bool Same(string? one, string other) => other.Equals(one, StringComparison.OrdinalIgnoreCase);
}
