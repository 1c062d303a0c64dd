using System.Collections.Concurrent;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>Failures that a test can order from an in-memory directory. None occurs on its own.</summary>
internal sealed class DirectoryHooks
{
    private readonly ConcurrentQueue<Func<Action, Task>> writes = new();
    private readonly ConcurrentQueue<Action> beforeWrites = new();
    private volatile DirectoryFault? outage;

    /// <summary>The fault with which every operation fails while it is set.</summary>
    public DirectoryFault? Outage
    {
        get => outage;
        set => outage = value;
    }

    /// <summary>Refuses the next modify; nothing is written.</summary>
    public void RefuseNext(DirectoryFault fault) => writes.Enqueue(_ => throw fault);

    /// <summary>Carries out the next modify and loses its answer.</summary>
    public void LoseNextAnswer() =>
        writes.Enqueue(apply =>
        {
            apply();
            throw Faults.NoAnswer();
        });

    /// <summary>
    /// Loses the next modify before it is carried out: nothing is written, and the client cannot know.
    /// </summary>
    public void LoseNextRequest() => writes.Enqueue(_ => throw Faults.NoAnswer());

    /// <summary>Delays the next modify until the gate opens.</summary>
    public void HoldNext(Task gate) =>
        writes.Enqueue(async apply =>
        {
            await gate;
            apply();
        });

    /// <summary>Runs an action of another client between the read and the write of the next modify.</summary>
    public void BeforeNext(Action action) => beforeWrites.Enqueue(action);

    internal void ThrowIfOut()
    {
        if (outage is { } fault)
            throw fault;
    }

    internal async Task WriteAsync(Action apply)
    {
        if (beforeWrites.TryDequeue(out var action))
            action();
        if (writes.TryDequeue(out var write))
            await write(apply);
        else
            apply();
    }
}
