namespace HybridAdmin.Core.Directory;

/// <summary>What a modify does with the values of one attribute (RFC 4511, 4.6).</summary>
public enum ModificationKind
{
    Add,
    Delete,
    Replace,
}

/// <summary>One step of a modify.</summary>
/// <param name="Kind">Add, Delete or Replace.</param>
/// <param name="Attribute">LDAP name.</param>
/// <param name="Values">The values; for Delete an empty list would delete them all, which our plans never do: they name
/// what they delete.</param>
public sealed record AttributeModification(
    ModificationKind Kind,
    string Attribute,
    IReadOnlyList<DirectoryValue> Values
);

/// <summary>One LDAP modify: carried out as a whole or not at all.</summary>
/// <param name="Target">The object, by objectGUID, so that a rename in between does not hit another one.</param>
/// <param name="Steps">In order: deletions before additions of the same attribute.</param>
public sealed record DirectoryModification(Guid Target, IReadOnlyList<AttributeModification> Steps);
