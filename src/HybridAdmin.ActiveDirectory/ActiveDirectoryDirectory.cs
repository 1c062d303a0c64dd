using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// Active Directory over LDAP. One per process, thread-safe; connects when first asked, and again by itself after a
/// server was away.
/// </summary>
public sealed class ActiveDirectoryDirectory : IDirectory, IDirectoryAccounts, IAsyncDisposable
{
    /// <summary>How long a description is kept.</summary>
    private static readonly TimeSpan DescriptionAge = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a description waits for servers that have not said yet whose they are; the answer of a silent one comes
    /// later or never.
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
    /// <param name="logger">Told which server failed and which is back; never names or values of people.</param>
    /// <exception cref="ArgumentException">The settings cannot be used; the message names each.</exception>
    public ActiveDirectoryDirectory(
        ActiveDirectoryOptions options,
        TimeProvider time,
        ILogger<ActiveDirectoryDirectory>? logger = null
    )
        : this(options, time, logger, null) { }

    /// <param name="connect">In tests: what stands in for a connection.</param>
    /// <param name="bindPerson">In tests: what stands in for a person's bind.</param>
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
        this.bindPerson = bindPerson ?? connector.BindPerson;
        connect ??= connector.ConnectService;
        var pools = options
            .Servers.Select(s =>
                ServerAddress.TryParse(s, out var server, out var problem)
                    ? server
                    : throw new ArgumentException(problem)
            )
            .Select(s => new ConnectionPool(s, options, () => connect(s), time))
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

    /// <inheritdoc/>
    public async Task<DirectorySignIn> SignInAsync(
        string userName,
        string password,
        CancellationToken cancellationToken
    )
    {
        // A bind without a password succeeds as nobody (RFC 4513, 5.1.2), and libldap ends it at a NUL: "\0" would be
        // none.
        if (string.IsNullOrEmpty(password) || password.Contains('\0', StringComparison.Ordinal))
            return new DirectorySignIn(null, SignInRefusal.WrongCredentials);

        var found = await FindAccountAsync(
                accounts => accounts.FindAsync(userName, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        var entry = found?.Entry;
        var session = found?.Session ?? await SessionAsync(null, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        // By DN: it is the account that was found and no other. Once, on this server, and waited for: a second try
        // would count as well. A name that nobody has is asked for too, under a DN that nobody has and that counts for
        // nobody: the time until the answer must not tell which accounts exist.
        var person = DistinguishedName.Parse(entry?.Dn ?? $"CN={Guid.NewGuid():N},{session.RootDse.Domain}");
        try
        {
            await BindAsync(session.Address, person, password).ConfigureAwait(false);
        }
        catch (DirectoryFault fault) when (entry is null && fault.ResultCode is 49 or 32 or 34)
        {
            return new DirectorySignIn(null, SignInRefusal.WrongCredentials);
        }
        catch (DirectoryFault fault) when (fault.ResultCode == 49)
        {
            return new DirectorySignIn(null, BindRefusal.Of(fault.ServerText));
        }

        return
            entry is not null
            && await ReadAccountAsync(session, entry, cancellationToken).ConfigureAwait(false) is { } account
            ? new DirectorySignIn(account, null)
            : new DirectorySignIn(null, SignInRefusal.WrongCredentials);
    }

    /// <inheritdoc/>
    public async Task<DirectoryAccount?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await FindAccountAsync(accounts => accounts.FindAsync(id, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return found is var (session, entry)
            ? await ReadAccountAsync(session, entry, cancellationToken).ConfigureAwait(false)
            : null;
    }

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
    /// A session of the home domain; while that is away, one of another domain: schema and configuration are the
    /// forest's.
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

    /// <summary>
    /// The first domain that has the account, home first, so that a plain name means the same whatever domains are
    /// added.
    /// </summary>
    /// <exception cref="DirectoryFault">It was not found, and a domain that may have it is away.</exception>
    private async Task<(ActiveDirectorySession Session, LdapRawEntry Entry)?> FindAccountAsync(
        Func<AccountReader, Task<LdapRawEntry?>> find,
        CancellationToken cancellationToken
    )
    {
        DirectoryFault? away = null;
        var forest = await DescribeAsync(false, cancellationToken).ConfigureAwait(false);
        foreach (var domain in forest.ServedDomains)
        {
            try
            {
                var session = await SessionAsync(
                        domain.Name.Equals(forest.Domain) ? null : domain.Name,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (await find(new AccountReader(session, time)).ConfigureAwait(false) is { } entry)
                    return (session, entry);
            }
            catch (DirectoryFault fault) when (fault.IsAway)
            {
                away ??= fault;
            }
        }

        return away is null ? null : throw away;
    }

    private Task<DirectoryAccount?> ReadAccountAsync(
        ActiveDirectorySession session,
        LdapRawEntry entry,
        CancellationToken cancellationToken
    ) =>
        new AccountReader(session, time).ReadAsync(
            entry,
            () => OtherSessionsAsync(session, cancellationToken),
            cancellationToken
        );

    /// <summary>
    /// Sessions with the domains but that one; one that is away gives no roles meanwhile, and keeps nobody out who has
    /// one elsewhere.
    /// </summary>
    private async Task<IReadOnlyList<ActiveDirectorySession>> OtherSessionsAsync(
        ActiveDirectorySession session,
        CancellationToken cancellationToken
    )
    {
        var sessions = new List<ActiveDirectorySession>();
        var forest = await DescribeAsync(false, cancellationToken).ConfigureAwait(false);
        foreach (var domain in forest.ServedDomains.Where(d => !d.Name.Equals(session.Domain)))
        {
            try
            {
                sessions.Add(
                    await SessionAsync(domain.Name.Equals(forest.Domain) ? null : domain.Name, cancellationToken)
                        .ConfigureAwait(false)
                );
            }
            catch (DirectoryFault fault) when (fault.IsAway)
            {
                // Fewer roles, never more.
            }
        }

        return sessions;
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

    /// <summary>The configured base narrows its own domain; another domain is searched whole.</summary>
    private string SearchBase(RootDse root) =>
        options.SearchBase is { } text
        && DistinguishedName.TryParse(text, out var narrow)
        && DistinguishedName.TryParse(root.Domain, out var domain)
        && domain.Equals(narrow.Domain)
            ? text
            : root.Domain;

    /// <summary>On a thread of its own, like every blocking call here.</summary>
    private Task BindAsync(ServerAddress server, DistinguishedName person, string password) =>
        Task.Factory.StartNew(
            () => bindPerson(server, person, password),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}
