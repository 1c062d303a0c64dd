using System.Collections.Concurrent;
using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Core.Domains;

/// <summary>The DNS answers and their time.</summary>
/// <param name="Answers">All answers.</param>
/// <param name="At">The time of the queries.</param>
public sealed record CheckedRecords(DomainAnswers Answers, DateTimeOffset At);

/// <summary>
/// Caches DNS answers while they are valid, at least a minute and at most an hour. "Check again" queries again, but at
/// most every ten seconds. One per process: many readers of one page cause one query.
/// </summary>
public sealed class DomainRecordCache(DomainRecordReader reader, TimeProvider time)
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    /// <summary>The minimum time between two checks of one domain, for all callers together.</summary>
    public static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(10);

    /// <summary>More domains than an organisation has; above this number the whole cache is cleared.</summary>
    private const int MostDomains = 2000;

    /// <summary>Longer than all queries of one check with their time-outs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, CheckedRecords> known = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="fresh">True to query again at a person's request.</param>
    public async Task<CheckedRecords> GetAsync(string domain, bool fresh, CancellationToken cancellationToken)
    {
        if (Holds(domain, fresh) is { } now)
            return now;
        if (turns.Count > MostDomains)
            turns.Clear();
        var turn = turns.GetOrAdd(domain, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Holds(domain, fresh) is { } meanwhile)
                return meanwhile;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            var answers = await reader.ReadAsync(domain, patience.Token).ConfigureAwait(false);
            if (known.Count > MostDomains)
                known.Clear();
            return known[domain] = new CheckedRecords(answers, time.GetUtcNow());
        }
        finally
        {
            turn.Release();
        }
    }

    private CheckedRecords? Holds(string domain, bool fresh)
    {
        if (!known.TryGetValue(domain, out var found))
            return null;
        var age = time.GetUtcNow() - found.At;
        var holds = TimeSpan.FromTicks(Math.Clamp(found.Answers.TimeToLive.Ticks, Least.Ticks, Most.Ticks));
        return age < (fresh ? BetweenChecks : holds) ? found : null;
    }
}
