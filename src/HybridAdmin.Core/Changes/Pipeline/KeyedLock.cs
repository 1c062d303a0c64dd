namespace HybridAdmin.Core.Changes.Pipeline;

/// <summary>
/// Allows one holder at a time per key: changes of one object, and claims of one address, are serialised within this
/// process. LDAP deletes values case-insensitively, so only this lock prevents a race between two changes of the
/// primary address.
/// </summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<string, LockEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private int waiting;

    /// <summary>The number of callers that wait for a key.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Waits for all keys, in the same order for every caller, so that two callers never deadlock.</summary>
    public async Task<IDisposable> EnterAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var held = new Holding(this);
        try
        {
            foreach (var key in keys.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase))
            {
                var entry = Rent(key);
                try
                {
                    await WaitAsync(entry.Gate, cancellationToken).ConfigureAwait(false);
                }
                catch
                {
                    Return(key, entry);
                    throw;
                }

                held.Entries.Add((key, entry));
            }

            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private async Task WaitAsync(SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref waiting);
        try
        {
            await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private LockEntry Rent(string key)
    {
        lock (entries)
        {
            if (!entries.TryGetValue(key, out var entry))
                entries[key] = entry = new LockEntry();
            entry.Users++;
            return entry;
        }
    }

    private void Return(string key, LockEntry entry)
    {
        lock (entries)
        {
            if (--entry.Users == 0)
                entries.Remove(key);
        }
    }

    private sealed class LockEntry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Holding(KeyedLock owner) : IDisposable
    {
        public List<(string Key, LockEntry Entry)> Entries { get; } = [];

        public void Dispose()
        {
            foreach (var (key, entry) in Entries)
            {
                entry.Gate.Release();
                owner.Return(key, entry);
            }

            Entries.Clear();
        }
    }
}
