using System.Globalization;
using System.Text.RegularExpressions;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Options;

/// <summary>Converts the text of a setting to a value.</summary>
/// <param name="Parse">
/// Returns null if the text is invalid; an <see cref="ArgumentException"/> gives the reason.
/// </param>
/// <param name="Hint">The instruction in a message, for example "write true or false".</param>
/// <param name="IsNot">The error, if the value alone does not show it: "which is not a regular expression".</param>
/// <param name="Name">The name of the type in the documentation.</param>
internal sealed record SettingConverter(Func<string, object?> Parse, string Hint, string? IsNot, string Name)
{
    /// <summary>The time limit of the patterns that the engine without backtracking cannot run.</summary>
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(250);

    private static readonly Dictionary<Type, SettingConverter> ByType = new()
    {
        [typeof(string)] = new(text => text, "write", null, "text"),
        [typeof(bool)] = new(
            text => bool.TryParse(text, out var flag) ? flag : null,
            "write true or false",
            null,
            "true or false"
        ),
        [typeof(int)] = new(
            text =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : null,
            "write a number",
            null,
            "number"
        ),
        [typeof(TimeSpan)] = new(
            text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) ? duration : null,
            "write hours, minutes and seconds",
            null,
            "duration (hh:mm:ss)"
        ),
        [typeof(TimeOnly)] = new(
            text =>
                TimeOnly.TryParseExact(
                    text,
                    ["HH:mm", "H:mm"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var time
                )
                    ? time
                    : null,
            "write hours and minutes",
            null,
            "time of day (hh:mm)"
        ),
        [typeof(DateTimeOffset)] = new(
            text =>
                DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                    ? at
                    : null,
            "write a date or time",
            null,
            "date or time"
        ),
        [typeof(DistinguishedName)] = new(
            text => DistinguishedName.TryParse(text, out var name) ? name : null,
            "write",
            "which is not a distinguished name",
            "distinguished name"
        ),
        [typeof(TimeZoneInfo)] = new(
            text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : null,
            "write",
            "which this computer does not know",
            "time zone"
        ),
        // By name only: a number would leave open whether 0 is a Sunday or a Monday.
        [typeof(DayOfWeek)] = new(
            text => ByName(typeof(DayOfWeek), text),
            "write",
            "which is no day",
            "day of the week in English"
        ),
        [typeof(Regex)] = new(Pattern, "write", "which is not a regular expression", "regular expression"),
    };

    /// <returns>The converter; null if the type has members of its own, or is a list.</returns>
    public static SettingConverter? Of(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (ByType.TryGetValue(value, out var converter))
            return converter;
        // By name only: Enum.TryParse accepts numbers and combines lists such as "Helpdesk,Auditor".
        return value.IsEnum
            ? new SettingConverter(
                text => ByName(value, text),
                $"write one of {string.Join(", ", Enum.GetNames(value))}",
                null,
                string.Join(", ", Enum.GetNames(value))
            )
            : null;
    }

    private static object? ByName(Type type, string text) =>
        Enum.GetNames(type).FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse(type, name)
            : null;

    private static Regex Pattern(string text)
    {
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, PatternTimeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(text, RegexOptions.CultureInvariant, PatternTimeout);
        }
    }
}
