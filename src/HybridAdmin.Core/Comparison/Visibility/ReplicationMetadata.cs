using System.Globalization;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Comparison.Visibility;

/// <summary>
/// When an attribute was last written anywhere in the forest, from msDS-ReplAttributeMetaData: one piece of XML per
/// attribute, made by the directory when it is asked for (MS-ADTS 3.1.1.4.5.20; DS_REPL_ATTR_META_DATA). Unlike
/// whenChanged it is about this attribute alone.
/// </summary>
public static class ReplicationMetadata
{
    public const string Attribute = "msDS-ReplAttributeMetaData";

    /// <returns>UTC; null: the directory does not tell.</returns>
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

    // Flat and made by the directory; values may end in NUL, which no XML reader takes.
    private static string? Element(string text, string name)
    {
        var start = text.IndexOf($"<{name}>", StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf($"</{name}>", start, StringComparison.Ordinal);
        return end < 0 ? null : text[(start + name.Length + 2)..end].Trim();
    }
}
