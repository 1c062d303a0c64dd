using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Indexing;

/// <summary>Reads the recipients of one domain in one session, for the index.</summary>
/// <param name="domain">The domain, used only for deleted objects, which lie outside any search base; all other objects
/// are searched below the configured base.</param>
internal sealed class RecipientReader(IDirectorySession session, DirectoryDescription description, ForestDomain domain)
{
    public Task<DirectoryPosition> ReadPositionAsync(CancellationToken cancellationToken) =>
        session.ReadPositionAsync(cancellationToken);

    /// <summary>Reads all recipients with all attributes of the index.</summary>
    public IAsyncEnumerable<DirectoryEntry> AllAsync(CancellationToken cancellationToken) =>
        session.SearchAsync(
            new DirectorySearch
            {
                Filter = RecipientIndexMembership.Filter(description),
                Attributes = RecipientIndexMembership.Attributes(description),
            },
            cancellationToken
        );

    /// <summary>Reads all recipients with the attributes that decide membership only.</summary>
    public IAsyncEnumerable<DirectoryEntry> AllIdsAsync(CancellationToken cancellationToken) =>
        session.SearchAsync(
            new DirectorySearch
            {
                Filter = RecipientIndexMembership.Filter(description),
                Attributes = RecipientIndexMembership.DecidingAttributes(description),
            },
            cancellationToken
        );

    public async Task<List<DirectoryEntry>> ReadAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var found = new List<DirectoryEntry>();
        var attributes = RecipientIndexMembership.Attributes(description);
        foreach (var id in ids)
        {
            if (await session.ReadAsync(id, attributes, cancellationToken).ConfigureAwait(false) is { } entry)
                found.Add(entry);
        }

        return found;
    }

    /// <summary>Reads the changes after a position of this controller.</summary>
    public async Task<List<DirectoryEntry>> ChangedAsync(DirectoryPosition last, CancellationToken cancellationToken)
    {
        var changed = new List<DirectoryEntry>();
        var search = new DirectorySearch
        {
            Filter = LdapFilter.And(Since(last), RecipientIndexMembership.WideFilter(description)),
            Attributes = RecipientIndexMembership.Attributes(description),
        };
        await foreach (var entry in session.SearchAsync(search, cancellationToken).ConfigureAwait(false))
            changed.Add(entry);
        return changed;
    }

    /// <summary>
    /// Reads the deleted objects that the account can see; they lie below the domain, outside the configured search
    /// base.
    /// </summary>
    public async Task<List<Guid>> DeletedAsync(DirectoryPosition last, CancellationToken cancellationToken)
    {
        var deleted = new List<Guid>();
        var search = new DirectorySearch
        {
            Base = domain.Name,
            Filter = LdapFilter.And(Since(last), LdapFilter.Equal("isDeleted", "TRUE")),
            Attributes = [RecipientAttributes.ObjectClass],
            IncludeDeleted = true,
        };
        try
        {
            await foreach (var entry in session.SearchAsync(search, cancellationToken).ConfigureAwait(false))
                deleted.Add(entry.Id);
        }
        catch (DirectoryFault fault)
            when (fault.Kind
                    is DirectoryFaultKind.InsufficientRights
                        or DirectoryFaultKind.NoSuchObject
                        or DirectoryFaultKind.Unwilling
                        or DirectoryFaultKind.Refused
            )
        {
            // The account has no right to see deleted objects; the comparison of ids finds them.
        }

        return deleted;
    }

    private static LdapFilter Since(DirectoryPosition last) =>
        LdapFilter.AtLeast("uSNChanged", last.HighestCommittedUsn + 1);
}
