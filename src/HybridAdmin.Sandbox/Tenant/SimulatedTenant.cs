using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Tenant.Cloud;
using HybridAdmin.Sandbox.Tenant.Exchange;
using HybridAdmin.Sandbox.Tenant.Graph;
using HybridAdmin.Sandbox.Tenant.Http;
using HybridAdmin.Sandbox.Tenant.Migration;
using HybridAdmin.Sandbox.Tenant.Sync;

namespace HybridAdmin.Sandbox.Tenant;

/// <summary>
/// The Microsoft 365 tenant of the sandbox's organisation: sign-in, Microsoft Graph and the cmdlet end point of
/// Exchange Online over HTTP on loopback, synchronised with the sandbox's directory by simulated cycles. It never
/// writes to the directory (the on-premises Exchange server does, when a move completes), and its changes are held in
/// memory only.
/// </summary>
public sealed class SimulatedTenant : IAsyncDisposable
{
    private readonly MemoryDirectory directory;
    private readonly SimulatedTenantOptions options;
    private readonly TenantClock clock;
    private readonly TenantState state = new();
    private readonly AccessTokens tokens;
    private readonly SignInService signIn;
    private readonly GraphService graph;
    private readonly ExchangeService exchange;
    private readonly MigrationEngine moves;
    private DateTimeOffset lastCycle;
    private long cycles;
    private ITimer? timer;
    private TenantHost? host;

    public SimulatedTenant(SandboxDirectory directory, TimeProvider time, SimulatedTenantOptions? options = null)
    {
        this.directory = directory.Engine;
        this.options = options ??= new SimulatedTenantOptions();
        if (options.Speed <= 0)
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.Speed,
                "The speed is the number of tenant seconds that pass in one, so more than 0."
            );
        clock = new TenantClock(time, options.Speed, Misbehaviour);
        tokens = new AccessTokens(clock, TenantId, ClientId, options.TokenLifetime);
        signIn = new SignInService(clock, options, tokens, Service);
        graph = new GraphService(state, clock, options, Misbehaviour);
        var checks = new MoveChecks(Migration, state, this.directory);
        moves = new MigrationEngine(Migration, checks, new OnPremisesExchange(this.directory), state, clock);
        var output = new MigrationOutput(Migration, Misbehaviour, clock);
        exchange = new ExchangeService(
            state,
            clock,
            options,
            Misbehaviour,
            new MigrationCmdlets(
                Migration,
                moves,
                state,
                output,
                new BatchCreation(Migration, moves, state, output, clock)
            ).All
        );
        Seeded = SeededDifferences.Choose(this.directory.Current);
        lock (state.Gate)
        {
            Seeded.BeforeFirstCycle(state, this.directory.Current, clock.Now);
            Cycle(time.GetUtcNow());
            Seeded.AfterFirstCycle(state);
            SeededBatches.Add(Migration, this.directory.Current, clock.Now);
        }
    }

    /// <summary>The tenant's id.</summary>
    public static Guid TenantId { get; } = new("6f0c8c3a-52d1-4b7e-9a46-2d8f3c1b7e90");

    /// <summary>The console's application in the tenant.</summary>
    public static Guid ClientId { get; } = new("b1d5a7f4-0c39-4e62-8f1d-93a7c6e2d058");

    /// <summary>The application's secret; valid for this simulation only.</summary>
    public static string ClientSecret => "sandbox-secret-of-the-simulated-tenant";

    public TenantMisbehaviour Misbehaviour { get; } = new();

    /// <summary>The deliberate differences from the directory.</summary>
    public SeededDifferences Seeded { get; }

    /// <summary>Root of the sign-in service, without a path.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    public Uri LoginEndpoint => Address(0);

    /// <summary>Root of Microsoft Graph.</summary>
    public Uri GraphEndpoint => Address(1);

    /// <summary>Root of Exchange Online.</summary>
    public Uri ExchangeEndpoint => Address(2);

    internal TenantState State => state;

    internal MigrationState Migration { get; } = new();

    /// <summary>Starts listening and synchronising.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (host is not null)
            throw new InvalidOperationException("The simulated tenant runs already.");
        host = await TenantHost.StartAsync(ports: 3, Answer, clock.Time, cancellationToken);
        var interval = clock.Outside(options.CycleInterval);
        timer = clock.Time.CreateTimer(_ => CatchUp(), null, interval, interval);
    }

    /// <summary>Runs a synchronisation cycle now, regardless of the schedule.</summary>
    public void Synchronize()
    {
        lock (state.Gate)
            Cycle(clock.Time.GetUtcNow());
    }

    /// <summary>Makes the record that proves a domain's ownership visible in DNS, so that it can be verified.</summary>
    /// <returns>True if the tenant has the domain.</returns>
    public bool PublishProof(string domain)
    {
        lock (state.Gate)
        {
            var index = state.Domains.FindIndex(d => d.Name.Equals(domain, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
                state.Domains[index] = state.Domains[index] with { IsProofPublished = true };
            return index >= 0;
        }
    }

    /// <summary>
    /// The text that proves a domain's ownership, once it was published; null: it was not, or the tenant does not have
    /// the domain.
    /// </summary>
    public string? PublishedProof(string domain)
    {
        lock (state.Gate)
            return state
                .Domains.Find(d => d.IsProofPublished && d.Name.Equals(domain, StringComparison.OrdinalIgnoreCase))
                ?.Proof;
    }

    /// <summary>The reason why an object is not synchronised; null: it is synchronised, or does not exist.</summary>
    public string? ScopeExclusion(Guid objectGuid) =>
        directory.Current.Find(objectGuid) is { } entry ? SyncScope.Exclusion(entry) : null;

    public async ValueTask DisposeAsync()
    {
        if (timer is not null)
            await timer.DisposeAsync();
        if (host is not null)
            await host.DisposeAsync();
        (timer, host) = (null, null);
    }

    private Uri Address(int port) =>
        host?.Addresses[port] ?? throw new InvalidOperationException("The simulated tenant was not started.");

    private (TenantAnswer, SimulatedFault?)? Answer(TenantRequest request)
    {
        CatchUp();
        var endpoint = Endpoint(request);
        var fault = Misbehaviour.Take(endpoint);
        if (fault?.Kind == SimulatedFaultKind.Unreachable)
            return null;
        lock (state.Gate)
        {
            return endpoint switch
            {
                TenantEndpoint.SignIn => (Faults(fault) ?? signIn.Answer(request), fault),
                TenantEndpoint.Exchange => (
                    exchange.Answer(
                        request,
                        fault,
                        tokens.Problem(request.Header("Authorization"), a => Service(a) == SignInService.Exchange)
                    ),
                    fault
                ),
                _ => (
                    graph.Answer(
                        request,
                        fault,
                        tokens.Problem(request.Header("Authorization"), a => Service(a) == SignInService.Graph)
                    ),
                    fault
                ),
            };
        }

        TenantAnswer? Faults(SimulatedFault? ordered) =>
            ordered?.Kind switch
            {
                SimulatedFaultKind.Unauthorized => signIn.Refuse(
                    request,
                    401,
                    "invalid_client",
                    7000222,
                    "The provided client secret keys for app are expired."
                ),
                SimulatedFaultKind.ForbiddenEmpty => new TenantAnswer(403),
                SimulatedFaultKind.Throttled => signIn
                    .Refuse(
                        request,
                        429,
                        "temporarily_unavailable",
                        50196,
                        "The server terminated an operation because it encountered a client request loop."
                    )
                    .Retry(ordered),
                SimulatedFaultKind.Unavailable => signIn
                    .Refuse(
                        request,
                        503,
                        "temporarily_unavailable",
                        90033,
                        "A transient error has occurred. Please try again."
                    )
                    .Retry(ordered),
                _ => null,
            };
    }

    private static TenantEndpoint Endpoint(TenantRequest request) =>
        request.Segments switch
        {
            [_, "oauth2", "v2.0", "token"] => TenantEndpoint.SignIn,
            ["adminapi", ..] => TenantEndpoint.Exchange,
            _ => TenantEndpoint.Graph,
        };

    /// <summary>The service of a resource, given by its public name or by its address here.</summary>
    private string? Service(string resource)
    {
        bool Is(Uri? here, string name) =>
            resource == name || (here is not null && resource == here.GetLeftPart(UriPartial.Authority));
        return Is(host?.Addresses[1], SignInService.Graph) ? SignInService.Graph
            : Is(host?.Addresses[2], SignInService.Exchange) ? SignInService.Exchange
            : null;
    }

    /// <summary>
    /// Runs the cycle that is due. After a long sleep one cycle replaces all that were missed, with the time at which
    /// the last was due.
    /// </summary>
    private void CatchUp()
    {
        lock (state.Gate)
        {
            moves.Advance();
            var interval = clock.Outside(options.CycleInterval);
            var missed = (long)((clock.Time.GetUtcNow() - lastCycle) / interval);
            if (missed < 1)
                return;
            cycles += missed - 1;
            Cycle(lastCycle + (interval * missed));
        }
    }

    private void Cycle(DateTimeOffset at)
    {
        lastCycle = at;
        new SyncCycle(state, directory.Current, at + Misbehaviour.ClockSkew, cycles++).Run();
    }
}
