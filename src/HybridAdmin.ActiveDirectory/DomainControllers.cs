using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// The configured servers in order of preference. One that failed is left alone for some seconds (longer each time) and then comes back to
/// its place. When no other one answers it is tried all the same, so that a restarted server is in use at once.
/// </summary>
internal sealed class DomainControllers : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Entry[] entries;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly object gate = new();
    private DirectoryStatus status = new(null, null, null, null);

    public DomainControllers(IReadOnlyList<ConnectionPool> pools, TimeProvider time, ILogger log)
    {
        entries = pools.Select(p => new Entry(p)).ToArray();
        this.time = time;
        this.log = log;
        status = status with { Server = entries[0].Pool.Server.Text };
    }

    public DirectoryStatus Status => Volatile.Read(ref status);

    /// <summary>The first server that answers (and holds <paramref name="near"/> writable), with one of its connections just used.</summary>
    /// <exception cref="DirectoryFault">The first server's fault when none could be used.</exception>
    public async Task<ConnectionPool.Lease> LeaseAsync(DistinguishedName? near, CancellationToken cancellationToken)
    {
        ThrowIfJustRefused();
        DirectoryFault? first = null;
        foreach (var entry in entries.OrderBy(IsPaused).ToArray())
        {
            try
            {
                var lease = await LeaseLivingAsync(entry.Pool, cancellationToken).ConfigureAwait(false);
                Succeeded(entry);
                if (near is null || lease.Channel.RootDse.Holds(near)) return lease;
                lease.Dispose();
                first ??= new DirectoryFault(
                    DirectoryFaultKind.NoSuchObject,
                    $"None of the domain controllers in Directory:Servers can write to {near}. Add one of that object's domain, not read-only.")
                { Server = entry.Pool.Server.Text };
            }
            catch (DirectoryFault fault)
            {
                first ??= fault;
                Failed(entry.Pool, fault);

                // Other servers would refuse the same password, and count it too.
                if (fault.Kind == DirectoryFaultKind.CredentialsRefused) break;
            }
        }

        throw first!; // one server at least was tried, and did not return
    }

    /// <summary>A server stopped answering.</summary>
    public void Failed(ConnectionPool pool, DirectoryFault fault)
    {
        lock (gate)
        {
            var entry = Array.Find(entries, e => e.Pool == pool)!;
            var pause = FirstPause * Math.Pow(2, Math.Min(entry.Failures, 10));
            entry.Failures++;
            entry.PausedUntil = time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
            entry.Refusal = fault.Kind == DirectoryFaultKind.CredentialsRefused ? fault : null;
            pool.CloseIdle();
            log.ServerFailed(pool.Server.Text, fault.Kind, fault.ResultCode);

            // Not while another server does the work: then the directory is reachable, and the log says what is wrong with this one.
            var serving = status.IsReachable == true && status.Server != pool.Server.Text;
            var othersLeft = entries.Any(e => e != entry && !IsPaused(e));
            if (serving && othersLeft) return;
            SetStatus(pool.Server.Text, reachable: false, fault);
        }
    }

    public void Dispose()
    {
        foreach (var entry in entries) entry.Pool.Dispose();
    }

    /// <summary>A kept connection may be dead without knowing it: one small read tells, before a caller relies on the server.</summary>
    private static async Task<ConnectionPool.Lease> LeaseLivingAsync(ConnectionPool pool, CancellationToken cancellationToken)
    {
        var lease = await pool.LeaseAsync(controller: null, fresh: false, cancellationToken).ConfigureAwait(false);
        if (!lease.IsReused) return lease;
        try
        {
            await lease.Channel.RunAsync(RootDse.Read, cancellationToken).ConfigureAwait(false);
            return lease;
        }
        catch (LdapFailure failure)
        {
            lease.Dispose();
            if (failure.ConnectionLost) return await pool.LeaseAsync(controller: null, fresh: true, cancellationToken).ConfigureAwait(false);
            throw FaultText.Read(failure, pool.Server);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>The service account was refused moments ago: asking again, anywhere, would count towards its lock-out.</summary>
    private void ThrowIfJustRefused()
    {
        if (Array.Find(entries, e => e.Refusal is not null && IsPaused(e))?.Refusal is not { } refusal) return;
        throw new DirectoryFault(refusal.Kind, refusal.Message, refusal)
        {
            Server = refusal.Server,
            ResultCode = refusal.ResultCode,
            ServerText = refusal.ServerText,
        };
    }

    private bool IsPaused(Entry entry) => entry.PausedUntil > time.GetUtcNow();

    private void Succeeded(Entry entry)
    {
        lock (gate)
        {
            if (entry.Failures > 0) log.ServerBack(entry.Pool.Server.Text);
            entry.Failures = 0;
            entry.PausedUntil = default;
            entry.Refusal = null;
            SetStatus(entry.Pool.Server.Text, reachable: true, null);
        }
    }

    private void SetStatus(string server, bool reachable, DirectoryFault? problem)
    {
        var same = status.IsReachable == reachable && (!reachable || status.Server == server);
        if (same && reachable) return;
        Volatile.Write(ref status, new DirectoryStatus(server, reachable, same ? status.Since : time.GetUtcNow(), problem));
    }

    private sealed class Entry(ConnectionPool pool)
    {
        public ConnectionPool Pool => pool;

        public int Failures { get; set; }

        public DateTimeOffset PausedUntil { get; set; }

        public DirectoryFault? Refusal { get; set; }
    }
}
