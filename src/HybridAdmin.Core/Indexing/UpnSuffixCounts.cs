using System.Text;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Indexing;

/// <summary>The number of users per suffix of userPrincipalName; users without mail are included.</summary>
internal static class UpnSuffixCounts
{
    /// <summary>The counts by suffix in lower case. A name without @ has no suffix and is not counted.</summary>
    public static IReadOnlyDictionary<string, int> Of(RecipientTable table, IReadOnlyList<DistinguishedName> scope)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var inScope = RecipientRowFilter.Containers(table, scope);
        foreach (var segment in table.Segments)
        {
            for (var place = 0; place < segment.Count; place++)
            {
                if (
                    (segment.Flags[place] & RecipientFlags.Present) == 0
                    || (inScope is not null && !inScope[segment.Containers[place]])
                )
                    continue;
                var suffix = Suffix(segment.Values(place));
                if (suffix.Length == 0)
                    continue;
                var name = Encoding.UTF8.GetString(suffix).ToLowerInvariant();
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }
        }

        return counts;
    }

    /// <summary>The text after the last @ of userPrincipalName, as UTF-8; empty if there is none.</summary>
    public static ReadOnlySpan<byte> Suffix(ReadOnlySpan<byte> values)
    {
        var reader = new RecipientFieldReader(values);
        while (reader.Next())
        {
            if (reader.Field == RecipientField.UserPrincipalName)
                return reader.Utf8.LastIndexOf((byte)'@') is var at and >= 0 ? reader.Utf8[(at + 1)..] : [];
        }

        return [];
    }
}
