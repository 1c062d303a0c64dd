using System.Collections.Concurrent;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>Bad days to order: what a test lets happen to an in-memory directory. Nothing happens by itself.</summary>
internal sealed class DirectoryHooks
{
    private readonly ConcurrentQueue<Func<Action, Task>> writes = new();
    private readonly ConcurrentQueue<Action> beforeWrites = new();
    private volatile DirectoryFault? outage;

    /// <summary>While set, everything that is asked fails so.</summary>
    public DirectoryFault? Outage
    {
        get => outage;
        set => outage = value;
    }

    /// <summary>The next modify is refused and nothing is written.</summary>
    public void RefuseNext(DirectoryFault fault) => writes.Enqueue(_ => throw fault);

    /// <summary>The next modify is carried out, and its answer gets lost.</summary>
    public void LoseNextAnswer() =>
        writes.Enqueue(apply =>
        {
            apply();
            throw Faults.NoAnswer();
        });

    /// <summary>The next modify gets lost on its way: nothing is written, and the client cannot know.</summary>
    public void LoseNextRequest() => writes.Enqueue(_ => throw Faults.NoAnswer());

    /// <summary>The next modify does not end before the gate opens.</summary>
    public void HoldNext(Task gate) =>
        writes.Enqueue(async apply =>
        {
            await gate;
            apply();
        });

    /// <summary>Something that somebody else does between the read and the write of the next modify.</summary>
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
