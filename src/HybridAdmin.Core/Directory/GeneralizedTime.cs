using System.Globalization;

namespace HybridAdmin.Core.Directory;

/// <summary>Parses LDAP's Generalized Time, the format of whenCreated: 20261120093000.0Z.</summary>
public static class GeneralizedTime
{
    public static bool TryParse(string? text, out DateTimeOffset at) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyyMMddHHmmss.f'Z'", "yyyyMMddHHmmss'Z'"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out at
        );

    /// <summary>
    /// The attribute's first value as a time; null if the attribute is absent or the value is not a time.
    /// </summary>
    public static DateTimeOffset? Time(this DirectoryEntry entry, string attribute) =>
        TryParse(entry.Text(attribute), out var at) ? at : null;
}
