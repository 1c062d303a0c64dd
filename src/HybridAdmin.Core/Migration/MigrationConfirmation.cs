namespace HybridAdmin.Core.Migration;

/// <summary>When people work: a completion then ends their Outlook sessions.</summary>
/// <param name="From">Begin of a day's work, in <paramref name="Zone"/>.</param>
/// <param name="To">Its end.</param>
/// <param name="Zone">Whose clock counts.</param>
public sealed record WorkingHours(TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>Monday to Friday, 7 to 19.</summary>
    public bool Contains(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        return local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && time >= From && time < To;
    }

    public static WorkingHours Default(TimeZoneInfo zone) => new(new TimeOnly(7, 0), new TimeOnly(19, 0), zone);
}

/// <summary>What somebody has to type before a batch is completed, and why.</summary>
/// <param name="Text">To be typed exactly: the batch's name.</param>
/// <param name="Reasons">Sentences.</param>
public sealed record MigrationConfirmation(string Text, IReadOnlyList<string> Reasons)
{
    /// <summary>Null: a completion of this batch needs no confirmation.</summary>
    /// <param name="at">When it is completed.</param>
    public static MigrationConfirmation? ForCompletion(MigrationBatch batch, DateTimeOffset at, WorkingHours hours)
    {
        var reasons = new List<string>();
        if (hours.Contains(at))
            reasons.Add("It would be completed during working hours: people's Outlook has to be closed and opened again, and phones may ask for the password.");
        if (batch.FailedCount > 0 || batch.State == MigrationBatchState.SyncedWithErrors)
        {
            reasons.Add(batch.FailedCount is > 0 and var failed
                ? $"{failed} of {batch.TotalCount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "them"} failed and stay{(failed == 1 ? "s" : string.Empty)} where they are."
                : "Some failed and stay where they are.");
        }

        return reasons.Count == 0 ? null : new MigrationConfirmation(batch.Identity, reasons);
    }

    public bool IsGiven(string? typed) => string.Equals(typed?.Trim(), Text, StringComparison.OrdinalIgnoreCase);
}
