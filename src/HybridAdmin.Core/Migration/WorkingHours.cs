using System.Globalization;

namespace HybridAdmin.Core.Migration;

/// <summary>
/// The working hours (<c>Migration:WorkingHours</c>). A completion during them ends the Outlook sessions of people at
/// work.
/// </summary>
/// <param name="Days">The days on which a working period begins.</param>
/// <param name="From">The start of a day's work, in <paramref name="Zone"/>.</param>
/// <param name="To">The end of a day's work; on the next day if it is before <paramref name="From"/>.</param>
/// <param name="Zone">The time zone.</param>
public sealed record WorkingHours(IReadOnlySet<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>Monday to Friday, 7 to 19.</summary>
    public static WorkingHours Default(TimeZoneInfo zone) =>
        new(
            new HashSet<DayOfWeek>
            {
                DayOfWeek.Monday,
                DayOfWeek.Tuesday,
                DayOfWeek.Wednesday,
                DayOfWeek.Thursday,
                DayOfWeek.Friday,
            },
            new TimeOnly(7, 0),
            new TimeOnly(19, 0),
            zone
        );

    /// <summary>A warning about the effect of a completion during working hours.</summary>
    internal string Sentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"It would be completed during working hours ({From:HH:mm} to {To:HH:mm}, {Zone.Id}): people's "
                + $"Outlook has to be closed and opened again, and phones may ask for the password."
        );

    public bool Contains(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (From < To)
            return Days.Contains(local.DayOfWeek) && time >= From && time < To;
        return (time >= From && Days.Contains(local.DayOfWeek))
            || (time < To && Days.Contains(local.AddDays(-1).DayOfWeek));
    }
}
