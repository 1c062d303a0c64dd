using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HybridAdmin.Api.Requests;

/// <summary>Reads query parameters and collects every mistake. An unknown parameter is a mistake.</summary>
internal sealed class QueryReader(HttpRequest request)
{
    /// <summary>The ISO 8601 formats; in any other format the month could be mistaken for the day.</summary>
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-ddTHH:mmK",
        "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    private readonly Dictionary<string, IReadOnlyList<string>> errors = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>
    /// The answer that lists the mistakes, once every parameter was requested; null if there are none.
    /// </summary>
    public ProblemHttpResult? Problem
    {
        get
        {
            foreach (var name in request.Query.Keys.Where(k => !known.Contains(k)))
                errors[name] = [$"There is no parameter {name}."];
            return errors.Count == 0 ? null : ApiProblems.Invalid(errors.First().Value[0], errors);
        }
    }

    public string? Text(string name)
    {
        known.Add(name);
        var values = request.Query[name];
        if (values.Count > 1)
            errors[name] = [$"{name} is there more than once."];
        return values.Count > 0 && !string.IsNullOrEmpty(values[0]) ? values[0] : null;
    }

    public int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
            return number;
        errors[name] = [$"{name} must be a number from {least} to {most}."];
        return otherwise;
    }

    public long? Long(string name) =>
        Parse<long?>(
            name,
            t => long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : null,
            "a number"
        );

    public bool? Flag(string name) =>
        Parse<bool?>(
            name,
            t =>
                t switch
                {
                    "true" => true,
                    "false" => false,
                    _ => null,
                },
            "true or false"
        );

    /// <summary>Reads a distinguished name, unchanged.</summary>
    public string? DistinguishedName(string name) =>
        Parse(
            name,
            t => Core.Directory.DistinguishedName.TryParse(t, out _) ? t : null,
            "a distinguished name such as OU=Staff,DC=contoso,DC=example"
        );

    public Guid? Id(string name) => Parse<Guid?>(name, t => Guid.TryParse(t, out var v) ? v : null, "an id");

    public DateTimeOffset? Time(string name) =>
        Parse<DateTimeOffset?>(
            name,
            t =>
                DateTimeOffset.TryParseExact(
                    t,
                    TimeFormats,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var v
                )
                    ? v
                    : null,
            "a time such as 2026-01-31T12:00:00Z"
        );

    public T? Word<T>(string name)
        where T : struct, Enum => Parse<T?>(name, WordOf<T>, $"one of {string.Join(", ", Enum.GetNames<T>())}");

    /// <summary>Reads a sort key, with a leading minus for descending order.</summary>
    public SortOrder<T>? Sort<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;
        var descending = text[0] == '-';
        if (WordOf<T>(descending ? text[1..] : text) is { } sort)
            return new SortOrder<T>(sort, descending);
        errors[name] =
        [
            $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}, with a leading - for descending.",
        ];
        return null;
    }

    /// <summary>
    /// Parses a value by name only: Enum.TryParse would also accept numbers, and lists whose sum can be another value.
    /// </summary>
    private static T? WordOf<T>(string text)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<T>(known)
            : null;

    private T? Parse<T>(string name, Func<string, T?> parse, string expected)
    {
        if (Text(name) is not { } text)
            return default;
        var value = parse(text);
        if (value is null)
            errors[name] = [$"{name} must be {expected}."];
        return value;
    }
}

/// <summary>A sort key and its direction.</summary>
internal sealed record SortOrder<T>(T By, bool IsDescending)
    where T : struct, Enum;
