using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Recipients;

/// <summary>A recipient read live, with what the page needs to know about editing it.</summary>
public sealed record RecipientDetails
{
    public required Recipient Recipient { get; init; }

    public required DirectoryDescription Directory { get; init; }

    public required Actor Actor { get; init; }

    /// <summary>Who owns it and why, by what the index knows of the tenant; a page need not wait for the cloud.</summary>
    public AuthorityDecision Authority { get; init; } = AuthorityRules.Decide(default);

    /// <summary>Why the actor may not change it at all; null: the actor may, as far as the role goes.</summary>
    public string? ReadOnlyReason { get; init; }

    /// <summary>Whether the synchronisation takes it; null: not configured.</summary>
    public bool? IsInSyncScope { get; init; }

    /// <summary>Exchange attributes set without an alias to let them flow.</summary>
    public IReadOnlyList<string> DormantValues { get; init; } = [];
}

/// <summary>Reads one recipient from the directory, never from the index.</summary>
/// <param name="authorities">Null: a host without a tenant, as in tests of the page.</param>
public sealed class GetRecipient(ICurrentActor current, IDirectory directory, ChangeSettings settings, RecipientAuthorities? authorities = null)
{
    /// <returns>Null: there is none with this id, or the actor may not see it.</returns>
    /// <exception cref="DirectoryFault">The directory cannot be read.</exception>
    public async Task<RecipientDetails?> ExecuteAsync(Guid id, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        await using var forest = new ForestSessions(directory, forWriting: false);
        var description = await forest.DescribeAsync(cancellationToken).ConfigureAwait(false);
        var found = await forest.FindAsync(id, description.Existing(RecipientAttributes.ForRecipient), cancellationToken).ConfigureAwait(false);
        if (found is not { Entry: var entry } || !actor.Covers(entry.Dn)) return null;
        var authority = authorities?.Current.Decide(entry) ?? AuthorityRules.Decide(default);
        return new RecipientDetails
        {
            Recipient = new Recipient(entry, authority.Exchange),
            Authority = authority,
            Directory = description,
            Actor = actor,
            ReadOnlyReason = EditPolicy.RefusalForObject(actor, entry) ?? CloudManagedUnits.Refusal(entry, settings.CloudManagedOrganizationalUnits),
            IsInSyncScope = settings.SyncedOrganizationalUnits.Count == 0 ? null : settings.SyncedOrganizationalUnits.Any(entry.Dn.IsWithin),
            DormantValues = Changes.DormantValues.Of(entry),
        };
    }

    /// <summary>Every readable attribute of the object, for the raw view; null: not there.</summary>
    public async Task<DirectoryEntry?> ReadRawAsync(Guid id, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        await using var forest = new ForestSessions(directory, forWriting: false);
        return await forest.FindAsync(id, [], cancellationToken).ConfigureAwait(false) is { Entry: var entry } && actor.Covers(entry.Dn) ? entry : null;
    }
}
