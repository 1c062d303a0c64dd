using System.Runtime.CompilerServices;
using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>A conversation with one domain controller. Holds no connection between two operations.</summary>
internal sealed class ActiveDirectorySession(
    ConnectionPool pool,
    RootDse controller,
    EntryReader reader,
    string searchBase,
    ActiveDirectoryOptions options,
    Action<DirectoryFault> onLost
) : IDirectoryWriter
{
    public string Server => pool.Server.Text;

    public RootDse RootDse => controller;

    public DistinguishedName Domain => controller.DomainName;

    public ServerAddress Address => pool.Server;

    public async Task<DirectoryPosition> ReadPositionAsync(CancellationToken cancellationToken)
    {
        // The invocationId each time: a controller restored from a backup gets another one, perhaps between two of our
        // reads.
        var settings = await QueryAsync(
                new LdapQuery(controller.ServiceName, SearchScope.Base, LdapQuery.AnyObject, ["invocationId"]),
                cancellationToken
            )
            .ConfigureAwait(false);
        var root = await QueryAsync(
                new LdapQuery("", SearchScope.Base, LdapQuery.AnyObject, ["highestCommittedUSN"]),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (
            settings is [var dsa]
            && dsa.Values("invocationId") is [{ Length: 16 } id, ..]
            && root is [var dse]
            && long.TryParse(dse.Text("highestCommittedUSN"), out var usn)
        )
            return new DirectoryPosition(new Guid(id), usn);
        throw new DirectoryFault(
            DirectoryFaultKind.InsufficientRights,
            $"{Server} does not show its invocationId. Let the service account read {controller.ServiceName}."
        )
        {
            Server = Server,
        };
    }

    public async Task<DirectoryEntry?> ReadAsync(
        Guid id,
        IReadOnlyCollection<string> attributes,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await QueryAsync(ReadOf(id, attributes), cancellationToken).ConfigureAwait(false) is [var raw]
                ? reader.Read(raw, attributes)
                : null;
        }
        catch (DirectoryFault fault) when (fault.Kind == DirectoryFaultKind.NoSuchObject)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<DirectoryEntry> SearchAsync(
        DirectorySearch search,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (search.Take <= 0)
            yield break;
        var query = new LdapQuery(
            search.Base?.ToString() ?? searchBase,
            search.Scope,
            NulFreeFilter.Of(search.Filter).ToString(),
            EntryReader.Request(search.Attributes)
        )
        {
            PageSize =
                search.Scope == SearchScope.Base ? null : Math.Min(options.PageSize, search.Take ?? int.MaxValue),
            ShowDeleted = search.IncludeDeleted,
        };

        var left = search.Take ?? int.MaxValue;
        var (lease, page) = await FirstPageAsync(query, cancellationToken).ConfigureAwait(false);
        using var held = lease; // a cookie is good on its own connection only
        while (true)
        {
            // The next page is under way while this one is taken in: the server and we work at the same time.
            var last = page.Cookie.Length == 0 || page.Entries.Count >= left;
            var next = last ? null : PageAsync(lease, query with { Cookie = page.Cookie }, cancellationToken);
            try
            {
                foreach (var raw in page.Entries)
                {
                    if (reader.Read(raw, search.Attributes) is not { } entry)
                        continue;
                    yield return entry;
                    if (--left == 0)
                        break;
                }
            }
            finally
            {
                // Whoever stops early must not leave a call running on a connection that goes back to the pool.
                if (next is not null)
                    await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (next is null || left == 0)
                yield break;
            page = await next.ConfigureAwait(false);
        }
    }

    public async Task ModifyAsync(DirectoryModification modification, CancellationToken cancellationToken) =>
        await ModifyAsync(modification, _ => default, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// One visit to the connection's thread for both: waking it twice would cost as much as the reading.
    /// </summary>
    public async Task<DirectoryEntry?> ModifyAndReadAsync(
        DirectoryModification modification,
        IReadOnlyCollection<string> attributes,
        CancellationToken cancellationToken
    )
    {
        var query = ReadOf(modification.Target, attributes);
        var (page, failure) = await ModifyAsync(modification, link => TryPage(link, query), cancellationToken)
            .ConfigureAwait(false);
        if (page is not null)
            return page.Entries is [var raw] ? reader.Read(raw, attributes) : null;
        try
        {
            // As with every read: once more on another connection if this one broke, never after a time-out.
            if (failure is { ConnectionLost: true, IsTimeout: true })
                throw Fault(failure);
            return await ReadAsync(modification.Target, attributes, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DirectoryFault fault)
        {
            throw fault.WithOutcomeUnknown();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <param name="then">What the same visit to the connection does after the modify; must not throw.</param>
    private async Task<(LdapPage? Page, LdapFailure? Failure)> ModifyAsync(
        DirectoryModification modification,
        Func<ILdapLink, (LdapPage? Page, LdapFailure? Failure)> then,
        CancellationToken cancellationToken
    )
    {
        if (modification.Steps.Count == 0)
            throw new ArgumentException("A modification without steps.", nameof(modification));
        using var lease = await LivingLeaseAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // From here on cancelling would only mean not to know the outcome. Never repeated, whatever happens.
            var read = await lease
                .Channel.RunAsync(
                    link =>
                    {
                        link.Modify(modification);
                        return then(link);
                    },
                    CancellationToken.None
                )
                .ConfigureAwait(false);
            if (read.Failure is { ConnectionLost: true })
                lease.Channel.Distrust();
            return read;
        }
        catch (LdapFailure failure)
        {
            if (await IsValueGoneAsync(lease, failure, modification).ConfigureAwait(false))
                failure = new LdapFailure(16, failure.ServerText, failure);
            var fault = LdapFaultMapper.Write(failure, pool.Server, modification);
            if (fault.OutcomeUnknown)
                Lost(fault);
            throw fault;
        }
    }

    private static LdapQuery ReadOf(Guid id, IReadOnlyCollection<string> attributes) =>
        new(LdapQuery.GuidBase(id), SearchScope.Base, LdapQuery.AnyObject, EntryReader.Request(attributes));

    /// <summary>
    /// AD refuses the removal of somebody who is no member with 53, as it does much else: whether a value to delete is
    /// really gone is read.
    /// </summary>
    private async Task<bool> IsValueGoneAsync(
        ConnectionPool.Lease lease,
        LdapFailure failure,
        DirectoryModification modification
    )
    {
        var deletions = modification
            .Steps.Where(s => s.Kind == ModificationKind.Delete && s.Values.Count > 0)
            .ToArray();
        if (failure.Code != 53 || deletions.Length == 0)
            return false;
        var attributes = deletions.Select(s => s.Attribute).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var query = ReadOf(modification.Target, attributes);
        try
        {
            var page = await lease
                .Channel.RunAsync(link => Page(link, query), CancellationToken.None)
                .ConfigureAwait(false);
            return page.Entries is [var raw]
                && reader.Read(raw, attributes) is { } entry
                && deletions.Any(d =>
                    d.Values.Any(wanted =>
                        !entry
                            .Values(d.Attribute)
                            .Any(present => present.Text.Equals(wanted.Text, StringComparison.OrdinalIgnoreCase))
                    )
                );
        }
        catch (LdapFailure)
        {
            return false; // the first answer stands
        }
    }

    /// <summary>An unpaged search or read, with all values of each attribute.</summary>
    internal async Task<IReadOnlyList<LdapRawEntry>> QueryAsync(LdapQuery query, CancellationToken cancellationToken)
    {
        var (lease, page) = await FirstPageAsync(query, cancellationToken).ConfigureAwait(false);
        lease.Dispose();
        return page.Entries;
    }

    /// <summary>All pages, raw: for what has no objectGUID worth keeping, such as the schema.</summary>
    internal async Task<List<LdapRawEntry>> QueryAllAsync(LdapQuery query, CancellationToken cancellationToken)
    {
        query = query with { PageSize = options.PageSize };
        var (lease, page) = await FirstPageAsync(query, cancellationToken).ConfigureAwait(false);
        using var held = lease;
        var all = new List<LdapRawEntry>(page.Entries);
        while (page.Cookie.Length > 0)
        {
            page = await PageAsync(lease, query with { Cookie = page.Cookie }, cancellationToken).ConfigureAwait(false);
            all.AddRange(page.Entries);
        }

        return all;
    }

    /// <summary>
    /// A kept connection may have died unnoticed; nothing was lost then, and a read may be repeated on a new one, once.
    /// </summary>
    private async Task<(ConnectionPool.Lease Lease, LdapPage Page)> FirstPageAsync(
        LdapQuery query,
        CancellationToken cancellationToken
    )
    {
        for (var fresh = false; ; fresh = true)
        {
            var lease = await LeaseAsync(fresh, cancellationToken).ConfigureAwait(false);
            try
            {
                return (
                    lease,
                    await lease.Channel.RunAsync(link => Page(link, query), cancellationToken).ConfigureAwait(false)
                );
            }
            catch (LdapFailure failure)
            {
                lease.Dispose();
                if (lease.IsReused && failure is { ConnectionLost: true, IsTimeout: false })
                    continue;
                throw Fault(failure);
            }
            catch
            {
                lease.Dispose();
                throw;
            }
        }
    }

    private async Task<LdapPage> PageAsync(
        ConnectionPool.Lease lease,
        LdapQuery query,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await lease.Channel.RunAsync(link => Page(link, query), cancellationToken).ConfigureAwait(false);
        }
        catch (LdapFailure failure)
        {
            throw Fault(failure);
        }
    }

    private static LdapPage Page(ILdapLink link, LdapQuery query)
    {
        var page = link.Search(query);
        var entries = new LdapRawEntry[page.Entries.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = RangeRetrieval.Complete(link, page.Entries[i], query.ShowDeleted);
        return page with { Entries = entries };
    }

    private static (LdapPage? Page, LdapFailure? Failure) TryPage(ILdapLink link, LdapQuery query)
    {
        try
        {
            return (Page(link, query), null);
        }
        catch (LdapFailure failure)
        {
            return (null, failure);
        }
    }

    /// <summary>
    /// For a write: a connection that has just answered, since a write on a dead one could only end in "outcome
    /// unknown".
    /// </summary>
    private async Task<ConnectionPool.Lease> LivingLeaseAsync(CancellationToken cancellationToken)
    {
        var lease = await LeaseAsync(fresh: false, cancellationToken).ConfigureAwait(false);
        if (!lease.WantsProbe)
            return lease;
        try
        {
            await lease.Channel.RunAsync(RootDse.Read, cancellationToken).ConfigureAwait(false);
            return lease;
        }
        catch (LdapFailure failure)
        {
            lease.Dispose();
            if (!failure.ConnectionLost)
                throw Fault(failure);
            return await LeaseAsync(fresh: true, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private async Task<ConnectionPool.Lease> LeaseAsync(bool fresh, CancellationToken cancellationToken)
    {
        try
        {
            return await pool.LeaseAsync(controller.ServiceName, fresh, cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryFault fault) when (fault.Kind != DirectoryFaultKind.Unwilling)
        {
            Lost(fault);
            throw;
        }
    }

    private DirectoryFault Fault(LdapFailure failure)
    {
        var fault = LdapFaultMapper.Read(failure, pool.Server);
        if (failure is { ConnectionLost: true, IsTimeout: false })
            Lost(fault);
        return fault;
    }

    private void Lost(DirectoryFault fault) => onLost(fault);
}
