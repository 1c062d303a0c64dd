using System.Globalization;
using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Features.Home;

/// <summary>The texts and figures of the home page for an overview. Pure.</summary>
public sealed class HomePageModel(Overview overview, DateTimeOffset now)
{
    public Overview Overview => overview;

    /// <summary>The time of the request.</summary>
    public DateTimeOffset At => now;

    /// <summary>
    /// True to show the state of the chain instead of own changes: a person who changes nothing has none.
    /// </summary>
    public bool ShowsChain =>
        overview.Actor.May(Permission.VerifyAudit) && !overview.Actor.May(Permission.EditAddresses);

    /// <summary>The number of mail-enabled recipients.</summary>
    public int Recipients => overview.CountByType.Where(t => !t.Key.IsPlain()).Sum(t => t.Value);

    public int WithoutMail => overview.CountByType.Where(t => t.Key.IsPlain()).Sum(t => t.Value);

    /// <summary>The mail-enabled types, the most frequent first; each links to its list.</summary>
    public IReadOnlyList<ChartPoint> Types =>
        overview
            .CountByType.Where(t => !t.Key.IsPlain() && t.Value > 0)
            .OrderByDescending(t => t.Value)
            .ThenBy(t => t.Key)
            .Select(t => new ChartPoint(t.Key.Words(), t.Value, $"recipients?type={t.Key}"))
            .ToArray();

    public IReadOnlyList<ChartPoint> Days =>
        (overview.Days ?? [])
            .Select(d => new ChartPoint(
                d.Day.ToString("d MMM", CultureInfo.InvariantCulture),
                d.Applied,
                Detail: d.Day.ToString("dddd, d MMM", CultureInfo.InvariantCulture)
                    + (d.Other > 0 ? $" ({Count(d.Other)} more not applied)" : "")
            ))
            .ToArray();

    /// <summary>The totals, such as "18 applied, 2 not applied".</summary>
    public string DaysNote
    {
        get
        {
            var applied = (overview.Days ?? []).Sum(d => d.Applied);
            var other = (overview.Days ?? []).Sum(d => d.Other);
            if (applied + other == 0)
                return "none in the last 14 days";
            return $"last 14 days: {Count(applied)} applied" + (other > 0 ? $", {Count(other)} not" : "");
        }
    }

    public (Tone Tone, string Words) Directory =>
        overview.Directory.IsReachable switch
        {
            true when overview.Description?.Kind == "Sandbox" => (Tone.Good, "simulated"),
            true => (Tone.Good, "connected"),
            false => (Tone.Bad, "not reachable"),
            null => (Tone.Neutral, "not asked yet"),
        };

    public (Tone Tone, string Words) Storage =>
        overview.Storage.IsUsable ? (Tone.Good, "usable") : (Tone.Bad, "not usable");

    public (Tone Tone, string Words) Index =>
        overview.Index switch
        {
            { State: RecipientIndexState.Failed } => (Tone.Bad, "not loaded"),
            { State: RecipientIndexState.Loading } => (Tone.Neutral, "loading"),
            { Problem: not null } => (Tone.Warning, "not up to date"),
            _ => (Tone.Good, "up to date"),
        };

    /// <summary>
    /// The parts that the directory lacks for all functions of the console; null if nothing is missing, or not known.
    /// </summary>
    public string? Missing =>
        overview.Description is not { } description || description.HasExchangeSchema
            ? null
            : "The schema was never extended for Exchange: aliases (mailNickname), visibility and custom "
                + "attributes cannot be edited, addresses can.";

    /// <summary>Formats a duration as "5 ms", "1.4 s" or "2 min".</summary>
    public static string Duration(TimeSpan length) =>
        length.TotalSeconds switch
        {
            < 1 => $"{Math.Max(1, (int)length.TotalMilliseconds)} ms",
            < 10 => length.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
            _ => BrowserTime.Span(length),
        };

    /// <summary>Formats bytes in binary units, such as "1.2 MiB".</summary>
    public static string Size(long bytes)
    {
        string[] units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
        var unit = 0;
        double value = bytes;
        for (; value >= 1024 && unit < units.Length - 1; unit++)
            value /= 1024;
        return value.ToString(unit == 0 || value >= 100 ? "N0" : "0.#", CultureInfo.InvariantCulture)
            + " "
            + units[unit];
    }

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
