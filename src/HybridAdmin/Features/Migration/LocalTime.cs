using System.Globalization;

namespace HybridAdmin.Features.Migration;

/// <summary>Converts the value of a datetime-local input, in the zone of the person.</summary>
internal static class LocalTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm";

    public static string Text(DateTimeOffset? at, TimeZoneInfo zone) =>
        at is { } time ? TimeZoneInfo.ConvertTime(time, zone).ToString(Format, CultureInfo.InvariantCulture) : "";

    /// <summary>Reads the value; null if it is empty or not a time.</summary>
    public static DateTimeOffset? Parse(string? text, TimeZoneInfo zone)
    {
        if (
            !DateTime.TryParseExact(
                text,
                [Format, Format + ":ss"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var local
            )
        )
            return null;
        // The hour that a change of the clocks skips: an hour later, as a wall clock would show.
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
