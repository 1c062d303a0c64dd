using System.Globalization;

namespace HybridAdmin.Features.Migration;

/// <summary>What an input of the type datetime-local holds, by the clock of the person in front of it.</summary>
internal static class LocalTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm";

    public static string Text(DateTimeOffset? at, TimeZoneInfo zone) =>
        at is { } time ? TimeZoneInfo.ConvertTime(time, zone).ToString(Format, CultureInfo.InvariantCulture) : "";

    /// <summary>Null: empty, or no time.</summary>
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
        // The hour that a change of the clocks leaves out: an hour later, as the clock on the wall would say.
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
