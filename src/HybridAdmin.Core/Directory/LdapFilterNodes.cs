using System.Globalization;
using System.Text;

namespace HybridAdmin.Core.Directory;

/// <summary>All parts match. Without parts it matches everything (RFC 4526).</summary>
public sealed record AndFilter(IReadOnlyList<LdapFilter> Parts) : LdapFilter
{
    public override bool Matches(DirectoryEntry entry) => Parts.All(p => p.Matches(entry));

    internal override void Render(StringBuilder text)
    {
        text.Append("(&");
        foreach (var part in Parts)
            part.Render(text);
        text.Append(')');
    }
}

/// <summary>At least one part matches. Without parts it matches nothing.</summary>
public sealed record OrFilter(IReadOnlyList<LdapFilter> Parts) : LdapFilter
{
    public override bool Matches(DirectoryEntry entry) => Parts.Any(p => p.Matches(entry));

    internal override void Render(StringBuilder text)
    {
        text.Append("(|");
        foreach (var part in Parts)
            part.Render(text);
        text.Append(')');
    }
}

/// <summary>The part does not match.</summary>
public sealed record NotFilter(LdapFilter Part) : LdapFilter
{
    public override bool Matches(DirectoryEntry entry) => !Part.Matches(entry);

    internal override void Render(StringBuilder text)
    {
        text.Append("(!");
        Part.Render(text);
        text.Append(')');
    }
}

/// <summary>One value is equal; text without case.</summary>
public sealed record EqualFilter(string Attribute, DirectoryValue Value) : LdapFilter
{
    public override bool Matches(DirectoryEntry entry) =>
        Attribute.Equals("objectGUID", StringComparison.OrdinalIgnoreCase)
            ? Value.IsOctets && Value.Octets.Span.SequenceEqual(entry.Id.ToByteArray())
            : entry
                .Values(Attribute)
                .Any(v =>
                    v.IsOctets == Value.IsOctets
                    && (v.IsOctets ? v == Value : v.Text.Equals(Value.Text, StringComparison.OrdinalIgnoreCase))
                );

    internal override void Render(StringBuilder text)
    {
        text.Append('(').Append(Name(Attribute)).Append('=');
        RenderValue(text, Value);
        text.Append(')');
    }
}

/// <summary>The attribute has a value.</summary>
public sealed record PresentFilter(string Attribute) : LdapFilter
{
    public override bool Matches(DirectoryEntry entry) =>
        Attribute.Equals("objectGUID", StringComparison.OrdinalIgnoreCase) || entry.Has(Attribute);

    internal override void Render(StringBuilder text) => text.Append('(').Append(Name(Attribute)).Append("=*)");
}

/// <summary>Compares a number: greater or equal, or less or equal.</summary>
public sealed record CompareFilter(string Attribute, long Value, bool AtLeastValue) : LdapFilter
{
    public override bool Matches(DirectoryEntry entry) =>
        entry.Number(Attribute) is { } number && (AtLeastValue ? number >= Value : number <= Value);

    internal override void Render(StringBuilder text) =>
        text.Append('(')
            .Append(Name(Attribute))
            .Append(AtLeastValue ? ">=" : "<=")
            .Append(Value.ToString(CultureInfo.InvariantCulture))
            .Append(')');
}

/// <summary>One value contains these pieces in this order; without case.</summary>
public sealed record SubstringFilter(string Attribute, string? Initial, IReadOnlyList<string> Any, string? Final)
    : LdapFilter
{
    public override bool Matches(DirectoryEntry entry) =>
        entry.Values(Attribute).Any(v => !v.IsOctets && Matches(v.Text));

    internal override void Render(StringBuilder text)
    {
        text.Append('(').Append(Name(Attribute)).Append('=');
        if (Initial is not null)
            RenderValue(text, Initial);
        text.Append('*');
        foreach (var piece in Any.Where(p => p.Length > 0)) // an empty piece would make "**", which servers refuse
        {
            RenderValue(text, piece);
            text.Append('*');
        }

        if (Final is not null)
            RenderValue(text, Final);
        text.Append(')');
    }

    private bool Matches(string value)
    {
        var start = 0;
        var end = value.Length;
        if (Initial is not null)
        {
            if (!value.StartsWith(Initial, StringComparison.OrdinalIgnoreCase))
                return false;
            start = Initial.Length;
        }

        if (Final is not null)
        {
            if (end - start < Final.Length || !value.EndsWith(Final, StringComparison.OrdinalIgnoreCase))
                return false;
            end -= Final.Length;
        }

        foreach (var piece in Any)
        {
            var found = value.AsSpan(start, end - start).IndexOf(piece, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
                return false;
            start += found + piece.Length;
        }

        return true;
    }
}

/// <summary>A comparison by one of Active Directory's matching rules.</summary>
public sealed record MatchingRuleFilter(string Attribute, string Rule, string Value) : LdapFilter
{
    /// <summary>
    /// Bits are compared; in-chain matches direct links only, since one entry does not know its grandparents.
    /// </summary>
    public override bool Matches(DirectoryEntry entry)
    {
        if (Rule == BitAnd)
        {
            var bits = long.Parse(Value, CultureInfo.InvariantCulture);
            return entry.Number(Attribute) is { } number && (number & bits) == bits;
        }

        return entry
            .Texts(Attribute)
            .Any(v =>
                DistinguishedName.TryParse(v, out var dn)
                && DistinguishedName.TryParse(Value, out var wanted)
                && dn.Equals(wanted)
            );
    }

    internal override void Render(StringBuilder text)
    {
        text.Append('(').Append(Name(Attribute)).Append(':').Append(Rule).Append(":=");
        RenderValue(text, Value);
        text.Append(')');
    }
}
