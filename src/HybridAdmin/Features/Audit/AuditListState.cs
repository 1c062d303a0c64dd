using System.Globalization;
using HybridAdmin.Core.Audit;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Features.Audit;

/// <summary>The state that determines the content of the list of records, as encoded in the URL.</summary>
public sealed record AuditListState
{
    private const string Path = "audit";

    public string Text { get; init; } = "";

    /// <summary>A part of the name or id of the actor.</summary>
    public string? Person { get; init; }

    /// <summary>The objectGUID, or a part of the recipient's name or DN.</summary>
    public string? Object { get; init; }

    /// <summary>The LDAP name of the attribute.</summary>
    public string? Attribute { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public AuditAction? Action { get; init; }

    /// <summary>The first day, in the browser's zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, inclusive, in the browser's zone.</summary>
    public DateOnly? To { get; init; }

    public Guid? Correlation { get; init; }

    /// <summary>True to exclude sign-ins and starts.</summary>
    public bool ChangesOnly { get; init; }

    /// <summary>The record before which the page begins; null for the newest records.</summary>
    public long? Before { get; init; }

    /// <summary>Indicates whether a filter is set, apart from the position in the list.</summary>
    public bool IsFiltered => this with { Before = null } != new AuditListState();

    /// <summary>Reads a URL. Invalid values are ignored, so that an old link still opens the list.</summary>
    public static AuditListState Parse(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new AuditListState
        {
            Text = Word("text") ?? "",
            Person = Word("person"),
            Object = Word("object"),
            Attribute = Word("attribute"),
            Outcome =
                Enum.TryParse<AuditOutcome>(Word("outcome"), true, out var outcome) && Enum.IsDefined(outcome)
                    ? outcome
                    : null,
            Action =
                Enum.TryParse<AuditAction>(Word("action"), true, out var action) && Enum.IsDefined(action)
                    ? action
                    : null,
            From = Day(Word("from")),
            To = Day(Word("to")),
            Correlation = Guid.TryParse(Word("correlation"), out var correlation) ? correlation : null,
            ChangesOnly = Word("changes") == "true",
            Before = long.TryParse(Word("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var before)
                ? before
                : null,
        };

        string? Word(string key) =>
            query.TryGetValue(key, out var values) && !string.IsNullOrWhiteSpace(values[0]) ? values[0] : null;
    }

    /// <summary>Indicates whether the URL belongs to the list, with any query.</summary>
    public static bool IsHere(string baseRelativePath) =>
        baseRelativePath.Split('?', '#')[0].TrimEnd('/').Equals(Path, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a day as an input of type date writes it.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The URL relative to the base, without default values.</summary>
    public string ToUri() =>
        With(
            Path,
            new Dictionary<string, string?>
            {
                ["text"] = Text,
                ["person"] = Person,
                ["object"] = Object,
                ["attribute"] = Attribute,
                ["outcome"] = Outcome?.ToString(),
                ["action"] = Action?.ToString(),
                ["from"] = Day(From),
                ["to"] = Day(To),
                ["correlation"] = Correlation?.ToString(),
                ["changes"] = ChangesOnly ? "true" : null,
                ["before"] = Before?.ToString(CultureInfo.InvariantCulture),
            }
        );

    /// <summary>
    /// The URL that downloads all matches. Days are converted to times here, because the server does not know the
    /// browser's zone.
    /// </summary>
    /// <param name="format">csv or jsonl.</param>
    public string ToExportUri(string format, TimeZoneInfo zone)
    {
        var query = ToQuery(zone);
        return With(
            AuditDownload.Path,
            new Dictionary<string, string?>
            {
                ["format"] = format,
                ["text"] = query.Text,
                ["person"] = query.Actor,
                ["object"] = query.Target,
                ["attribute"] = query.Attribute,
                ["outcome"] = query.Outcome?.ToString(),
                ["action"] = query.Action?.ToString(),
                ["from"] = Moment(query.From),
                ["to"] = Moment(query.To),
                ["correlation"] = query.CorrelationId?.ToString(),
                ["changes"] = ChangesOnly ? "true" : null,
            }
        );
    }

    public AuditQuery ToQuery(TimeZoneInfo zone) =>
        new()
        {
            Text = Text.Length == 0 ? null : Text,
            Actor = Person,
            Target = Object,
            Attribute = Attribute,
            Outcome = Outcome,
            Action = Action,
            From = From is { } from ? StartOf(from, zone) : null,
            To = To is { } to && to < DateOnly.MaxValue ? StartOf(to.AddDays(1), zone) : null,
            CorrelationId = Correlation,
            ChangesOnly = ChangesOnly,
        };

    private static string With(string path, Dictionary<string, string?> query) =>
        QueryHelpers.AddQueryString(
            path,
            query.Where(q => !string.IsNullOrEmpty(q.Value)).ToDictionary(q => q.Key, q => q.Value)
        );

    private static string? Moment(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // Where the clock is put forward at midnight, the day begins an hour later.
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(30);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
