using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// The service account's connections to one server. A bind costs several round trips, so connections are pooled and
/// lent out.
/// </summary>
internal sealed class ConnectionPool(
    ServerAddress server,
    ActiveDirectoryOptions options,
    Func<ILdapLink> connect,
    TimeProvider time
) : IDisposable
{
    /// <summary>AD closes idle connections after 15 minutes (MaxConnIdleTime), firewalls sooner.</summary>
    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(4);

    private readonly SemaphoreSlim slots = new(options.PoolSize);
    private readonly List<LdapChannel> idle = [];
    private bool disposed;

    public ServerAddress Server => server;

    /// <summary>Lends a connection; waits at most <see cref="ActiveDirectoryOptions.Timeout"/>.</summary>
    /// <param name="controller">dsServiceName of the only acceptable controller, because one name may stand for
    /// several; null: any.</param>
    /// <param name="fresh">True for a connection that was not used before; used ones are closed.</param>
    /// <exception cref="DirectoryFault">No connection is available.</exception>
    public async Task<Lease> LeaseAsync(string? controller, bool fresh, CancellationToken cancellationToken)
    {
        if (!await slots.WaitAsync(options.Timeout, cancellationToken).ConfigureAwait(false))
        {
            throw new DirectoryFault(
                DirectoryFaultKind.Unwilling,
                $"All {options.PoolSize} connections to {server} are busy. Try again, or raise Directory:PoolSize."
            )
            {
                Server = server.Text,
            };
        }

        try
        {
            if (fresh)
                CloseIdle();
            else if (TakeIdle(controller) is { } kept)
                return new Lease(this, kept, time.GetElapsedTime(kept.LastUsed));
            return new Lease(this, await ConnectAsync(controller, cancellationToken).ConfigureAwait(false), null);
        }
        catch
        {
            slots.Release();
            throw;
        }
    }

    /// <summary>Closes all connections that are not lent out, because the server is gone.</summary>
    public void CloseIdle()
    {
        lock (idle)
        {
            foreach (var channel in idle)
                channel.Dispose();
            idle.Clear();
        }
    }

    public void Dispose()
    {
        lock (idle)
            disposed = true;
        CloseIdle();
    }

    private async Task<LdapChannel> ConnectAsync(string? controller, CancellationToken cancellationToken)
    {
        try
        {
            var channel = await LdapChannel
                .OpenAsync(
                    server.Host,
                    connect,
                    options.ConnectTimeout + options.ConnectTimeout + options.Timeout,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (controller is null || channel.RootDse.ServiceName == controller)
                return channel;
            channel.Dispose();
        }
        catch (LdapFailure failure)
        {
            throw LdapFaultMapper.Read(failure, server);
        }

        throw new DirectoryFault(
            DirectoryFaultKind.Unreachable,
            $"{server} is now answered by another domain controller than this conversation began with. Begin "
                + $"again; to keep to one, name each "
                + "domain controller in Directory:Servers."
        )
        {
            Server = server.Text,
        };
    }

    private LdapChannel? TakeIdle(string? controller)
    {
        lock (idle)
        {
            foreach (var old in idle.Where(c => time.GetElapsedTime(c.LastUsed) > MaxIdle).ToArray())
            {
                idle.Remove(old);
                old.Dispose();
            }

            // Takes the most recently used one, so that surplus connections age.
            var index = idle.FindLastIndex(c => controller is null || c.RootDse.ServiceName == controller);
            if (index < 0)
                return null;
            var channel = idle[index];
            idle.RemoveAt(index);
            return channel;
        }
    }

    private void Return(LdapChannel channel)
    {
        channel.LastUsed = time.GetTimestamp();
        lock (idle)
        {
            if (channel.IsBroken || disposed)
                channel.Dispose();
            else
                idle.Add(channel);
        }

        slots.Release();
    }

    /// <summary>A lent connection; disposing returns it to the pool, or closes it if it is broken.</summary>
    internal sealed class Lease(ConnectionPool pool, LdapChannel channel, TimeSpan? idleFor) : IDisposable
    {
        /// <summary>
        /// The idle time below which a connection is not probed: a probe would not be more recent when the request is
        /// sent.
        /// </summary>
        private static readonly TimeSpan TrustedIdle = TimeSpan.FromMilliseconds(100);

        private int returned;

        public ConnectionPool Pool => pool;

        public LdapChannel Channel => channel;

        /// <summary>True if it was used before, so the server may have closed it in the meantime.</summary>
        public bool IsReused => idleFor is not null;

        /// <summary>
        /// True if the connection may have died unnoticed since its last answer, so a small read has to check it before
        /// a caller relies on it.
        /// </summary>
        public bool WantsProbe => idleFor >= TrustedIdle;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref returned, 1) == 0)
                pool.Return(channel);
        }
    }
}
