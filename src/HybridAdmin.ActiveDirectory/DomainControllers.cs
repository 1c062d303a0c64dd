using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// The configured servers, by the domain that their rootDSE names, in order of preference within it. One that failed is
/// left alone for some seconds (longer each time) and then comes back to its place. When no other one of its domain
/// answers it is tried all the same, so that a restarted server is in use at once.
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
    /// The first server of the domain that answers (and holds <paramref name="near"/> writable), with one of its
    /// connections just used.
    /// </summary>
    /// <param name="near">Null: the home domain, that of the first server in the settings.</param>
    /// <param name="server">Tried first, unless it failed just now; null: in the order of the settings.</param>
    /// <exception cref="DirectoryFault">The first server's fault when none could be used.</exception>
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

                // Other servers would refuse the same password, and count it too.
                if (fault.Kind == DirectoryFaultKind.CredentialsRefused)
                    break;
            }
        }

        throw first ?? NotServed(near ?? home!, all[0]);
    }

    /// <summary>A server stopped answering.</summary>
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

            // Not while another server does the work: then the domain is reachable, and the log says what is wrong with
            // this one.
            var othersLeft = all.Any(e =>
                e != controller && e.MayServe(controller.Domain ?? controller.Presumed) && !IsPaused(e)
            );
            if (!states.IsServedByAnother(controller) || !othersLeft)
                states.Set(controller, reachable: false, fault);
            Publish();
        }
    }

    /// <summary>
    /// Takes over what the forest consists of, and asks servers that have not said yet whose they are, all at once.
    /// Names tell the domain of those that do not answer; in a forest of one domain nothing is left to tell.
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

    /// <summary>The domains that servers were found to be of.</summary>
    public IReadOnlyList<DistinguishedName> Domains() =>
        all.Select(c => c.Domain).OfType<DistinguishedName>().Distinct().ToArray();

    /// <summary>Whether a server is, or for all that is known may be, of the domain.</summary>
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
            // Whoever wanted to know has gone.
        }
    }

    /// <summary>
    /// Those that may be of the domain; where none is, all, since one may hold a naming context besides its domain's.
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
    /// Home is the domain of the first server, whichever answers first: the data folder is stamped with it. While that
    /// server never answered, its name or a forest of one domain tells it.
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
    /// A kept connection may be dead without knowing it: one small read tells, before a caller relies on the server.
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
    /// The service account was refused moments ago: asking again, anywhere, would count towards its lock-out.
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
            // Each conversation begins here, and nearly all of them find what was known.
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
