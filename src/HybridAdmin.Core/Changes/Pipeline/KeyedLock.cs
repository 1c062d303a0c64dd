namespace HybridAdmin.Core.Changes.Pipeline;

/// <summary>
/// Lets one holder at a time per key: changes of one object, and claims of one address, follow each other within this
/// process.
/// LDAP deletes values without regard to case, so a race of two flips of the primary address is only kept out here.
/// </summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<string, LockEntry> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Waits for all keys, in one order for everybody, so that two callers never wait for each other.
    /// </summary>
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
                    await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
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
