using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.SourceOfAuthority.Join;

namespace HybridAdmin.Components.Recipients;

/// <summary>
/// Notifies a page when the index or its status has changed: at most once per <see cref="Pause"/>, since a busy
/// directory changes the index many times a second. Progress, faults and news from the tenant raise no event, so they
/// are polled every <see cref="Glance"/>.
/// </summary>
internal sealed class IndexWatch : IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Glance = TimeSpan.FromSeconds(2);

    private readonly RecipientIndex index;
    private readonly HybridRecipientIndex joined;
    private readonly TimeProvider time;
    private readonly Action<bool> changed;
    private readonly ITimer glance;
    private readonly object gate = new();
    private ITimer? waiting;
    private RecipientIndexStatus seen;
    private object tenant;
    private bool disposed;

    /// <param name="changed">
    /// Called on any thread; true if recipients have changed, false if only the status has.
    /// </param>
    public IndexWatch(RecipientIndex index, HybridRecipientIndex joined, TimeProvider time, Action<bool> changed)
    {
        (this.index, this.joined, this.time, this.changed, seen, tenant) = (
            index,
            joined,
            time,
            changed,
            index.Status,
            joined.TenantVersion
        );
        index.Changed += OnIndexChanged;
        glance = time.CreateTimer(_ => OnGlance(), null, Glance, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        index.Changed -= OnIndexChanged;
        lock (gate)
        {
            disposed = true;
            waiting?.Dispose();
            glance.Dispose();
        }
    }

    private void OnIndexChanged()
    {
        lock (gate)
        {
            if (disposed || waiting is not null)
                return;
            waiting = time.CreateTimer(_ => OnPauseOver(), null, Pause, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnPauseOver()
    {
        lock (gate)
        {
            if (disposed)
                return;
            waiting?.Dispose();
            waiting = null;
            seen = index.Status;
        }

        changed(true);
    }

    private void OnGlance()
    {
        bool differs,
            others;
        lock (gate)
        {
            if (disposed)
                return;
            var now = index.Status;
            // A refresh without changes only updates a time, which does not justify rendering a page again.
            differs = now.State != seen.State || now.Count != seen.Count || !ReferenceEquals(now.Problem, seen.Problem);
            seen = now;
            var version = joined.TenantVersion;
            others = !ReferenceEquals(version, tenant);
            tenant = version;
            glance.Change(Glance, Timeout.InfiniteTimeSpan);
        }

        if (differs || others)
            changed(others);
    }
}
