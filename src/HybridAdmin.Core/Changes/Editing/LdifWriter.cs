using System.Text;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>Writes a change as LDIF (RFC 2849), ready for ldapmodify or ldifde.</summary>
public static class LdifWriter
{
    private const int LineLength = 76;

    /// <summary>Returns the LDIF text; empty if there is nothing to change.</summary>
    public static string Write(DistinguishedName dn, IReadOnlyList<AttributeChange> changes)
    {
        if (changes.Count == 0)
            return string.Empty;
        var ldif = new StringBuilder();
        Line(ldif, "dn", dn.ToString());
        ldif.Append("changetype: modify\n");
        foreach (var change in changes)
        {
            Step(ldif, "delete", change.Attribute, change.Removed);
            Step(ldif, "add", change.Attribute, change.Added);
        }

        return ldif.ToString();
    }

    private static void Step(
        StringBuilder ldif,
        string operation,
        string attribute,
        IReadOnlyList<DirectoryValue> values
    )
    {
        if (values.Count == 0)
            return;
        ldif.Append(operation).Append(": ").Append(attribute).Append('\n');
        foreach (var value in values)
            Line(ldif, attribute, value);
        ldif.Append("-\n");
    }

    private static void Line(StringBuilder ldif, string name, DirectoryValue value)
    {
        var line =
            !value.IsOctets && IsSafe(value.Text)
                ? $"{name}: {value.Text}"
                : $"{name}:: {Convert.ToBase64String(value.Octets.Span)}";
        // Folded: every line after the first begins with one space (RFC 2849, note 2). Only ASCII reaches this point.
        ldif.Append(line.AsSpan(0, Math.Min(LineLength, line.Length))).Append('\n');
        for (var at = LineLength; at < line.Length; at += LineLength - 1)
            ldif.Append(' ').Append(line.AsSpan(at, Math.Min(LineLength - 1, line.Length - at))).Append('\n');
    }

    /// <summary>
    /// Returns true for a SAFE-STRING of RFC 2849: ASCII without NUL, CR and LF that does not begin with a space, colon
    /// or less-than sign, and does not end with a space.
    /// </summary>
    private static bool IsSafe(string text) =>
        text.Length == 0
        || (text[0] is not (' ' or ':' or '<') && text[^1] != ' ' && text.All(c => c is >= ' ' and < '\u007f'));
}
