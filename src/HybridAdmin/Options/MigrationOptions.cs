using HybridAdmin.Core.Migration;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>
/// Migration of mailboxes. During working hours a completion wants the batch's name typed, because it ends people's
/// Outlook sessions.
/// </summary>
[SettingsSection("Migration")]
internal sealed class MigrationOptions
{
    public WorkingHoursOptions WorkingHours { get; init; } = new();
}

/// <summary>Hours in which people work.</summary>
internal sealed class WorkingHoursOptions
{
    /// <summary>Days on which people work.</summary>
    [Setting("Monday", Default = "Monday to Friday")]
    public IReadOnlyList<DayOfWeek> Days { get; init; } =
    [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Begin of the work.</summary>
    [Setting("07:00")]
    public TimeOnly From { get; init; } = new(7, 0);

    /// <summary>End of the work; before its begin: on the next day.</summary>
    [Setting("19:00")]
    public TimeOnly To { get; init; } = new(19, 0);

    /// <summary>Time zone of the hours.</summary>
    [Setting("Europe/Berlin", Default = "the computer's")]
    public TimeZoneInfo? TimeZone { get; init; }

    /// <param name="local">The zone of the computer.</param>
    internal WorkingHours ToHours(TimeZoneInfo local) => new(Days.ToHashSet(), From, To, TimeZone ?? local);
}

/// <summary>Checks that work has a begin and an end.</summary>
internal sealed class MigrationOptionsValidator : IValidateOptions<MigrationOptions>
{
    public ValidateOptionsResult Validate(string? name, MigrationOptions options) =>
        Mistakes.Result(
            options.WorkingHours.From == options.WorkingHours.To
                ?
                [
                    "Migration:WorkingHours:From and Migration:WorkingHours:To are the same; write when people begin "
                        + "and end, for example Migration:WorkingHours:From=07:00 and Migration:WorkingHours:To=19:00.",
                ]
                : []
        );
}
