using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Telemetry;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// Queries on leased connections of one domain controller: pages, ranges, one repetition on another connection where
/// nothing was lost, and faults instead of LDAP failures.
/// </summary>
/// <param name="onLost">Called when the controller does not answer.</param>
internal sealed class LdapQueries(
    ConnectionPool pool,
    RootDse controller,
    ActiveDirectoryOptions options,
    Action<DirectoryFault> onLost
)
{
    /// <summary>An unpaged search or read, with all values of each attribute.</summary>
    public async Task<IReadOnlyList<LdapRawEntry>> QueryAsync(LdapQuery query, CancellationToken cancellationToken)
    {
        var (lease, page) = await FirstPageAsync(query, cancellationToken).ConfigureAwait(false);
        lease.Dispose();
        return page.Entries;
    }

    /// <summary>All pages, raw: for objects whose objectGUID is not needed, such as the schema's.</summary>
    public async Task<List<LdapRawEntry>> QueryAllAsync(LdapQuery query, CancellationToken cancellationToken)
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
    /// Reads the first page. A pooled connection may have broken unnoticed; nothing is lost then, and the read is
    /// repeated once on a new one.
    /// </summary>
    public async Task<(ConnectionPool.Lease Lease, LdapPage Page)> FirstPageAsync(
        LdapQuery query,
        CancellationToken cancellationToken
    )
    {
        using var span = Instruments.Source.StartActivity("directory search");
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

    public async Task<LdapPage> PageAsync(
        ConnectionPool.Lease lease,
        LdapQuery query,
        CancellationToken cancellationToken
    )
    {
        using var span = Instruments.Source.StartActivity("directory page");
        try
        {
            return await lease.Channel.RunAsync(link => Page(link, query), cancellationToken).ConfigureAwait(false);
        }
        catch (LdapFailure failure)
        {
            throw Fault(failure);
        }
    }

    public static LdapPage Page(ILdapLink link, LdapQuery query)
    {
        var page = link.Search(query);
        var entries = new LdapRawEntry[page.Entries.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = RangeRetrieval.Complete(link, page.Entries[i], query.ShowDeleted);
        return page with { Entries = entries };
    }

    public static (LdapPage? Page, LdapFailure? Failure) TryPage(ILdapLink link, LdapQuery query)
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
    /// Leases a connection that has just answered, for a write: on a broken one the outcome would not be known.
    /// </summary>
    public async Task<ConnectionPool.Lease> AcquireHealthyConnectionAsync(CancellationToken cancellationToken)
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

    public DirectoryFault Fault(LdapFailure failure)
    {
        var fault = LdapFaultMapper.Read(failure, pool.Server);
        if (failure is { ConnectionLost: true, IsTimeout: false })
            Lost(fault);
        return fault;
    }

    public void Lost(DirectoryFault fault) => onLost(fault);
}
