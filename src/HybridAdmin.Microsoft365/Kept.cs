namespace HybridAdmin.Microsoft365;

/// <summary>An answer kept for a while; one reader asks, the others wait for it. A fault is not kept.</summary>
internal sealed class Kept<T>(TimeSpan duration, TimeProvider time, Func<CancellationToken, Task<T>> read)
    where T : class
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Answer? last;
    private int forgotten;

    public async Task<T> GetAsync(bool fresh, CancellationToken cancellationToken)
    {
        if (!fresh && Current() is { } known)
            return known;
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!fresh && Current() is { } meanwhile)
                return meanwhile;
            var before = Volatile.Read(ref forgotten);
            var value = await read(cancellationToken).ConfigureAwait(false);
            if (before == Volatile.Read(ref forgotten))
                last = new Answer(value, time.GetUtcNow());
            return value;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The next reader asks again; what is being read at this moment is not kept either.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref forgotten);
        last = null;
    }

    private T? Current() => last is { } answer && time.GetUtcNow() - answer.At < duration ? answer.Value : null;

    private sealed record Answer(T Value, DateTimeOffset At);
}
