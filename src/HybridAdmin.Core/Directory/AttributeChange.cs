namespace HybridAdmin.Core.Directory;

/// <summary>
/// What becomes of one attribute: all values before and after. Order is kept as shown to people; the directory knows
/// none.
/// </summary>
/// <param name="Attribute">LDAP name, e.g. proxyAddresses.</param>
/// <param name="Before">Empty: it was absent.</param>
/// <param name="After">Empty: it is removed.</param>
public sealed record AttributeChange(
    string Attribute,
    IReadOnlyList<DirectoryValue> Before,
    IReadOnlyList<DirectoryValue> After
)
{
    /// <summary>The values that go: named one by one in the LDAP modify.</summary>
    public IReadOnlyList<DirectoryValue> Removed => Before.Except(After).ToArray();

    /// <summary>The values that come.</summary>
    public IReadOnlyList<DirectoryValue> Added => After.Except(Before).ToArray();

    /// <summary>Whether a value comes or goes; one without is a backup, kept for the record.</summary>
    public bool IsChange => !Before.ToHashSet().SetEquals(After);

    /// <summary>The same change backwards.</summary>
    public AttributeChange Reversed() => new(Attribute, After, Before);

    public bool Equals(AttributeChange? other) =>
        other is not null
        && Attribute.Equals(other.Attribute, StringComparison.OrdinalIgnoreCase)
        && Before.SequenceEqual(other.Before)
        && After.SequenceEqual(other.After);

    public override int GetHashCode() => HashCode.Combine(Attribute.ToUpperInvariant(), Before.Count, After.Count);
}
