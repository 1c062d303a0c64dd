using System.Globalization;

namespace HybridAdmin.Core.Directory;

/// <summary>
/// An object as it was read: its name, its objectGUID and the requested attributes that are present. Immutable.
/// </summary>
public sealed class DirectoryEntry
{
    private static readonly IReadOnlyList<DirectoryValue> None = [];
    private readonly Dictionary<string, IReadOnlyList<DirectoryValue>> attributes;

    /// <summary>
    /// Attribute names are compared without case. An attribute without a value is the same as an absent one.
    /// </summary>
    public DirectoryEntry(
        DistinguishedName dn,
        Guid id,
        IEnumerable<KeyValuePair<string, IReadOnlyList<DirectoryValue>>> attributes
    )
    {
        Dn = dn;
        Id = id;
        attributes.TryGetNonEnumeratedCount(out var count);
        this.attributes = new Dictionary<string, IReadOnlyList<DirectoryValue>>(
            count,
            StringComparer.OrdinalIgnoreCase
        );
        foreach (var (name, values) in attributes)
        {
            if (values.Count > 0)
                this.attributes.Add(name, values);
        }
    }

    public DistinguishedName Dn { get; }

    /// <summary>The objectGUID, which survives renames and moves.</summary>
    public Guid Id { get; }

    public IReadOnlyDictionary<string, IReadOnlyList<DirectoryValue>> Attributes => attributes;

    public bool Has(string attribute) => attributes.ContainsKey(attribute);

    /// <summary>All values; empty if the attribute is absent.</summary>
    public IReadOnlyList<DirectoryValue> Values(string attribute) => attributes.GetValueOrDefault(attribute, None);

    /// <summary>The first value as text, or null.</summary>
    public string? Text(string attribute) => attributes.TryGetValue(attribute, out var values) ? values[0].Text : null;

    /// <summary>All values as text.</summary>
    public IEnumerable<string> Texts(string attribute) => Values(attribute).Select(v => v.Text);

    /// <summary>
    /// The first value as a 64-bit number (LDAP sends decimal text); null if it is absent or not a number.
    /// </summary>
    public long? Number(string attribute) =>
        long.TryParse(Text(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The first value as a Boolean (LDAP's TRUE or FALSE); null if absent.</summary>
    public bool? Flag(string attribute) =>
        Text(attribute)?.ToUpperInvariant() switch
        {
            "TRUE" => true,
            "FALSE" => false,
            _ => null,
        };

    /// <summary>Indicates whether any value of objectClass is the class.</summary>
    public bool IsOfClass(string objectClass)
    {
        var classes = Values("objectClass");
        for (var i = 0; i < classes.Count; i++)
        {
            if (classes[i].Text.Equals(objectClass, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>
    /// A copy in which the given attributes replace the present ones (an empty list removes an attribute).
    /// </summary>
    public DirectoryEntry With(IEnumerable<KeyValuePair<string, IReadOnlyList<DirectoryValue>>> changed)
    {
        var copy = new Dictionary<string, IReadOnlyList<DirectoryValue>>(attributes, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in changed)
            copy[name] = values;
        return new DirectoryEntry(Dn, Id, copy);
    }

    public override string ToString() => Dn.ToString();
}
