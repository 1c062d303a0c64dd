using System.Collections.Concurrent;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Migration;

/// <summary>
/// Statistics of people in batches for whoever looks at them: Exchange Online tells them one person at a time, so an
/// answer is kept for all pages, two are asked for at once at most, and after a refusal nobody is asked for a while.
/// Thread-safe; one per process.
/// </summary>
/// <param name="age">How old an answer may be about somebody whose mailbox is being copied; who rests is not read again
/// while the state stays.</param>
public sealed class MigrationSizes(IMigration migration, TimeProvider time, TimeSpan age)
{
    /// <summary>Answers that are kept.</summary>
    internal const int Most = 5000;

    private const int AtOnce = 2;
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Answer> answers = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim turns = new(AtOnce, AtOnce);
    private (TenantFault Fault, DateTimeOffset Until)? resting;

    private sealed record Answer(string Status, DateTimeOffset At, MigrationUserStatistics? Statistics);

    /// <summary>What is known without asking; null: nothing.</summary>
    public MigrationUserStatistics? Known(string user) =>
        answers.TryGetValue(user, out var answer) ? answer.Statistics : null;

    /// <summary>What is known, else one question.</summary>
    /// <param name="user">As the list has them now.</param>
    /// <returns>Null: in no batch any more.</returns>
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
                answers.Clear(); // far more than anybody looks at; whoever looks asks anew
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
