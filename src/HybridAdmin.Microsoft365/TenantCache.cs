using System.Collections.Concurrent;
using System.ComponentModel;
using Microsoft.Extensions.Caching.Hybrid;

namespace HybridAdmin.Microsoft365;

/// <summary>
/// Answers of the tenant that are kept for a quarter of an hour, in this process only. One reader asks and the others
/// wait for it. A fault is not kept.
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

    /// <summary>Gives what is kept, or reads it.</summary>
    /// <param name="name">Also the name for <see cref="ForgetAsync"/>.</param>
    /// <param name="fresh">What is kept is not good enough; the answer is kept.</param>
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
    /// Has the next reader ask again. By another key: removing the key or its tag would let what is being read at this
    /// moment be kept afterwards.
    /// </summary>
    public async ValueTask ForgetAsync(string name)
    {
        var former = Key(name);
        generations.AddOrUpdate(name, 1, (_, generation) => generation + 1);
        await cache.RemoveAsync(former).ConfigureAwait(false);
    }

    private string Key(string name) => $"tenant:{name}:{generations.GetValueOrDefault(name)}";

    /// <summary>Immutable as the cache demands it of what it hands out without a copy.</summary>
    [ImmutableObject(true)]
    private sealed record Answer<T>(T Value);
}
