using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// Active Directory over LDAP. One per process, thread-safe. Connects at the first call, and reconnects after a server
/// was not reachable.
/// </summary>
public sealed partial class ActiveDirectoryDirectory : IDirectory, IDirectoryAccounts, IAsyncDisposable
{
    /// <summary>The lifetime of a cached description.</summary>
    private static readonly TimeSpan DescriptionAge = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The time that a description waits for servers whose domain is not known yet; a server that does not answer in it
    /// is left out.
    /// </summary>
    private static readonly TimeSpan LearningPatience = TimeSpan.FromSeconds(2);

    private readonly ActiveDirectoryOptions options;
    private readonly TimeProvider time;
    private readonly TrustedCertificates trusted;
    private readonly Action<ServerAddress, DistinguishedName, string> bindPerson;
    private readonly DomainControllers controllers;
    private readonly OctetAttributes octets = new();
    private readonly EntryReader reader;
    private readonly SemaphoreSlim describing = new(1);
    private volatile DirectoryDescription? description;

    /// <param name="options">Read once; must be valid (<see cref="ActiveDirectoryOptions.Validate"/>).</param>
    /// <param name="time">For back-off and ages.</param>
    /// <param name="logger">Receives the servers that fail and recover; never names or values of people.</param>
    /// <exception cref="ArgumentException">The settings cannot be used; the message names each.</exception>
    public ActiveDirectoryDirectory(
        ActiveDirectoryOptions options,
        TimeProvider time,
        ILogger<ActiveDirectoryDirectory>? logger = null
    )
        : this(options, time, logger, null) { }

    /// <param name="connect">In tests: replaces a connection.</param>
    /// <param name="bindPerson">In tests: replaces a person's bind.</param>
    internal ActiveDirectoryDirectory(
        ActiveDirectoryOptions options,
        TimeProvider time,
        ILogger<ActiveDirectoryDirectory>? logger,
        Func<ServerAddress, ILdapLink>? connect,
        Action<ServerAddress, DistinguishedName, string>? bindPerson = null
    )
    {
        var problems = options.Validate();
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        this.options = options;
        this.time = time;
        trusted = new TrustedCertificates(options.TrustedCertificates);
        var connector = new LdapConnector(options, trusted, time);
        var bind = bindPerson ?? connector.BindPerson;
        this.bindPerson = (server, person, password) => MeasuredLink.Bind(() => bind(server, person, password));
        connect ??= connector.ConnectService;
        var pools = options
            .Servers.Select(s =>
                ServerAddress.TryParse(s, out var server, out var problem)
                    ? server
                    : throw new ArgumentException(problem)
            )
            .Select(s => new ConnectionPool(s, options, () => MeasuredLink.Connect(() => connect(s)), time))
            .ToArray();
        controllers = new DomainControllers(pools, time, logger ?? NullLogger<ActiveDirectoryDirectory>.Instance);
        reader = new EntryReader(octets);
    }

    /// <inheritdoc/>
    public DirectoryStatus Status => controllers.Status;

    /// <inheritdoc/>
    public async Task<DirectoryDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken)
    {
        if (!fresh && Kept() is { } kept)
            return kept;
        var asked = time.GetTimestamp();
        await describing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Read by somebody else while we waited: new enough, even for whoever wants it fresh.
            if (Kept() is { } other && (!fresh || other.ReadAt >= time.GetUtcNow() - time.GetElapsedTime(asked)))
                return other;
            var read = await ReadDescriptionAsync(cancellationToken).ConfigureAwait(false);
            octets.Learn(read.Attributes);
            return description = read;
        }
        finally
        {
            describing.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<IDirectorySession> OpenAsync(DistinguishedName? near, CancellationToken cancellationToken) =>
        await SessionAsync(near, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IDirectorySession> OpenAtAsync(
        DistinguishedName near,
        string? server,
        CancellationToken cancellationToken
    ) => await SessionAsync(near, server, cancellationToken).ConfigureAwait(false);

    /// <summary>Closes the connections; calls still under way end by themselves.</summary>
    public ValueTask DisposeAsync()
    {
        controllers.Dispose();
        trusted.Dispose();
        return ValueTask.CompletedTask;
    }

    private DirectoryDescription? Kept() =>
        description is { } kept && time.GetUtcNow() - kept.ReadAt < DescriptionAge ? kept : null;

    private async Task<DirectoryDescription> ReadDescriptionAsync(CancellationToken cancellationToken)
    {
        var (session, home) = await DescribingSessionAsync(cancellationToken).ConfigureAwait(false);
        var reader = new DescriptionReader(session, time);
        var forest = await reader.DomainsAsync(cancellationToken).ConfigureAwait(false);
        var learning = controllers.LearnAsync(forest, LearningPatience, cancellationToken);
        var read = await reader.ReadAsync(home, cancellationToken).ConfigureAwait(false);
        await learning.ConfigureAwait(false);
        var names = forest.Concat(controllers.Domains()).Append(read.Domain).Distinct();
        return read with
        {
            Account = string.IsNullOrEmpty(options.UserName)
                ? $"{Environment.UserDomainName}\\{Environment.UserName}"
                : options.UserName,
            Domains =
            [
                .. names
                    .Select(n => new ForestDomain(n, ForestReader.DnsName(n), controllers.MayServe(n)))
                    .OrderByDescending(d => d.Name.Equals(read.Domain))
                    .ThenBy(d => d.DnsName, StringComparer.OrdinalIgnoreCase),
            ],
        };
    }

    /// <summary>
    /// A session of the home domain, or of another domain while the home domain is not reachable: the forest shares
    /// schema and configuration.
    /// </summary>
    private async Task<(ActiveDirectorySession Session, DirectoryDescription? Home)> DescribingSessionAsync(
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await SessionAsync(null, cancellationToken).ConfigureAwait(false), null);
        }
        catch (DirectoryFault away) when (away.IsAway && description is { } known)
        {
            foreach (var domain in known.ServedDomains.Where(d => !d.Name.Equals(known.Domain)))
            {
                try
                {
                    return (await SessionAsync(domain.Name, cancellationToken).ConfigureAwait(false), known);
                }
                catch (DirectoryFault)
                {
                    // Away as well; the home domain's fault is the one to tell.
                }
            }

            throw;
        }
    }

    private Task<ActiveDirectorySession> SessionAsync(DistinguishedName? near, CancellationToken cancellationToken) =>
        SessionAsync(near, null, cancellationToken);

    private async Task<ActiveDirectorySession> SessionAsync(
        DistinguishedName? near,
        string? server,
        CancellationToken cancellationToken
    )
    {
        using var lease = await controllers.LeaseAsync(near, server, cancellationToken).ConfigureAwait(false);
        var pool = lease.Pool;
        return new ActiveDirectorySession(
            pool,
            lease.Channel.RootDse,
            reader,
            SearchBase(lease.Channel.RootDse),
            options,
            fault => controllers.Failed(pool, fault)
        );
    }

    /// <summary>The configured base narrows its own domain; other domains are searched completely.</summary>
    private string SearchBase(RootDse root) =>
        options.SearchBase is { } text
        && DistinguishedName.TryParse(text, out var narrow)
        && DistinguishedName.TryParse(root.Domain, out var domain)
        && domain.Equals(narrow.Domain)
            ? text
            : root.Domain;
}
