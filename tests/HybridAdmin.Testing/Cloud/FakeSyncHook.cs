using HybridAdmin.Core.Synchronization;

namespace HybridAdmin.Testing.Cloud;

/// <summary>A configurable command that starts a synchronisation; none until it has a description.</summary>
public sealed class FakeSyncHook : ISyncHook
{
    public string? Description { get; set; }

    public TimeSpan MinimumInterval { get; set; } = TimeSpan.FromMinutes(5);

    public TimeSpan CycleInterval { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The result of each run.</summary>
    public SyncHookEnd End { get; set; } = new(0, null);

    public int Runs { get; private set; }

    public Task<SyncHookEnd> RunAsync(CancellationToken cancellationToken)
    {
        Runs++;
        return Task.FromResult(End);
    }
}
