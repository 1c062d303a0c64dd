namespace HybridAdmin.Core.Directory;

/// <summary>
/// The sessions of one use case: at most one domain controller per domain, opened when needed and held to the end.
/// Plan, write and read-back of a change therefore see the same copy, and one search can run in every domain. Not
/// thread-safe: for one use case at a time.
/// </summary>
/// <param name="directory">The forest.</param>
/// <param name="forWriting">True to use only writable controllers; false if a read-only one is sufficient.</param>
public sealed class ForestSessions(IDirectory directory, bool forWriting) : IAsyncDisposable
{
    private readonly Dictionary<DistinguishedName, IDirectorySession> sessions = [];
    private DirectoryDescription? description;

    /// <summary>The controllers in use, one per domain contacted so far.</summary>
    public IEnumerable<string> Servers => sessions.Values.Select(s => s.Server);

    /// <summary>The description of the forest; the same during the whole use case.</summary>
    /// <exception cref="DirectoryFault">The forest was never described and does not answer.</exception>
    public async Task<DirectoryDescription> DescribeAsync(CancellationToken cancellationToken) =>
        description ??= await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);

    /// <summary>The session with the domain that contains the object.</summary>
    /// <exception cref="DirectoryFault">No server of that domain is configured, or none answers.</exception>
    public Task<IDirectorySession> OpenAsync(DistinguishedName dn, CancellationToken cancellationToken) =>
        OpenAsync(dn, null, cancellationToken);

    /// <param name="server">The controller to prefer while it answers, unless the session has already begun; null for
    /// any controller.</param>
    /// <exception cref="DirectoryFault">No server of that domain is configured, or none answers.</exception>
    public async Task<IDirectorySession> OpenAsync(
        DistinguishedName dn,
        string? server,
        CancellationToken cancellationToken
    )
    {
        var forest = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        var domain = forest.DomainOf(dn)?.Name ?? dn.Domain ?? forest.Domain;
        if (sessions.TryGetValue(domain, out var open))
            return open;
        if (server is not null)
            return sessions[domain] = await directory
                .OpenAtAsync(domain, server, cancellationToken)
                .ConfigureAwait(false);
        var near = !forWriting && domain.Equals(forest.Domain) ? null : domain;
        return sessions[domain] = await directory.OpenAsync(near, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The object and the session with its domain, wherever in the forest it is; null if every served domain was
    /// searched and none has it.
    /// </summary>
    /// <exception cref="DirectoryFault">The object was not found, and a domain that could not be searched may have
    /// it.</exception>
    public async Task<(IDirectorySession Session, DirectoryEntry Entry)?> FindAsync(
        Guid id,
        IReadOnlyCollection<string> attributes,
        CancellationToken cancellationToken
    )
    {
        var forest = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        DirectoryFault? away = null;

        // Domains known to be unreachable come last: waiting for their time-outs is worth it only if no other domain
        // has the object.
        var domains = forest.ServedDomains.OrderBy(d => directory.Status.Of(d)?.Connection.IsReachable == false);
        foreach (var domain in domains)
        {
            try
            {
                var session = await OpenAsync(domain.Name, cancellationToken).ConfigureAwait(false);
                if (await session.ReadAsync(id, attributes, cancellationToken).ConfigureAwait(false) is { } entry)
                    return (session, entry);
            }
            catch (DirectoryFault fault) when (fault.IsAway)
            {
                away ??= fault;
            }
        }

        return away is null ? null : throw away;
    }

    /// <summary>
    /// The entries that match in every served domain. The search starts at the domain's root if it names no base.
    /// </summary>
    /// <exception cref="DirectoryFault">A domain could not be searched: a partial result would be mistaken for the
    /// whole.</exception>
    public async Task<IReadOnlyList<DirectoryEntry>> SearchEverywhereAsync(
        DirectorySearch search,
        CancellationToken cancellationToken
    )
    {
        var forest = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        var domains = new List<(ForestDomain Domain, IDirectorySession Session)>();
        foreach (var domain in forest.ServedDomains)
            domains.Add((domain, await OpenAsync(domain.Name, cancellationToken).ConfigureAwait(false)));
        var found = await Task.WhenAll(
                domains.Select(d =>
                    ListAsync(
                        d.Session,
                        search.Base is null ? search with { Base = d.Domain.Name } : search,
                        cancellationToken
                    )
                )
            )
            .ConfigureAwait(false);
        return found.SelectMany(entries => entries).ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in sessions.Values)
            await session.DisposeAsync().ConfigureAwait(false);
        sessions.Clear();
    }

    private static async Task<List<DirectoryEntry>> ListAsync(
        IDirectorySession session,
        DirectorySearch search,
        CancellationToken cancellationToken
    )
    {
        var found = new List<DirectoryEntry>();
        await foreach (var entry in session.SearchAsync(search, cancellationToken).ConfigureAwait(false))
            found.Add(entry);
        return found;
    }
}
