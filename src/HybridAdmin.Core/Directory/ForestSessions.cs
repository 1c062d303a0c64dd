namespace HybridAdmin.Core.Directory;

/// <summary>
/// The conversations of one use case: at most one controller for each domain, opened when needed and kept to the end,
/// so that plan, write and read-back of a change see the same copy, and the same search can be put to every domain. For
/// one use case at a time.
/// </summary>
/// <param name="directory">The forest.</param>
/// <param name="forWriting">Only controllers that can be written to; a read-only one is enough to look at
/// something.</param>
public sealed class ForestSessions(IDirectory directory, bool forWriting) : IAsyncDisposable
{
    private readonly Dictionary<DistinguishedName, IDirectorySession> sessions = [];
    private DirectoryDescription? description;

    /// <summary>The controllers in use, one of each domain asked so far.</summary>
    public IEnumerable<string> Servers => sessions.Values.Select(s => s.Server);

    /// <summary>What the forest is; the same during the whole use case.</summary>
    /// <exception cref="DirectoryFault">It was never described and does not answer.</exception>
    public async Task<DirectoryDescription> DescribeAsync(CancellationToken cancellationToken) =>
        description ??= await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);

    /// <summary>The conversation with the domain that the object lies in.</summary>
    /// <exception cref="DirectoryFault">No server of that domain is configured, or none answers.</exception>
    public Task<IDirectorySession> OpenAsync(DistinguishedName dn, CancellationToken cancellationToken) =>
        OpenAsync(dn, null, cancellationToken);

    /// <param name="server">Asked before the others while it answers, unless the conversation began already; null: no
    /// matter which.</param>
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
    /// The object with its domain's conversation, wherever in the forest it is; null: it is in no served domain, and
    /// all of them were asked.
    /// </summary>
    /// <exception cref="DirectoryFault">It was not found, and a domain that could not be asked may have it.</exception>
    public async Task<(IDirectorySession Session, DirectoryEntry Entry)?> FindAsync(
        Guid id,
        IReadOnlyCollection<string> attributes,
        CancellationToken cancellationToken
    )
    {
        var forest = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        DirectoryFault? away = null;

        // Those that are known to be away last: waiting for their time-outs is worth it only when nobody else has the
        // object.
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

    /// <summary>What the search finds in every served domain, from the domain's root where it names no base.</summary>
    /// <exception cref="DirectoryFault">One domain could not be asked: half an answer would be taken for the
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
