using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// The configured servers, grouped by the domain in their rootDSE and ordered by preference. A server that failed is
/// not used for some seconds (longer each time) and then returns to its position. If no other server of its domain
/// answers, it is tried all the same, so that a restarted server is used at once.
/// </summary>
internal sealed class DomainControllers : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly DomainController[] all;
    private readonly ControllerStates states;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly object gate = new();
    private DistinguishedName? home;
    private DirectoryStatus status;

    public DomainControllers(IReadOnlyList<ConnectionPool> pools, TimeProvider time, ILogger log)
    {
        all = pools.Select(p => new DomainController(p)).ToArray();
        states = new ControllerStates(all, time);
        this.time = time;
        this.log = log;
        status = states.Current(null);
    }

    public DirectoryStatus Status => Volatile.Read(ref status);

    /// <summary>
    /// Finds the first server of the domain that answers (and holds <paramref name="near"/> writable), with a
    /// connection that was just used.
    /// </summary>
    /// <param name="near">Null: the home domain, which is the domain of the first server in the settings.</param>
    /// <param name="server">The server to try first, unless it has just failed; null: in the order of the
    /// settings.</param>
    /// <exception cref="DirectoryFault">The fault of the first server, if none can be used.</exception>
    public async Task<ConnectionPool.Lease> LeaseAsync(
        DistinguishedName? near,
        string? server,
        CancellationToken cancellationToken
    )
    {
        ThrowIfJustRefused();
        DirectoryFault? first = null;
        foreach (var controller in Candidates(near is null ? home ?? all[0].Domain : near.Domain, server))
        {
            try
            {
                var lease = await LeaseLivingAsync(controller.Pool, cancellationToken).ConfigureAwait(false);
                Succeeded(controller, lease.Channel.RootDse);
                if (
                    near is null
                        ? await IsHomeAsync(controller, lease, cancellationToken).ConfigureAwait(false)
                        : lease.Channel.RootDse.Holds(near)
                )
                    return lease;
                lease.Dispose();
                if (near is not null)
                    first ??= NotServed(near, controller);
            }
            catch (DirectoryFault fault)
            {
                first ??= fault;
                Failed(controller.Pool, fault);

                // Other servers would refuse the same password and count it towards the lock-out.
                if (fault.Kind == DirectoryFaultKind.CredentialsRefused)
                    break;
            }
        }

        throw first ?? NotServed(near ?? home!, all[0]);
    }

    /// <summary>Records that a server stopped answering.</summary>
    public void Failed(ConnectionPool pool, DirectoryFault fault)
    {
        lock (gate)
        {
            var controller = Array.Find(all, e => e.Pool == pool)!;
            var pause = FirstPause * Math.Pow(2, Math.Min(controller.Failures, 10));
            controller.Failures++;
            controller.PausedUntil = time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
            controller.Refusal = fault.Kind == DirectoryFaultKind.CredentialsRefused ? fault : null;
            controller.SetReachable(false, time.GetUtcNow());
            pool.CloseIdle();
            log.ServerFailed(pool.Server.Text, fault.Kind, fault.ResultCode);

            // Not if another server serves the domain: then the domain is reachable, and the log reports the error of
            // this server.
            var othersLeft = all.Any(e =>
                e != controller && e.MayServe(controller.Domain ?? controller.Presumed) && !IsPaused(e)
            );
            if (!states.IsServedByAnother(controller) || !othersLeft)
                states.Set(controller, reachable: false, fault);
            Publish();
        }
    }

    /// <summary>
    /// Takes over the domains of the forest and queries all servers whose domain is not known yet, in parallel. The
    /// domain of a server that does not answer is derived from its name; in a forest with one domain it is that domain.
    /// </summary>
    public async Task LearnAsync(
        IReadOnlyList<DistinguishedName> forest,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var asked = Task.WhenAll(
            all.Where(c => c.Domain is null && !IsPaused(c)).Select(c => AskAsync(c, cancellationToken))
        );
        await Task.WhenAny(asked, Task.Delay(patience, cancellationToken)).ConfigureAwait(false);
        lock (gate)
        {
            foreach (var controller in all)
                controller.Presumed =
                    forest.Count == 1 ? forest[0] : ForestReader.OfHost(controller.Pool.Server.Host, forest);
            Publish();
        }
    }

    /// <summary>The domains of the servers, as far as they are known.</summary>
    public IReadOnlyList<DistinguishedName> Domains() =>
        all.Select(c => c.Domain).OfType<DistinguishedName>().Distinct().ToArray();

    /// <summary>Indicates whether a server belongs, or may belong, to the domain.</summary>
    public bool MayServe(DistinguishedName domain) => all.Any(c => c.MayServe(domain));

    public void Dispose()
    {
        foreach (var controller in all)
            controller.Pool.Dispose();
    }

    private async Task AskAsync(DomainController controller, CancellationToken cancellationToken)
    {
        try
        {
            using var lease = await LeaseLivingAsync(controller.Pool, cancellationToken).ConfigureAwait(false);
            Succeeded(controller, lease.Channel.RootDse);
        }
        catch (DirectoryFault fault)
        {
            Failed(controller.Pool, fault);
        }
        catch (OperationCanceledException)
        {
            // The caller has cancelled.
        }
    }

    /// <summary>
    /// The servers that may belong to the domain. If there is none, all servers, since one may hold other naming
    /// contexts than its domain's.
    /// </summary>
    private DomainController[] Candidates(DistinguishedName? domain, string? first)
    {
        var candidates = all.Where(c => c.MayServe(domain))
            .OrderBy(IsPaused)
            .ThenByDescending(c => string.Equals(c.Name, first, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        return candidates.Length > 0 ? candidates : all;
    }

    /// <summary>
    /// Indicates whether a controller belongs to the home domain. Home is the domain of the first server, whichever
    /// answers first, because the data folder is stamped with it. Until that server has answered, its name or a forest
    /// of one domain determines it.
    /// </summary>
    private async Task<bool> IsHomeAsync(
        DomainController controller,
        ConnectionPool.Lease lease,
        CancellationToken cancellationToken
    )
    {
        if (home is null)
        {
            var found = all[0].Domain ?? all[0].Presumed;
            if (found is null)
            {
                try
                {
                    var forest = await lease
                        .Channel.RunAsync(
                            link =>
                                ForestReader.Domains(link.Search(ForestReader.Query(lease.Channel.RootDse)).Entries),
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    found = forest.Count > 1 ? ForestReader.OfHost(all[0].Pool.Server.Host, forest) : controller.Domain;
                }
                catch (LdapFailure failure)
                {
                    lease.Dispose();
                    throw LdapFaultMapper.Read(failure, controller.Pool.Server);
                }
            }

            lock (gate)
            {
                home ??= found;
                Publish();
            }
        }

        return home is { } name && name.Equals(controller.Domain);
    }

    private static DirectoryFault NotServed(DistinguishedName near, DomainController asked) =>
        new(
            DirectoryFaultKind.NoSuchObject,
            $"None of the domain controllers in Directory:Servers can write to {near}. Add one of that "
                + $"object's domain, not read-only."
        )
        {
            Server = asked.Name,
        };

    /// <summary>
    /// Leases a connection that is alive. A pooled connection may be dead unnoticed, so a small read checks it before a
    /// caller relies on the server.
    /// </summary>
    private static async Task<ConnectionPool.Lease> LeaseLivingAsync(
        ConnectionPool pool,
        CancellationToken cancellationToken
    )
    {
        var lease = await pool.LeaseAsync(controller: null, fresh: false, cancellationToken).ConfigureAwait(false);
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
            if (failure.ConnectionLost)
                return await pool.LeaseAsync(controller: null, fresh: true, cancellationToken).ConfigureAwait(false);
            throw LdapFaultMapper.Read(failure, pool.Server);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Throws if the service account was refused a moment ago: another attempt on any server would count towards its
    /// lock-out.
    /// </summary>
    private void ThrowIfJustRefused()
    {
        if (Array.Find(all, e => e.Refusal is not null && IsPaused(e))?.Refusal is not { } refusal)
            return;
        throw new DirectoryFault(refusal.Kind, refusal.Message, refusal)
        {
            Server = refusal.Server,
            ResultCode = refusal.ResultCode,
            ServerText = refusal.ServerText,
        };
    }

    private bool IsPaused(DomainController controller) => controller.PausedUntil > time.GetUtcNow();

    private void Succeeded(DomainController controller, RootDse root)
    {
        lock (gate)
        {
            // Every conversation starts here, and nearly always the state is unchanged.
            if (controller.IsKnownAs(root) && states.IsServedBy(controller) && all.All(c => c.PausedUntil == default))
                return;
            if (controller.Failures > 0)
                log.ServerBack(controller.Name);
            controller.Failures = 0;
            controller.PausedUntil = default;
            controller.Refusal = null;
            controller.SetReachable(true, time.GetUtcNow());
            controller.Learn(root);
            if (controller == all[0])
                home ??= controller.Domain;
            states.Set(controller, reachable: true, null);
            Publish();
        }
    }

    private void Publish() => Volatile.Write(ref status, states.Current(home));
}
