namespace HybridAdmin.Core.Directory;

/// <summary>
/// The port to a directory: Active Directory over LDAP, or the sandbox. Thread-safe; one per process.
/// All faults are <see cref="DirectoryFault"/>; cancellation is <see cref="OperationCanceledException"/>.
/// </summary>
public interface IDirectory
{
    /// <summary>The connection as last seen; reading it costs nothing and never throws.</summary>
    DirectoryStatus Status { get; }

    /// <summary>
    /// What the directory is and can hold: domain, schema, Exchange organisation. Kept for some minutes;
    /// <paramref name="fresh"/> reads it again.
    /// </summary>
    Task<DirectoryDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken);

    /// <summary>
    /// A session with one domain controller that stays the same until disposed, so that plan, write and read-back see
    /// the same copy.
    /// </summary>
    /// <param name="near">An object or container: a controller of its domain that holds it writable. Null: the home
    /// domain, for reading.</param>
    /// <exception cref="DirectoryFault">None of that domain answers, or (NoSuchObject) none is configured.</exception>
    Task<IDirectorySession> OpenAsync(DistinguishedName? near, CancellationToken cancellationToken);

    /// <summary>
    /// The same, with this controller before all others while it answers: what it was written to, the others get later.
    /// See <see cref="IDirectorySession.Server"/> for which one it became.
    /// </summary>
    /// <param name="server">As <see cref="IDirectorySession.Server"/> named it; one that is not known (any more) makes
    /// no difference.</param>
    Task<IDirectorySession> OpenAtAsync(DistinguishedName near, string? server, CancellationToken cancellationToken) =>
        OpenAsync(near, cancellationToken);
}

/// <summary>One conversation with one domain controller, for reading.</summary>
public interface IDirectorySession : IAsyncDisposable
{
    /// <summary>The server's name as configured or found.</summary>
    string Server { get; }

    /// <summary>
    /// The controller's position for deltas: every change it has committed so far has a uSNChanged up to this number.
    /// The numbers belong to this invocationId only.
    /// </summary>
    Task<DirectoryPosition> ReadPositionAsync(CancellationToken cancellationToken);

    /// <summary>The object by objectGUID; null when it is not there or not visible.</summary>
    /// <param name="attributes">LDAP names; empty: all user attributes.</param>
    Task<DirectoryEntry?> ReadAsync(
        Guid id,
        IReadOnlyCollection<string> attributes,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// The entries that match, page by page, every value of every attribute included (range retrieval).
    /// </summary>
    IAsyncEnumerable<DirectoryEntry> SearchAsync(DirectorySearch search, CancellationToken cancellationToken);
}

/// <summary>A place in one domain controller's sequence of changes.</summary>
/// <param name="InvocationId">The identity of the controller's database; another one means that all numbers are
/// void.</param>
/// <param name="HighestCommittedUsn">highestCommittedUSN of the rootDSE.</param>
public readonly record struct DirectoryPosition(Guid InvocationId, long HighestCommittedUsn);

/// <summary>The connection to the directory as the console last saw it.</summary>
/// <param name="Server">The server in use or tried last; with several domains one of the home domain, while that
/// answers.</param>
/// <param name="IsReachable">Whether a domain answers; null before the first attempt.</param>
/// <param name="Since">When it got into this state.</param>
/// <param name="Problem">The last fault, while not reachable.</param>
public sealed record DirectoryStatus(string? Server, bool? IsReachable, DateTimeOffset? Since, DirectoryFault? Problem)
{
    /// <summary>By domain, the home domain first; empty where there is one server and nothing to tell apart.</summary>
    public IReadOnlyList<DomainStatus> Domains { get; init; } = [];

    /// <summary>Domains of which no server answers.</summary>
    public IEnumerable<DomainStatus> DomainsAway => Domains.Where(d => d.Connection.IsReachable == false);

    /// <summary>By content, so that a page sees whether there is anything new to show.</summary>
    public bool Equals(DirectoryStatus? other) =>
        other is not null
        && Server == other.Server
        && IsReachable == other.IsReachable
        && Since == other.Since
        && ReferenceEquals(Problem, other.Problem)
        && Domains.SequenceEqual(other.Domains);

    public override int GetHashCode() => HashCode.Combine(Server, IsReachable, Since, Domains.Count);

    /// <summary>How the servers of a domain are; null: not known.</summary>
    public DomainStatus? Of(ForestDomain domain) =>
        Domains.FirstOrDefault(d => string.Equals(d.DnsName, domain.DnsName, StringComparison.OrdinalIgnoreCase));
}
