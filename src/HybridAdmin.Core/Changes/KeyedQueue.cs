namespace HybridAdmin.Core.Changes;

/// <summary>
/// Lets one holder at a time per key: changes of one object, and claims of one address, follow each other within this
/// process.
/// LDAP deletes values without regard to case, so a race of two flips of the primary address is only kept out here.
/// </summary>
internal sealed class KeyedQueue
{
    private readonly Dictionary<string, Place> places = new(StringComparer.OrdinalIgnoreCase);

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
                var place = Rent(key);
                try
                {
                    await place.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
                }
                catch
                {
                    Return(key, place);
                    throw;
                }

                held.Places.Add((key, place));
            }

            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private Place Rent(string key)
    {
        lock (places)
        {
            if (!places.TryGetValue(key, out var place))
                places[key] = place = new Place();
            place.Users++;
            return place;
        }
    }

    private void Return(string key, Place place)
    {
        lock (places)
        {
            if (--place.Users == 0)
                places.Remove(key);
        }
    }

    private sealed class Place
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Holding(KeyedQueue queue) : IDisposable
    {
        public List<(string Key, Place Place)> Places { get; } = [];

        public void Dispose()
        {
            foreach (var (key, place) in Places)
            {
                place.Gate.Release();
                queue.Return(key, place);
            }

            Places.Clear();
        }
    }
}
