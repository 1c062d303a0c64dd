using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace HybridAdmin.Options;

/// <summary>
/// Words a mistake in a setting: its key, what is wrong and a right value. The value itself is repeated unless it is a
/// secret.
/// </summary>
internal static class SettingSentences
{
    /// <summary>A text that is not a value of its type.</summary>
    /// <param name="reason">What the parser says; null: nothing.</param>
    /// <param name="isEntry">The key is a list's.</param>
    public static string Unusable(
        string key,
        string text,
        SettingAttribute setting,
        SettingConverter converter,
        string? reason,
        bool isEntry
    )
    {
        var hint = setting.Hint ?? converter.Hint;
        var verb = isEntry ? "has" : "is";
        var problem = reason is null
            ? $"{verb} \"{text}\"{(converter.IsNot is null ? "" : $", {converter.IsNot}")}"
            // "which is not a regular expression" without its "which"
            : $"{converter.IsNot?["which ".Length..]} ({reason})";
        return $"{key} {problem}; {Before(hint)} for example {key}{(isEntry ? ":0" : "")}={setting.Example}.";
    }

    /// <summary>A value that a data annotation refuses.</summary>
    public static string Of(
        ValidationAttribute rule,
        string key,
        SettingAttribute setting,
        SettingConverter converter,
        object? value
    ) =>
        rule switch
        {
            { ErrorMessage: not null } => rule.FormatErrorMessage(key),
            FilePathAttribute => Missing(key, (string)value!, setting.Example),
            RequiredAttribute => $"{key} is not set; {Before(setting.Hint ?? converter.Hint)} for example "
                + $"{key}={setting.Example}.",
            RangeAttribute range => $"{key} is {Text(value)}; {setting.Hint ?? HintOf(range)} {RangeOf(range)}, "
                + $"for example {key}={setting.Example}.",
            _ => throw new ArgumentException($"{rule.GetType().Name} at {key} has no message."),
        };

    /// <summary>A path with nothing at it.</summary>
    public static string Missing(string key, string path, string example) =>
        $"{key} names {path}, which is not there; write for example {key}={example}.";

    /// <summary>The range in words: "from 1 to 64".</summary>
    public static string RangeOf(RangeAttribute range) =>
        range.Maximum is int.MaxValue ? $"from {Text(range.Minimum)}"
        : range.MinimumIsExclusive ? $"above {Text(range.Minimum)} and up to {Text(range.Maximum)}"
        : $"from {Text(range.Minimum)} to {Text(range.Maximum)}";

    /// <summary>The hint with the comma that an example wants before it: "write true or false,".</summary>
    private static string Before(string hint) => hint == "write" || hint.EndsWith(',') ? hint : $"{hint},";

    private static string HintOf(RangeAttribute range) =>
        range.OperandType == typeof(TimeSpan) ? "write a time" : "write a number";

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
