namespace HybridAdmin.Core.Directory;

/// <summary>The operation of a modify on the values of one attribute (RFC 4511, 4.6).</summary>
public enum ModificationKind
{
    Add,
    Delete,
    Replace,
}

/// <summary>One step of a modify.</summary>
/// <param name="Kind">Add, Delete or Replace.</param>
/// <param name="Attribute">LDAP name.</param>
/// <param name="Values">The values. For Delete an empty list would delete all values; the console's plans never do that
/// and always name the values to delete.</param>
public sealed record AttributeModification(
    ModificationKind Kind,
    string Attribute,
    IReadOnlyList<DirectoryValue> Values
);

/// <summary>One LDAP modify: carried out completely or not at all.</summary>
/// <param name="Target">The object by objectGUID, so that a rename in between does not hit another object.</param>
/// <param name="Steps">The steps in order: deletions before additions of the same attribute.</param>
public sealed record DirectoryModification(Guid Target, IReadOnlyList<AttributeModification> Steps);
