namespace HybridAdmin.Core.Migration;

/// <summary>The automatic actions of Microsoft on an inactive batch.</summary>
public enum MigrationClockEvent
{
    Stopped,
    Removed,
}

/// <summary>
/// The time at which Microsoft stops or removes an inactive batch (Manage migration batches: synced 60 days, stopped or
/// failed 90, completed 60).
/// </summary>
/// <param name="Event">The action.</param>
/// <param name="At">The time, UTC.</param>
/// <param name="From">The date from which the period is counted.</param>
/// <param name="IsEstimate">True if the output has no exact date: the action is taken at this time or later.</param>
public sealed record MigrationClock(MigrationClockEvent Event, DateTimeOffset At, DateTimeOffset From, bool IsEstimate)
{
    /// <summary>The clock of a batch; null if none runs or no date is known.</summary>
    public static MigrationClock? Of(MigrationBatch batch) =>
        batch.State switch
        {
            // LastSyncedDateTime changes with each daily copy and does not count as activity: the clock began with the
            // end of the first copy at the latest.
            MigrationBatchState.Synced or MigrationBatchState.SyncedWithErrors => Make(
                MigrationClockEvent.Stopped,
                60,
                batch.InitialSyncDateTime,
                batch.StartDateTime ?? batch.CreationDateTime
            ),
            MigrationBatchState.Stopped or MigrationBatchState.Failed => Make(
                MigrationClockEvent.Removed,
                90,
                null,
                batch.LastSyncedDateTime ?? batch.InitialSyncDateTime ?? batch.StartDateTime ?? batch.CreationDateTime
            ),
            MigrationBatchState.Completed => Make(
                MigrationClockEvent.Removed,
                60,
                batch.FinalizedDateTime,
                batch.LastSyncedDateTime ?? batch.InitialSyncDateTime ?? batch.CreationDateTime
            ),
            _ => null,
        };

    /// <summary>The clock as a sentence.</summary>
    public string Words(DateTimeOffset now)
    {
        var days = (int)Math.Ceiling((At - now).TotalDays);
        var what = Event == MigrationClockEvent.Stopped ? "stops this batch" : "removes this batch and its reports";
        if (days <= 0)
            return $"Microsoft {what} any day now.";
        var when = $"in {days} {(days == 1 ? "day" : "days")}, on {At.UtcDateTime:yyyy-MM-dd}";
        return IsEstimate
            ? $"Left alone, Microsoft {what} {when} at the earliest."
            : $"Left alone, Microsoft {what} {when}.";
    }

    private static MigrationClock? Make(
        MigrationClockEvent what,
        int days,
        DateTimeOffset? exact,
        DateTimeOffset? earliest
    ) => (exact ?? earliest) is { } from ? new MigrationClock(what, from.AddDays(days), from, exact is null) : null;
}
