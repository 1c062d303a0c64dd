using System.Globalization;
using HybridAdmin.Core.Migration;

namespace HybridAdmin.Configuration;

/// <summary>Reads <c>Migration:</c>.</summary>
internal static class MigrationSection
{
    private const string Root = "Migration:WorkingHours";

    public static WorkingHours Read(SettingsReader reader)
    {
        var hours = WorkingHours.Default(Zone(reader));
        hours = hours with
        {
            Days = Days(reader) ?? hours.Days,
            From = Clock(reader, "From", hours.From),
            To = Clock(reader, "To", hours.To),
        };
        if (hours.From == hours.To)
            reader.Mistake(
                $"{Root}:From and {Root}:To are the same; write when people begin and end, for example "
                    + $"{Root}:From=07:00 and {Root}:To=19:00."
            );
        return hours;
    }

    private static HashSet<DayOfWeek>? Days(SettingsReader reader)
    {
        var texts = reader.List($"{Root}:Days");
        if (texts.Count == 0)
            return null;
        var days = new HashSet<DayOfWeek>();
        foreach (var text in texts)
        {
            // By name only: whether 0 is a Sunday or a Monday is not for guessing.
            if (Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) && !char.IsAsciiDigit(text[^1]))
                days.Add(day);
            else
                reader.Mistake($"{Root}:Days has \"{text}\", which is no day; write for example {Root}:Days:0=Monday.");
        }

        return days;
    }

    private static TimeOnly Clock(SettingsReader reader, string name, TimeOnly otherwise)
    {
        if (reader.Text($"{Root}:{name}") is not { } text)
            return otherwise;
        if (
            TimeOnly.TryParseExact(
                text,
                ["HH:mm", "H:mm"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
            return time;
        reader.Mistake(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Root}:{name} is \"{text}\"; write hours and minutes, for example {Root}:{name}={otherwise:HH:mm}."
            )
        );
        return otherwise;
    }

    private static TimeZoneInfo Zone(SettingsReader reader)
    {
        if (reader.Text($"{Root}:TimeZone") is not { } name)
            return reader.Time.LocalTimeZone;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return zone;
        reader.Mistake(
            $"{Root}:TimeZone is \"{name}\", which this computer does not know; write for example "
                + $"{Root}:TimeZone=Europe/Berlin."
        );
        return reader.Time.LocalTimeZone;
    }
}
