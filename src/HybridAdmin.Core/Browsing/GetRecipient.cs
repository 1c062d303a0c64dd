using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority;

namespace HybridAdmin.Core.Browsing;

/// <summary>A recipient read live, with what the page needs to know about editing it.</summary>
public sealed record RecipientDetails
{
    public required Recipient Recipient { get; init; }

    public required DirectoryDescription Directory { get; init; }

    public required Actor Actor { get; init; }

    /// <summary>
    /// What the tenant says of it. <see cref="Recipient"/> shows the cloud's values where it owns them.
    /// </summary>
    public TenantView Tenant { get; init; } = TenantView.NotConnected;

    /// <summary>Who owns it and why.</summary>
    public AuthorityDecision Authority => Tenant.Decision;

    /// <summary>The object as Active Directory has it, whoever owns it.</summary>
    public DirectoryEntry InDirectory => OnPremises ?? Recipient.Entry;

    internal DirectoryEntry? OnPremises { get; init; }

    /// <summary>Why the actor may not change it at all; null: the actor may, as far as the role goes.</summary>
    public string? ReadOnlyReason { get; init; }

    /// <summary>Whether the synchronisation takes it; null: not configured.</summary>
    public bool? IsInSyncScope { get; init; }

    /// <summary>Exchange attributes set without an alias to let them flow.</summary>
    public IReadOnlyList<string> UnsyncedExchangeAttributes { get; init; } = [];
}

/// <summary>Reads one recipient from the directory, never from the index.</summary>
public sealed class GetRecipient(
    ICurrentActor current,
    IDirectory directory,
    ChangeSettings settings,
    ReadTenantView tenants
)
{
    /// <returns>Null: there is none with this id, or the actor may not see it.</returns>
    /// <exception cref="DirectoryFault">The directory cannot be read.</exception>
    public async Task<RecipientDetails?> ExecuteAsync(Guid id, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        await using var forest = new ForestSessions(directory, forWriting: false);
        var description = await forest.DescribeAsync(cancellationToken).ConfigureAwait(false);
        var found = await forest
            .FindAsync(id, description.Existing(RecipientAttributes.ForRecipient), cancellationToken)
            .ConfigureAwait(false);
        if (found is not { Entry: var entry } || !actor.Covers(entry.Dn))
            return null;
        var view = await tenants
            .ExecuteAsync(entry, settings.IsInSyncScope(entry.Dn), ReadTenantView.ForLooking, cancellationToken)
            .ConfigureAwait(false);
        return new RecipientDetails
        {
            Recipient = new Recipient(view.Effective(entry), view.Decision.Exchange),
            Tenant = view,
            OnPremises = entry,
            Directory = description,
            Actor = actor,
            ReadOnlyReason =
                EditPolicy.RefusalForObject(actor, entry)
                ?? CloudManagedOrganizationalUnits.Refusal(entry, settings.CloudManagedOrganizationalUnits),
            IsInSyncScope = settings.IsInSyncScope(entry.Dn),
            UnsyncedExchangeAttributes = Changes.Editing.UnsyncedExchangeAttributes.Of(entry),
        };
    }

    /// <summary>Every readable attribute of the object, for the raw view; null: not there.</summary>
    public async Task<DirectoryEntry?> ReadRawAsync(Guid id, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        await using var forest = new ForestSessions(directory, forWriting: false);
        return
            await forest.FindAsync(id, [], cancellationToken).ConfigureAwait(false) is { Entry: var entry }
            && actor.Covers(entry.Dn)
            ? entry
            : null;
    }
}
