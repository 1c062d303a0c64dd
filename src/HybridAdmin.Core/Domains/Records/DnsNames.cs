using System.Globalization;

namespace HybridAdmin.Core.Domains.Records;

/// <summary>
/// Normalises names as DNS compares them: in lower case, without the final period, international ones in Punycode.
/// </summary>
public static class DnsNames
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;
    private static readonly IdnMapping Idn = new();

    /// <summary>The name to query and compare. A text that is not a name is returned in lower case.</summary>
    public static string Normalize(string name)
    {
        var text = name.Trim().Trim('"').TrimEnd('.').ToLowerInvariant();
        if (text.All(char.IsAscii))
            return text;
        try
        {
            return Idn.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    /// <summary>
    /// Indicates whether the name can be queried: at least two labels of 1 to 63 letters, digits, hyphens and
    /// underscores, at most 253 characters.
    /// </summary>
    public static bool IsName(string name)
    {
        if (name.Length is 0 or > LongestName)
            return false;
        var labels = name.Split('.');
        return labels.Length >= 2
            && labels.All(l =>
                l.Length is > 0 and <= LongestLabel && l.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            );
    }

    /// <summary>Indicates whether one name equals the other or lies below it.</summary>
    public static bool IsWithin(string name, string suffix) =>
        name.Equals(suffix, StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase);
}
