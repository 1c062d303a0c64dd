using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority;

namespace HybridAdmin.Core.Browsing;

/// <summary>A recipient read live, with the facts that the page needs for editing it.</summary>
public sealed record RecipientDetails
{
    public required Recipient Recipient { get; init; }

    public required DirectoryDescription Directory { get; init; }

    public required Actor Actor { get; init; }

    /// <summary>
    /// The recipient's data in the tenant. <see cref="Recipient"/> contains the cloud's values where the cloud owns
    /// them.
    /// </summary>
    public TenantView Tenant { get; init; } = TenantView.NotConnected;

    /// <summary>The owner of the recipient, and the reason.</summary>
    public AuthorityDecision Authority => Tenant.Decision;

    /// <summary>The object in Active Directory, regardless of its owner.</summary>
    public DirectoryEntry InDirectory => OnPremises ?? Recipient.Entry;

    internal DirectoryEntry? OnPremises { get; init; }

    /// <summary>
    /// The reason why the actor may not change the recipient at all; null if the role allows changes.
    /// </summary>
    public string? ReadOnlyReason { get; init; }

    /// <summary>True if the synchronisation includes the recipient; null if the scope is not configured.</summary>
    public bool? IsInSyncScope { get; init; }

    /// <summary>Exchange attributes that are set but do not synchronise, because the object has no alias.</summary>
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
    /// <returns>Null if there is no recipient with this id, or if the actor may not see it.</returns>
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

    /// <summary>
    /// Reads every readable attribute of the object for the raw view; null if there is no such object.
    /// </summary>
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
