using System.Collections.Concurrent;
using System.ComponentModel;
using Microsoft.Extensions.Caching.Hybrid;

namespace HybridAdmin.Microsoft365;

/// <summary>
/// A cache of the tenant's responses for a quarter of an hour, in this process only. One reader fetches and the others
/// wait for it. Faults are not cached.
/// </summary>
internal sealed class TenantCache(HybridCache cache)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private static readonly HybridCacheEntryOptions Kept = new()
    {
        Expiration = Lifetime,
        LocalCacheExpiration = Lifetime,
        Flags = HybridCacheEntryFlags.DisableDistributedCache,
    };

    private static readonly HybridCacheEntryOptions Fresh = new()
    {
        Expiration = Lifetime,
        LocalCacheExpiration = Lifetime,
        Flags = HybridCacheEntryFlags.DisableDistributedCache | HybridCacheEntryFlags.DisableLocalCacheRead,
    };

    private readonly ConcurrentDictionary<string, int> generations = new(StringComparer.Ordinal);

    /// <summary>Returns the cached value, or reads it.</summary>
    /// <param name="name">The name of the entry, also for <see cref="ForgetAsync"/>.</param>
    /// <param name="fresh">True to ignore the cached value; the new response is cached.</param>
    public async Task<T> GetAsync<T>(
        string name,
        bool fresh,
        Func<CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        var answer = await cache
            .GetOrCreateAsync(
                Key(name),
                read,
                static async (read, token) => new Answer<T>(await read(token).ConfigureAwait(false)),
                fresh ? Fresh : Kept,
                tags: null,
                cancellationToken
            )
            .ConfigureAwait(false);
        return answer.Value;
    }

    /// <summary>
    /// Makes the next reader fetch again. Done by a new key: after removal of the key or its tag, a read in progress
    /// could still store its result.
    /// </summary>
    public async ValueTask ForgetAsync(string name)
    {
        var former = Key(name);
        generations.AddOrUpdate(name, 1, (_, generation) => generation + 1);
        await cache.RemoveAsync(former).ConfigureAwait(false);
    }

    private string Key(string name) => $"tenant:{name}:{generations.GetValueOrDefault(name)}";

    /// <summary>Marked immutable, because the cache requires it of values that it returns without a copy.</summary>
    [ImmutableObject(true)]
    private sealed record Answer<T>(T Value);
}
