namespace HybridAdmin.Sandbox.Tenant.Migration;

/// <summary>An endpoint of the simulated tenant.</summary>
internal sealed record SimulatedEndpoint(
    string Identity,
    string EndpointType,
    string RemoteServer,
    int MaxConcurrentMigrations
);

/// <summary>One person of a simulated batch. Readers and writers hold the state's gate.</summary>
internal sealed class SimulatedMove(string identity)
{
    public string Identity => identity;

    /// <summary>Exchange's status.</summary>
    public MoveStatus State { get; set; } = MoveStatus.Queued;

    /// <summary>Tenant time until the current phase ends.</summary>
    public TimeSpan Left { get; set; }

    /// <summary>The total copy time, in tenant time.</summary>
    public TimeSpan CopyTime { get; init; }

    /// <summary>The size in bytes.</summary>
    public long Size { get; init; }

    public long Items { get; init; }

    public long Skipped { get; set; }

    public int Percent { get; set; }

    public string? Error { get; set; }

    public bool IsApproved { get; set; }

    /// <summary>The mailbox to be moved; null: found when it is validated.</summary>
    public Guid? Source { get; set; }

    public DateTimeOffset? LastSync { get; set; }

    public string? BadItemLimit { get; init; }

    public DateTimeOffset? CompleteAfter { get; set; }

    public List<string> Report { get; } = [];

    public bool IsFinal => State is MoveStatus.Completed or MoveStatus.CompletedWithWarnings;

    /// <summary>
    /// Size, time and broken items are derived from the address, so that they are the same each time.
    /// </summary>
    public static SimulatedMove Of(string address, string? badItemLimit = null)
    {
        var dice = Engine.ObjectBuilder.GuidOf($"move:{address.ToUpperInvariant()}").ToByteArray();
        var size = (200L + (BitConverter.ToUInt16(dice, 0) % 6000)) * 1024 * 1024;
        return new SimulatedMove(address)
        {
            Size = size,
            Items = size / 75_000,
            CopyTime = TimeSpan.FromMinutes(8 + (dice[2] % 10)),
            Skipped = dice[3] % 9 == 4 ? 3 : 0,
            BadItemLimit = badItemLimit,
        };
    }
}

/// <summary>A batch of the simulated tenant.</summary>
internal sealed class SimulatedBatch(string identity, string migrationType)
{
    public string Identity => identity;

    public Guid Guid { get; } = Engine.ObjectBuilder.GuidOf($"batch:{identity}");

    public string MigrationType => migrationType;

    /// <summary>Onboarding or Offboarding; null for mail migrations.</summary>
    public string? Direction { get; init; }

    public BatchStatus State { get; set; }

    /// <summary>Replaces the text of the state, to simulate an unknown state.</summary>
    public string? OddStatus { get; init; }

    public required string Endpoint { get; init; }

    public string? TargetDeliveryDomain { get; init; }

    public List<SimulatedMove> People { get; } = [];

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset? Started { get; set; }

    public DateTimeOffset? InitialSync { get; set; }

    public DateTimeOffset? Finalized { get; set; }

    public DateTimeOffset? StartAfter { get; set; }

    public DateTimeOffset? CompleteAfter { get; set; }

    public IReadOnlyList<string> NotificationEmails { get; set; } = [];

    public string? BadItemLimit { get; set; }

    /// <summary>Tenant time until the current transitional state (stopping, removing) ends.</summary>
    public TimeSpan Left { get; set; }

    public bool IsRemoteMove => MigrationType == "ExchangeRemoteMove";

    public bool IsOffboarding => Direction == "Offboarding";

    /// <summary>Indicates whether the service accepts a command now.</summary>
    public bool Takes(BatchCommand command) => OddStatus is null && BatchCommands.Allows(IsRemoteMove, State, command);
}

/// <summary>
/// The complete migration state of the simulated tenant. Not thread-safe: the caller holds the state's gate.
/// </summary>
internal sealed class MigrationState
{
    public List<SimulatedEndpoint> Endpoints { get; } = [];

    public List<SimulatedBatch> Batches { get; } = [];

    public SimulatedBatch? Find(string identity) =>
        Batches.Find(b =>
            b.Identity.Equals(identity, StringComparison.OrdinalIgnoreCase) || b.Guid.ToString() == identity
        );

    public (SimulatedBatch Batch, SimulatedMove Move)? FindMove(string identity)
    {
        foreach (var batch in Batches)
        {
            if (batch.People.Find(p => p.Identity.Equals(identity, StringComparison.OrdinalIgnoreCase)) is { } move)
                return (batch, move);
        }

        return null;
    }
}
