using System.Collections.Concurrent;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Migration;

/// <summary>
/// Statistics of people in batches, for display. Exchange Online returns them one person at a time, so answers are
/// cached for all pages, at most two requests run at once, and after a refusal there are no requests for a while.
/// Thread-safe; one per process.
/// </summary>
/// <param name="age">The maximum age of an answer about a mailbox that is being copied. For all other states an answer
/// remains valid until the state changes.</param>
public sealed class MigrationSizes(IMigration migration, TimeProvider time, TimeSpan age)
{
    /// <summary>The maximum number of cached answers.</summary>
    internal const int Most = 5000;

    private const int AtOnce = 2;
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Answer> answers = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim turns = new(AtOnce, AtOnce);
    private (TenantFault Fault, DateTimeOffset Until)? resting;

    private sealed record Answer(string Status, DateTimeOffset At, MigrationUserStatistics? Statistics);

    /// <summary>The cached statistics; null if there are none.</summary>
    public MigrationUserStatistics? Known(string user) =>
        answers.TryGetValue(user, out var answer) ? answer.Statistics : null;

    /// <summary>The cached statistics, otherwise those of one request.</summary>
    /// <param name="user">The person as in the present list.</param>
    /// <returns>Null if the person is no longer in a batch.</returns>
    /// <exception cref="TenantFault">The tenant does not answer, or did not a moment ago.</exception>
    public async Task<MigrationUserStatistics?> ReadAsync(MigrationUser user, CancellationToken cancellationToken)
    {
        if (IsFresh(user) is { } fresh)
            return fresh.Statistics;
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (IsFresh(user) is { } meanwhile)
                return meanwhile.Statistics;
            if (resting is { } rest && rest.Until > time.GetUtcNow())
                throw rest.Fault;
            var statistics = await migration
                .ReadUserStatisticsAsync(user.Identity, withReport: false, cancellationToken)
                .ConfigureAwait(false);
            if (answers.Count >= Most)
                answers.Clear(); // more than any page shows; the next reader requests them again
            answers[user.Identity] = new Answer(user.Status, time.GetUtcNow(), statistics);
            return statistics;
        }
        catch (TenantFault fault) when (resting?.Fault != fault)
        {
            resting = (fault, time.GetUtcNow() + (fault.RetryAfter ?? Rest));
            throw;
        }
        finally
        {
            turns.Release();
        }
    }

    private Answer? IsFresh(MigrationUser user) =>
        answers.TryGetValue(user.Identity, out var answer)
        && answer.Status == user.Status
        && (Rests(user.State) || time.GetUtcNow() - answer.At < age)
            ? answer
            : null;

    private static bool Rests(MigrationUserState state) =>
        state.IsCompleted()
        || state.IsFailed()
        || state is MigrationUserState.Queued or MigrationUserState.Stopped or MigrationUserState.IncrementalStopped;
}
