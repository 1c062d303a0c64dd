using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Migration;

/// <summary>The counts of a batch at one time.</summary>
public readonly record struct MigrationSample(DateTimeOffset At, int Total, int Synced, int Finalized, int Failed);

/// <summary>All batches as last seen.</summary>
/// <param name="At">The time of the reading; null if there was none.</param>
/// <param name="Problem">The reason why the last reading failed; the batches are then those of
/// <paramref name="At"/>.</param>
public sealed record MigrationSnapshot(IReadOnlyList<MigrationBatch> Batches, DateTimeOffset? At, TenantFault? Problem)
{
    public static MigrationSnapshot Empty { get; } = new([], null, null);
}

/// <summary>
/// One poller for all pages: reads the batches at a short interval while a page watches, less often while the tenant is
/// not reachable, and never without a watcher. Stores a short history of each batch's progress. Thread-safe.
/// </summary>
/// <param name="interval">The time between two readings while a page watches.</param>
public sealed class MigrationFeed(IMigration migration, TimeProvider time, TimeSpan interval)
{
    /// <summary>The number of samples stored per batch; older ones are thinned out.</summary>
    public const int MostSamples = 400;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private readonly object gate = new();
    private readonly Dictionary<string, List<MigrationSample>> history = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly List<Action<MigrationSnapshot>> watchers = [];
    private volatile MigrationSnapshot current = MigrationSnapshot.Empty;
    private CancellationTokenSource? polling;

    public MigrationSnapshot Current => current;

    /// <summary>The present number of watchers.</summary>
    public int Watchers
    {
        get
        {
            lock (gate)
                return watchers.Count;
        }
    }

    /// <summary>
    /// Calls back after every reading until disposed. The first watcher starts the poller, the last one stops it.
    /// </summary>
    public IDisposable Watch(Action<MigrationSnapshot> changed)
    {
        lock (gate)
        {
            watchers.Add(changed);
            if (polling is null)
            {
                polling = new CancellationTokenSource();
                _ = PollAsync(polling.Token);
            }
        }

        return new Watching(this, changed);
    }

    /// <summary>Reads now, unless another reader is about to; used after an action and for single requests.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled the request.</exception>
    public async Task<MigrationSnapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var batches = await migration.ListBatchesAsync(cancellationToken).ConfigureAwait(false);
            var at = time.GetUtcNow();
            lock (gate)
            {
                foreach (var batch in batches)
                    Remember(batch, at);
                foreach (
                    var gone in history
                        .Keys.Except(batches.Select(b => b.Identity), StringComparer.OrdinalIgnoreCase)
                        .ToList()
                )
                    history.Remove(gone);
            }

            current = new MigrationSnapshot(batches, at, null);
        }
        catch (TenantFault fault)
        {
            current = current with { Problem = fault };
        }
        finally
        {
            reading.Release();
        }

        Tell();
        return current;
    }

    /// <summary>The recorded progress of a batch, oldest first.</summary>
    public IReadOnlyList<MigrationSample> History(string batch)
    {
        lock (gate)
            return history.TryGetValue(batch, out var samples) ? [.. samples] : [];
    }

    private void Remember(MigrationBatch batch, DateTimeOffset at)
    {
        if (!history.TryGetValue(batch.Identity, out var samples))
            history[batch.Identity] = samples = [];
        var sample = new MigrationSample(
            at,
            batch.TotalCount ?? 0,
            batch.SyncedCount ?? 0,
            batch.FinalizedCount ?? 0,
            batch.FailedCount ?? 0
        );
        // A period without changes is represented by its first and last sample.
        if (
            samples.Count >= 2
            && samples[^1] with { At = default } == sample with { At = default }
            && samples[^2] with { At = default } == sample with { At = default }
        )
            samples[^1] = sample;
        else
            samples.Add(sample);
        if (samples.Count <= MostSamples)
            return;
        for (var i = samples.Count / 2; i > 0; i -= 2)
            samples.RemoveAt(i);
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        try
        {
            while (true)
            {
                var snapshot = await RefreshAsync(cancellationToken).ConfigureAwait(false);
                failures = snapshot.Problem is null ? 0 : failures + 1;
                var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, interval.Ticks << Math.Min(failures, 6)));
                if (snapshot.Problem?.RetryAfter > pause)
                    pause = snapshot.Problem.RetryAfter.Value;
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The last watcher left.
        }
    }

    private void Tell()
    {
        Action<MigrationSnapshot>[] told;
        lock (gate)
            told = [.. watchers];
        foreach (var watcher in told)
            watcher(current);
    }

    private void Leave(Action<MigrationSnapshot> watcher)
    {
        lock (gate)
        {
            if (!watchers.Remove(watcher) || watchers.Count > 0)
                return;
            polling?.Cancel();
            polling?.Dispose();
            polling = null;
        }
    }

    private sealed class Watching(MigrationFeed feed, Action<MigrationSnapshot> watcher) : IDisposable
    {
        private int isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isLeft, 1) == 0)
                feed.Leave(watcher);
        }
    }
}
