using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace HybridAdmin.Options;

/// <summary>
/// Formulates the message about a mistake in a setting: its key, the error and a valid value. The given value is
/// repeated unless it is a secret.
/// </summary>
internal static class SettingSentences
{
    /// <summary>The message about a text that is not a value of its type.</summary>
    /// <param name="reason">The error of the parser; null for none.</param>
    /// <param name="isEntry">True if the key belongs to an entry of a list.</param>
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
            // removes "which" from "which is not a regular expression"
            : $"{converter.IsNot?["which ".Length..]} ({reason})";
        return $"{key} {problem}; {Before(hint)} for example {key}{(isEntry ? ":0" : "")}={setting.Example}.";
    }

    /// <summary>The message about a value that a data annotation refuses.</summary>
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

    /// <summary>The message about a path that does not exist.</summary>
    public static string Missing(string key, string path, string example) =>
        $"{key} names {path}, which is not there; write for example {key}={example}.";

    /// <summary>The range in words, such as "from 1 to 64".</summary>
    public static string RangeOf(RangeAttribute range) =>
        range.Maximum is int.MaxValue ? $"from {Text(range.Minimum)}"
        : range.MinimumIsExclusive ? $"above {Text(range.Minimum)} and up to {Text(range.Maximum)}"
        : $"from {Text(range.Minimum)} to {Text(range.Maximum)}";

    /// <summary>The hint with the comma before an example: "write true or false,".</summary>
    private static string Before(string hint) => hint == "write" || hint.EndsWith(',') ? hint : $"{hint},";

    private static string HintOf(RangeAttribute range) =>
        range.OperandType == typeof(TimeSpan) ? "write a time" : "write a number";

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
