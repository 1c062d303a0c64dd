using System.Globalization;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Comparison.Visibility;

/// <summary>
/// Reads the time at which an attribute was last written anywhere in the forest from msDS-ReplAttributeMetaData: one
/// XML fragment per attribute, which the directory constructs when it is requested (MS-ADTS 3.1.1.4.5.20;
/// DS_REPL_ATTR_META_DATA). Unlike whenChanged, it applies to this attribute only.
/// </summary>
public static class ReplicationMetadata
{
    public const string Attribute = "msDS-ReplAttributeMetaData";

    /// <returns>The time in UTC; null if the directory does not return it.</returns>
    public static DateTimeOffset? LastChange(DirectoryEntry entry, string attribute)
    {
        foreach (var text in entry.Texts(Attribute))
        {
            if (!attribute.Equals(Element(text, "pszAttributeName"), StringComparison.OrdinalIgnoreCase))
                continue;
            return
                DateTimeOffset.TryParse(
                    Element(text, "ftimeLastOriginatingChange"),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var at
                )
                && at.Year > 1601
                ? at
                : null;
        }

        return null;
    }

    // Flat XML made by the directory. Values may end in NUL, which XML readers reject.
    private static string? Element(string text, string name)
    {
        var start = text.IndexOf($"<{name}>", StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf($"</{name}>", start, StringComparison.Ordinal);
        return end < 0 ? null : text[(start + name.Length + 2)..end].Trim();
    }
}
