using System.Globalization;
using Microsoft.JSInterop;

namespace HybridAdmin.Components.Controls;

/// <summary>
/// Formats times in the zone of the browser. One instance per circuit; UTC until the browser has reported its zone.
/// </summary>
public sealed class BrowserTime(TimeProvider time)
{
    /// <summary>The time zone of the browser.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Reads the zone from the browser once; the layout calls this before it shows a page.</summary>
    public async Task LoadAsync(IJSRuntime js, CancellationToken cancellationToken = default)
    {
        var id = await js.InvokeAsync<string?>("hybridAdmin.timeZone", cancellationToken);
        if (id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            Zone = zone;
    }

    /// <summary>Formats a time as "12 Nov 2026, 14:03:22 (UTC+01:00)".</summary>
    public string Exact(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var offset = local.Offset == TimeSpan.Zero ? "UTC" : local.ToString("'UTC'zzz", CultureInfo.InvariantCulture);
        return $"{local.ToString("d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture)} ({offset})";
    }

    /// <summary>Formats a time as "12 Nov 2026 14:03".</summary>
    public string Short(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Zone).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>
    /// Formats a time as "just now", "5 min ago", "3 h ago", "yesterday", "4 days ago", "12 Nov" or "12 Nov 2024"; a
    /// future time as "in 20 min".
    /// </summary>
    public string Relative(DateTimeOffset at)
    {
        var now = time.GetUtcNow();
        var past = now - at;
        if (past < TimeSpan.Zero)
            return past > TimeSpan.FromSeconds(-30) ? "now" : "in " + Span(past.Negate());
        if (past < TimeSpan.FromSeconds(45))
            return "just now";
        if (past < TimeSpan.FromHours(24))
            return Span(past) + " ago";

        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var today = TimeZoneInfo.ConvertTime(now, Zone);
        return (today.Date - local.Date).Days switch
        {
            1 => "yesterday",
            <= 7 and var days => $"{days} days ago",
            _ => local.ToString(local.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Formats a duration in its largest unit: "20 s", "12 min", "3 h", "4 days".</summary>
    public static string Span(TimeSpan length) =>
        length.TotalSeconds switch
        {
            < 60 => $"{Math.Max(1, (int)length.TotalSeconds)} s",
            < 3600 => $"{(int)length.TotalMinutes} min",
            < 86400 => $"{(int)length.TotalHours} h",
            < 2 * 86400 => "1 day",
            _ => $"{(int)length.TotalDays} days",
        };
}
