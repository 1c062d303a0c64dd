using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// Active Directory over LDAP. One per process, thread-safe; connects when first asked, and again by itself after a server was away.
/// </summary>
public sealed class ActiveDirectoryDirectory : IDirectory, IDirectoryAccounts, IAsyncDisposable
{
    /// <summary>How long a description is kept.</summary>
    private static readonly TimeSpan DescriptionAge = TimeSpan.FromMinutes(10);

    private readonly ActiveDirectoryOptions options;
    private readonly TimeProvider time;
    private readonly TrustedCertificates trusted;
    private readonly LdapConnector connector;
    private readonly DomainControllers controllers;
    private readonly OctetAttributes octets = new();
    private readonly EntryReader reader;
    private readonly SemaphoreSlim describing = new(1);
    private volatile DirectoryDescription? description;

    /// <param name="options">Read once; must be valid (<see cref="ActiveDirectoryOptions.Validate"/>).</param>
    /// <param name="time">For back-off and ages.</param>
    /// <param name="logger">Told which server failed and which is back; never names or values of people.</param>
    /// <exception cref="ArgumentException">The settings cannot be used; the message names each.</exception>
    public ActiveDirectoryDirectory(ActiveDirectoryOptions options, TimeProvider time, ILogger<ActiveDirectoryDirectory>? logger = null)
        : this(options, time, logger, null)
    {
    }

    /// <param name="connect">In tests: what stands in for a connection.</param>
    internal ActiveDirectoryDirectory(
        ActiveDirectoryOptions options, TimeProvider time, ILogger<ActiveDirectoryDirectory>? logger, Func<ServerAddress, ILdapLink>? connect)
    {
        var problems = options.Validate();
        if (problems.Count > 0) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        this.options = options;
        this.time = time;
        trusted = new TrustedCertificates(options.TrustedCertificates);
        connector = new LdapConnector(options, trusted, time);
        connect ??= connector.ConnectService;
        var pools = options.Servers.Select(s => ServerAddress.TryParse(s, out var server, out var problem) ? server : throw new ArgumentException(problem))
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
        if (!fresh && Kept() is { } kept) return kept;
        var asked = time.GetTimestamp();
        await describing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Read by somebody else while we waited: new enough, even for whoever wants it fresh.
            if (Kept() is { } other && (!fresh || other.ReadAt >= time.GetUtcNow() - time.GetElapsedTime(asked))) return other;
            var read = await new DescriptionReader(await SessionAsync(null, cancellationToken).ConfigureAwait(false), time)
                .ReadAsync(cancellationToken).ConfigureAwait(false);
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
    public async Task<DirectorySignIn> SignInAsync(string userName, string password, CancellationToken cancellationToken)
    {
        // A bind without a password succeeds as nobody (RFC 4513, 5.1.2), and libldap ends it at a NUL: "\0" would be none.
        if (string.IsNullOrEmpty(password) || password.Contains('\0', StringComparison.Ordinal))
            return new DirectorySignIn(null, SignInRefusal.WrongCredentials);

        var session = await SessionAsync(null, cancellationToken).ConfigureAwait(false);
        var accounts = new AccountReader(session, time);
        var entry = await accounts.FindAsync(userName, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        // By DN: it is the account that was found and no other. Once, on this server, and waited for: a second try would count as well. A name that nobody has is
        // asked for too, under a DN that nobody has and that counts for nobody: the time until the answer must not tell which accounts exist.
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

        return entry is not null && await accounts.ReadAsync(entry, cancellationToken).ConfigureAwait(false) is { } account
            ? new DirectorySignIn(account, null)
            : new DirectorySignIn(null, SignInRefusal.WrongCredentials);
    }

    /// <inheritdoc/>
    public async Task<DirectoryAccount?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var accounts = new AccountReader(await SessionAsync(null, cancellationToken).ConfigureAwait(false), time);
        return await accounts.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } entry
            ? await accounts.ReadAsync(entry, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>Closes the connections; calls still under way end by themselves.</summary>
    public ValueTask DisposeAsync()
    {
        controllers.Dispose();
        trusted.Dispose();
        return ValueTask.CompletedTask;
    }

    private DirectoryDescription? Kept() => description is { } kept && time.GetUtcNow() - kept.ReadAt < DescriptionAge ? kept : null;

    private async Task<ActiveDirectorySession> SessionAsync(DistinguishedName? near, CancellationToken cancellationToken)
    {
        using var lease = await controllers.LeaseAsync(near, cancellationToken).ConfigureAwait(false);
        var pool = lease.Pool;
        return new ActiveDirectorySession(
            pool, lease.Channel.RootDse, reader, options.SearchBase ?? lease.Channel.RootDse.Domain, options, fault => controllers.Failed(pool, fault));
    }

    /// <summary>On a thread of its own, like every blocking call here.</summary>
    private Task BindAsync(ServerAddress server, DistinguishedName person, string password) => Task.Factory.StartNew(
        () => connector.BindPerson(server, person, password), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
