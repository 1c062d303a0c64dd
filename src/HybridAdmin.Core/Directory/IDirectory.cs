namespace HybridAdmin.Core.Directory;

/// <summary>
/// The port to a directory: Active Directory over LDAP, or the sandbox. Thread-safe; one per process.
/// All faults are <see cref="DirectoryFault"/>; cancellation is <see cref="OperationCanceledException"/>.
/// </summary>
public interface IDirectory
{
    /// <summary>The connection as last seen. Reading it is cheap and never throws.</summary>
    DirectoryStatus Status { get; }

    /// <summary>
    /// The domain, schema and Exchange organisation of the directory. Cached for some minutes; <paramref name="fresh"/>
    /// reads it again.
    /// </summary>
    Task<DirectoryDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a session with one domain controller that stays the same until disposed, so that plan, write and read-back
    /// see the same copy.
    /// </summary>
    /// <param name="near">An object or container; the controller holds its domain writable. Null for the home domain,
    /// for reading.</param>
    /// <exception cref="DirectoryFault">No server of that domain answers, or (NoSuchObject) none is
    /// configured.</exception>
    Task<IDirectorySession> OpenAsync(DistinguishedName? near, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a session with the given controller while it answers, otherwise with another one of the domain. Use it
    /// after a write, because other controllers receive the change later. <see cref="IDirectorySession.Server"/> names
    /// the controller in use.
    /// </summary>
    /// <param name="server">A name from <see cref="IDirectorySession.Server"/>; a name that is not known (any more) is
    /// ignored.</param>
    Task<IDirectorySession> OpenAtAsync(DistinguishedName near, string? server, CancellationToken cancellationToken) =>
        OpenAsync(near, cancellationToken);
}

/// <summary>A session with one domain controller, for reading.</summary>
public interface IDirectorySession : IAsyncDisposable
{
    /// <summary>The server's name as configured or found.</summary>
    string Server { get; }

    /// <summary>
    /// The controller's position for deltas: every change it has committed so far has a uSNChanged up to this number.
    /// The numbers are valid for this invocationId only.
    /// </summary>
    Task<DirectoryPosition> ReadPositionAsync(CancellationToken cancellationToken);

    /// <summary>The object by objectGUID; null if it does not exist or is not visible.</summary>
    /// <param name="attributes">LDAP names; empty for all user attributes.</param>
    Task<DirectoryEntry?> ReadAsync(
        Guid id,
        IReadOnlyCollection<string> attributes,
        CancellationToken cancellationToken
    );

    /// <summary>The entries that match, page by page, with all values of every attribute (range retrieval).</summary>
    IAsyncEnumerable<DirectoryEntry> SearchAsync(DirectorySearch search, CancellationToken cancellationToken);
}

/// <summary>A position in one domain controller's sequence of changes.</summary>
/// <param name="InvocationId">The identity of the controller's database; with another identity all numbers are
/// invalid.</param>
/// <param name="HighestCommittedUsn">highestCommittedUSN of the rootDSE.</param>
public readonly record struct DirectoryPosition(Guid InvocationId, long HighestCommittedUsn);

/// <summary>The connection to the directory as the console last saw it.</summary>
/// <param name="Server">The server in use or tried last; with several domains one of the home domain, while that
/// answers.</param>
/// <param name="IsReachable">True if a domain answers; null before the first attempt.</param>
/// <param name="Since">The time at which it entered this state.</param>
/// <param name="Problem">The last fault, while the directory is not reachable.</param>
public sealed record DirectoryStatus(string? Server, bool? IsReachable, DateTimeOffset? Since, DirectoryFault? Problem)
{
    /// <summary>The connection of each domain, the home domain first; empty if there is only one server.</summary>
    public IReadOnlyList<DomainStatus> Domains { get; init; } = [];

    /// <summary>Domains without a reachable server.</summary>
    public IEnumerable<DomainStatus> DomainsAway => Domains.Where(d => d.Connection.IsReachable == false);

    /// <summary>Compares by content, so that a page can detect a change.</summary>
    public bool Equals(DirectoryStatus? other) =>
        other is not null
        && Server == other.Server
        && IsReachable == other.IsReachable
        && Since == other.Since
        && ReferenceEquals(Problem, other.Problem)
        && Domains.SequenceEqual(other.Domains);

    public override int GetHashCode() => HashCode.Combine(Server, IsReachable, Since, Domains.Count);

    /// <summary>The connection of a domain; null if not known.</summary>
    public DomainStatus? Of(ForestDomain domain) =>
        Domains.FirstOrDefault(d => string.Equals(d.DnsName, domain.DnsName, StringComparison.OrdinalIgnoreCase));
}
