namespace HybridAdmin.Core.Directory;

/// <summary>
/// The change of one attribute: all values before and after. The order is the one shown to people; the directory does
/// not define one.
/// </summary>
/// <param name="Attribute">LDAP name, e.g. proxyAddresses.</param>
/// <param name="Before">The former values; empty if the attribute was absent.</param>
/// <param name="After">The new values; empty if the attribute is removed.</param>
public sealed record AttributeChange(
    string Attribute,
    IReadOnlyList<DirectoryValue> Before,
    IReadOnlyList<DirectoryValue> After
)
{
    /// <summary>The removed values, which the LDAP modify names one by one.</summary>
    public IReadOnlyList<DirectoryValue> Removed => Before.Except(After).ToArray();

    /// <summary>The added values.</summary>
    public IReadOnlyList<DirectoryValue> Added => After.Except(Before).ToArray();

    /// <summary>
    /// Indicates whether a value is added or removed. A change without either is a backup for the record.
    /// </summary>
    public bool IsChange => !Before.ToHashSet().SetEquals(After);

    /// <summary>The reverse change.</summary>
    public AttributeChange Reversed() => new(Attribute, After, Before);

    public bool Equals(AttributeChange? other) =>
        other is not null
        && Attribute.Equals(other.Attribute, StringComparison.OrdinalIgnoreCase)
        && Before.SequenceEqual(other.Before)
        && After.SequenceEqual(other.After);

    public override int GetHashCode() => HashCode.Combine(Attribute.ToUpperInvariant(), Before.Count, After.Count);
}
