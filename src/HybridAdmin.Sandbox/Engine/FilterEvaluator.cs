using System.Globalization;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>
/// Evaluates filters as Active Directory does: three-valued (a comparison with an attribute that the schema does not
/// have is undefined, and so is its negation), by the syntax of each attribute, and along links. One per search: it
/// caches the links that it followed.
/// </summary>
internal sealed class FilterEvaluator(EntryView view)
{
    private const string BitOr = "1.2.840.113556.1.4.804";
    private readonly Dictionary<MatchingRuleFilter, HashSet<Guid>> chains = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, DistinguishedName?> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> folded = new(StringComparer.Ordinal);

    public bool Matches(LdapFilter filter, DirectoryEntry entry) => Evaluate(filter, entry) == true;

    private bool? Evaluate(LdapFilter filter, DirectoryEntry entry) =>
        filter switch
        {
            AndFilter and => All(and.Parts, entry),
            OrFilter or => Any(or.Parts, entry),
            NotFilter not => !Evaluate(not.Part, entry),
            EqualFilter equal => Leaf(equal.Attribute, entry, (a, values) => IsEqual(a, values, equal.Value)),
            PresentFilter present => Leaf(present.Attribute, entry, (_, values) => values.Count > 0),
            CompareFilter compare => Leaf(compare.Attribute, entry, (a, values) => Compare(a, values, compare)),
            SubstringFilter pieces => Leaf(pieces.Attribute, entry, (a, values) => HasPieces(a, values, pieces)),
            MatchingRuleFilter rule => Leaf(rule.Attribute, entry, (a, values) => ByRule(a, values, rule, entry)),
            _ => null,
        };

    private bool? All(IReadOnlyList<LdapFilter> parts, DirectoryEntry entry)
    {
        bool? result = true;
        foreach (var part in parts)
        {
            var value = Evaluate(part, entry);
            if (value == false)
                return false;
            if (value is null)
                result = null;
        }

        return result;
    }

    private bool? Any(IReadOnlyList<LdapFilter> parts, DirectoryEntry entry)
    {
        bool? result = false;
        foreach (var part in parts)
        {
            var value = Evaluate(part, entry);
            if (value == true)
                return true;
            if (value is null)
                result = null;
        }

        return result;
    }

    private bool? Leaf(
        string name,
        DirectoryEntry entry,
        Func<SchemaAttribute, IReadOnlyList<DirectoryValue>, bool?> test
    ) =>
        view.Schema.Find(name) is { IsConstructed: false } attribute
            ? test(attribute, view.Values(entry, attribute))
            : null;

    private bool? IsEqual(SchemaAttribute attribute, IReadOnlyList<DirectoryValue> values, DirectoryValue wanted)
    {
        if (attribute.Name == "objectCategory" && !wanted.Text.Contains('=', StringComparison.Ordinal))
            return values.Any(v => IsShortName(wanted.Text, Name(v.Text)?.Name));
        if (attribute.Syntax == AttributeSyntax.Dn)
            return Name(wanted.Text) is { } dn ? values.Any(v => IsName(attribute, v.Text, dn)) : null;
        if (
            attribute.Syntax is AttributeSyntax.Integer or AttributeSyntax.Large
            && !ValueRules.TryNumber(wanted.Text, out _)
        )
            return null;
        if (attribute.Syntax == AttributeSyntax.Boolean && wanted.Text is not ("TRUE" or "FALSE"))
            return null;
        if (attribute.Syntax is not (AttributeSyntax.Unicode or AttributeSyntax.Teletex or AttributeSyntax.Oid))
            return values.Any(v => ValueRules.AreEqual(attribute, v, wanted));
        var form = Folded(wanted.Text);
        return values.Any(v => Collation.IsFormOf(form, v.Text));
    }

    /// <summary>The folded form of a filter's text, computed once for all objects.</summary>
    private string Folded(string text)
    {
        if (!folded.TryGetValue(text, out var form))
            folded[text] = form = Collation.Fold(text);
        return form;
    }

    /// <summary>A category may be given by its class: person for CN=Person,CN=Schema,...</summary>
    private static bool IsShortName(string wanted, string? category) =>
        string.Equals(
            category?.Replace("-", string.Empty, StringComparison.Ordinal),
            wanted.Replace("-", string.Empty, StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase
        );

    /// <summary>
    /// Links are stored in the form in which their target is written, so a comparison of the text is sufficient for
    /// them.
    /// </summary>
    private bool IsName(SchemaAttribute attribute, string value, DistinguishedName wanted) =>
        attribute.IsLink && view.Snapshot.Find(wanted) is { } target
            ? value.Equals(target.Dn.ToString(), StringComparison.OrdinalIgnoreCase)
            : wanted.Equals(Name(value));

    private DistinguishedName? Name(string text)
    {
        if (!names.TryGetValue(text, out var name))
            names[text] = name = DistinguishedName.TryParse(text, out var parsed) ? parsed : null;
        return name;
    }

    private static bool? Compare(SchemaAttribute attribute, IReadOnlyList<DirectoryValue> values, CompareFilter compare)
    {
        bool Holds(long number) => compare.AtLeastValue ? number >= compare.Value : number <= compare.Value;
        if (attribute.Syntax is AttributeSyntax.Integer or AttributeSyntax.Large)
            return values.Any(v => ValueRules.TryNumber(v.Text, out var number) && Holds(number));
        return attribute.IsOctets ? null : values.Any(v => CompareTexts(v.Text, compare));
    }

    private static bool CompareTexts(string value, CompareFilter compare)
    {
        var order = string.CompareOrdinal(Collation.Fold(value), compare.Value.ToString(CultureInfo.InvariantCulture));
        return compare.AtLeastValue ? order >= 0 : order <= 0;
    }

    /// <summary>
    /// Active Directory has no substrings of DNs, numbers and octets: such a comparison is undefined.
    /// </summary>
    private bool? HasPieces(SchemaAttribute attribute, IReadOnlyList<DirectoryValue> values, SubstringFilter pieces)
    {
        if (attribute.Syntax is not (AttributeSyntax.Unicode or AttributeSyntax.Teletex or AttributeSyntax.Printable))
            return null;
        var initial = Folded(pieces.Initial ?? string.Empty);
        var inner = pieces.Any.Select(Folded).ToArray();
        var final = Folded(pieces.Final ?? string.Empty);
        return values.Any(v => HasPieces(Collation.Fold(v.Text), initial, inner, final));
    }

    private static bool HasPieces(string value, string initial, string[] inner, string final)
    {
        if (
            value.Length < initial.Length + final.Length
            || !value.StartsWith(initial, StringComparison.Ordinal)
            || !value.EndsWith(final, StringComparison.Ordinal)
        )
            return false;

        var rest = value.AsSpan(initial.Length, value.Length - initial.Length - final.Length);
        foreach (var piece in inner)
        {
            var found = rest.IndexOf(piece, StringComparison.Ordinal);
            if (found < 0)
                return false;
            rest = rest[(found + piece.Length)..];
        }

        return true;
    }

    private bool? ByRule(
        SchemaAttribute attribute,
        IReadOnlyList<DirectoryValue> values,
        MatchingRuleFilter rule,
        DirectoryEntry entry
    )
    {
        if (rule.Rule == LdapFilter.InChain)
        {
            if (attribute.Syntax != AttributeSyntax.Dn || !DistinguishedName.TryParse(rule.Value, out var dn))
                return null;
            if (!attribute.IsLink)
                return IsEqual(attribute, values, rule.Value);
            if (!chains.TryGetValue(rule, out var reached))
                chains[rule] = reached = Walk(attribute, dn);
            return reached.Contains(entry.Id);
        }

        if (!ValueRules.TryNumber(rule.Value, out var bits))
            return null;
        return rule.Rule switch
        {
            LdapFilter.BitAnd => values.Any(v =>
                ValueRules.TryNumber(v.Text, out var number) && (number & bits) == bits
            ),
            BitOr => values.Any(v => ValueRules.TryNumber(v.Text, out var number) && (number & bits) != 0),
            _ => null,
        };
    }

    private HashSet<Guid> Walk(SchemaAttribute attribute, DistinguishedName dn) =>
        view.Snapshot.Find(dn) is { } target
            ? view.Snapshot.Links.Reach(attribute.BackLink ?? attribute.ForwardLink!, target.Id)
            : [];
}
