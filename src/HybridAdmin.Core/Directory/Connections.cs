using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Directory;

/// <summary>All about the connections, for the settings page.</summary>
public sealed record Connections
{
    public required DirectoryStatus Directory { get; init; }

    /// <summary>Null: it does not answer now.</summary>
    public DirectoryDescription? Description { get; init; }

    /// <summary>Null: they cannot be told while the directory does not answer.</summary>
    public IReadOnlyList<OfferedDomain>? Domains { get; init; }

    public required StorageStatus Storage { get; init; }

    public required RecipientIndexStatus Index { get; init; }
}

/// <summary>Gathers the connections. What cannot be had is missing, the rest is shown.</summary>
public sealed class GetConnections(ICurrentActor current, IDirectory directory, RecipientIndex index, ListOfferedDomains domains, IStorageHealth storage)
{
    public async Task<Connections> ExecuteAsync(CancellationToken cancellationToken)
    {
        await current.RequireAsync(Permission.ReadSettings, cancellationToken).ConfigureAwait(false);
        DirectoryDescription? description = null;
        IReadOnlyList<OfferedDomain>? offered = null;
        try
        {
            description = await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
            offered = await domains.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryFault)
        {
            // The status, read below, says why.
        }

        return new Connections
        {
            Directory = directory.Status,
            Description = description,
            Domains = offered,
            Storage = await storage.CheckAsync(cancellationToken).ConfigureAwait(false),
            Index = index.Status,
        };
    }
}
