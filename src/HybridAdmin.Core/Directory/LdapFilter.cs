using System.Text;

namespace HybridAdmin.Core.Directory;

/// <summary>
/// A search filter as a tree (RFC 4515). It renders itself with every value escaped and can be matched against an
/// entry. All filters are built with it; concatenating strings is a bug.
/// </summary>
public abstract record LdapFilter
{
    /// <summary>LDAP_MATCHING_RULE_BIT_AND: all bits set.</summary>
    public const string BitAnd = "1.2.840.113556.1.4.803";

    /// <summary>LDAP_MATCHING_RULE_IN_CHAIN: follows links, e.g. nested membership.</summary>
    public const string InChain = "1.2.840.113556.1.4.1941";

    private protected LdapFilter() { }

    public static LdapFilter And(params LdapFilter[] parts) => new AndFilter(parts);

    public static LdapFilter Or(params LdapFilter[] parts) => new OrFilter(parts);

    public static LdapFilter Not(LdapFilter part) => new NotFilter(part);

    public static LdapFilter Equal(string attribute, string value) =>
        new EqualFilter(attribute, new DirectoryValue(value));

    public static LdapFilter Equal(string attribute, byte[] value) =>
        new EqualFilter(attribute, new DirectoryValue(value));

    public static LdapFilter Present(string attribute) => new PresentFilter(attribute);

    public static LdapFilter AtLeast(string attribute, long value) => new CompareFilter(attribute, value, true);

    public static LdapFilter AtMost(string attribute, long value) => new CompareFilter(attribute, value, false);

    public static LdapFilter StartsWith(string attribute, string value) =>
        new SubstringFilter(attribute, value, [], null);

    public static LdapFilter Contains(string attribute, string value) =>
        new SubstringFilter(attribute, null, [value], null);

    public static LdapFilter HasBits(string attribute, long bits) =>
        new MatchingRuleFilter(attribute, BitAnd, bits.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>
    /// Membership through any depth of nesting. The sandbox and fakes follow the link if the entry source supports it.
    /// </summary>
    public static LdapFilter MemberInChain(string attribute, DistinguishedName dn) =>
        new MatchingRuleFilter(attribute, InChain, dn.ToString());

    /// <summary>
    /// Indicates whether the entry, as far as it was read, matches. Text is compared without case, as AD does for
    /// Unicode strings; a comparison with an absent attribute is false and its negation true, as for a known attribute.
    /// </summary>
    public abstract bool Matches(DirectoryEntry entry);

    /// <summary>The filter in LDAP's notation.</summary>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        Render(text);
        return text.ToString();
    }

    internal abstract void Render(StringBuilder text);

    private protected static void RenderValue(StringBuilder text, DirectoryValue value)
    {
        if (value.IsOctets)
        {
            foreach (var octet in value.Octets.Span)
                text.Append('\\').Append(octet.ToString("x2", null));
            return;
        }

        foreach (var c in value.Text)
        {
            if (c is '*' or '(' or ')' or '\\' || c < ' ' || c == '\u007f')
                text.Append('\\').Append(((int)c).ToString("x2", null));
            else
                text.Append(c);
        }
    }

    private protected static string Name(string attribute) =>
        attribute.Length > 0 && attribute.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ';')
            ? attribute
            : throw new ArgumentException($"Not an attribute name: {attribute}", nameof(attribute));
}
