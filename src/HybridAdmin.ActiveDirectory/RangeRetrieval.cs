using System.Globalization;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// Reads attributes with many values. AD returns at most 1,500 values of an attribute in one answer (MaxValRange),
/// named <c>member;range=0-1499</c>; the rest is requested range by range until one ends with <c>*</c> (MS-ADTS
/// 3.1.1.3.1.3.3).
/// </summary>
internal static class RangeRetrieval
{
    private const string Option = ";range=";

    /// <summary>Returns the entry with every value of every attribute, under the plain names.</summary>
    /// <exception cref="LdapFailure">A further range could not be read.</exception>
    public static LdapRawEntry Complete(ILdapLink link, LdapRawEntry entry, bool showDeleted)
    {
        if (
            !entry.Attributes.Any(a =>
                a.Key.Contains(';') && a.Key.Contains(Option, StringComparison.OrdinalIgnoreCase)
            )
        )
            return entry;

        var attributes = new List<KeyValuePair<string, byte[][]>>(entry.Attributes.Count);
        foreach (var (name, values) in entry.Attributes)
        {
            if (!TryParse(name, out var plain, out var last))
                attributes.Add(new(name, values));
            else if (values.Length > 0 || last is null)
                attributes.Add(new(plain, Rest(link, entry, plain, values, last, showDeleted)));
        }

        // AD may return an empty "member" in addition to "member;range=0-1499".
        var merged = attributes
            .GroupBy(a => a.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => new KeyValuePair<string, byte[][]>(g.Key, g.SelectMany(a => a.Value).ToArray()));
        return entry with { Attributes = merged.ToArray() };
    }

    private static byte[][] Rest(
        ILdapLink link,
        LdapRawEntry entry,
        string attribute,
        byte[][] first,
        long? last,
        bool showDeleted
    )
    {
        var all = new List<byte[]>(first);
        while (last is { } end)
        {
            var wanted = string.Create(CultureInfo.InvariantCulture, $"{attribute}{Option}{end + 1}-*");
            var query = new LdapQuery(Base(entry), SearchScope.Base, LdapQuery.AnyObject, [wanted])
            {
                ShowDeleted = showDeleted,
            };
            if (link.Search(query).Entries is not [var next])
                break; // deleted meanwhile: the values read so far are the result

            last = null;
            foreach (var (name, values) in next.Attributes)
            {
                if (
                    !TryParse(name, out var plain, out var nextLast)
                    || !plain.Equals(attribute, StringComparison.OrdinalIgnoreCase)
                )
                    continue;
                all.AddRange(values);
                last = nextLast > end ? nextLast : null; // without progress it would loop for ever
            }
        }

        return all.ToArray();
    }

    /// <summary>The base by GUID: a rename in between would lose the remaining values.</summary>
    private static string Base(LdapRawEntry entry) =>
        entry.Values("objectGUID") is [{ Length: 16 } guid, ..] ? LdapQuery.GuidBase(new Guid(guid)) : entry.Dn;

    /// <param name="last">The last index of this range; null: it is the final range.</param>
    private static bool TryParse(string name, out string plain, out long? last)
    {
        plain = name;
        last = null;
        var at = name.IndexOf(Option, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return false;
        plain = name[..at];
        var dash = name.IndexOf('-', at + Option.Length);
        if (
            dash >= 0
            && long.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
            last = number;
        return true;
    }
}
