using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>Accounts of people: sign-in by a bind, groups, state.</summary>
public sealed partial class ActiveDirectoryDirectory
{
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

    /// <summary>
    /// Finds the first domain that has the account. The home domain comes first, so that a plain name keeps its meaning
    /// when domains are added.
    /// </summary>
    /// <exception cref="DirectoryFault">The account was not found, and a domain that may have it is not
    /// reachable.</exception>
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
    /// Sessions with all other domains. A domain that is not reachable gives no roles meanwhile; people who have a role
    /// from another domain can still sign in.
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

    /// <summary>Binds on a thread of its own, as every blocking call here runs.</summary>
    private Task BindAsync(ServerAddress server, DistinguishedName person, string password) =>
        Task.Factory.StartNew(
            () => bindPerson(server, person, password),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}
