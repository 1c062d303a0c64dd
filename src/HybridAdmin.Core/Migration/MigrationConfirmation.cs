namespace HybridAdmin.Core.Migration;

/// <summary>The text that a person has to type before a batch is completed, and the reasons.</summary>
/// <param name="Text">The name of the batch, to be typed exactly.</param>
/// <param name="Reasons">The reasons, as sentences.</param>
public sealed record MigrationConfirmation(string Text, IReadOnlyList<string> Reasons)
{
    /// <summary>Creates the confirmation; null if a completion of this batch needs none.</summary>
    /// <param name="at">The time of completion.</param>
    public static MigrationConfirmation? ForCompletion(MigrationBatch batch, DateTimeOffset at, WorkingHours hours)
    {
        var reasons = new List<string>();
        if (hours.Contains(at))
            reasons.Add(hours.Sentence);
        if (batch.FailedCount > 0 || batch.State == MigrationBatchState.SyncedWithErrors)
        {
            reasons.Add(
                batch.FailedCount is > 0 and var failed
                    ? $"{failed} of "
                        + $"{batch.TotalCount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "them"} "
                        + $"failed and stay{(failed == 1 ? "s" : string.Empty)} where they are."
                    : "Some failed and stay where they are."
            );
        }

        return reasons.Count == 0 ? null : new MigrationConfirmation(batch.Identity, reasons);
    }

    public bool IsGiven(string? typed) => string.Equals(typed?.Trim(), Text, StringComparison.OrdinalIgnoreCase);
}
