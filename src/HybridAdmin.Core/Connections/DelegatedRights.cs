using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Connections;

/// <summary>A right that the service account needs in the directory: to write one property of recipients.</summary>
/// <param name="Slice">The part of the product that needs it, as grouped in permissions-active-directory.md.</param>
/// <param name="Attribute">The lDAPDisplayName.</param>
/// <param name="Purpose">The function that is not available without it.</param>
public sealed record DelegatedRight(string Slice, string Attribute, string Purpose)
{
    /// <summary>The object classes that have the attribute.</summary>
    public IReadOnlyList<string> ObjectClasses { get; init; } = RecipientProperty.AllClasses;

    /// <summary>Returns true if objects of the class can have the attribute.</summary>
    public bool AppliesTo(string objectClass) => ObjectClasses.Contains(objectClass);

    /// <summary>
    /// Returns the dsacls command that grants the right on a unit to objects of a class below it: /I:S inherits to them
    /// only, WP writes the one property.
    /// </summary>
    public string Command(DistinguishedName unit, string objectClass, string account) =>
        $"dsacls \"{unit}\" /I:S /G \"{account}:WP;{Attribute};{objectClass}\"";
}

/// <summary>
/// The rights that the service account needs to write, based on the table of properties. In Active Directory, every
/// account can read by default. One list for the test of the rights, the documentation and the account of the tests.
/// </summary>
public static class DelegatedRights
{
    /// <summary>
    /// The classes of objects that can be edited; each right is granted for each class that has the property.
    /// </summary>
    public static IReadOnlyList<string> Classes => RecipientProperty.AllClasses;

    public static IReadOnlyList<DelegatedRight> All { get; } = [.. Of(p => !p.IsForMovesOnly)];

    /// <summary>
    /// The rights for correcting moved mailboxes with the console. Not tested, because most installations do not need
    /// them.
    /// </summary>
    public static IReadOnlyList<DelegatedRight> AfterMove { get; } = [.. Of(p => p.IsForMovesOnly)];

    private static IEnumerable<DelegatedRight> Of(Func<RecipientProperty, bool> isMeant) =>
        RecipientProperties
            .All.Where(isMeant)
            .SelectMany(p =>
                p.Rights.Select(r => new DelegatedRight(p.Slice, r.Attribute, r.Purpose)
                {
                    ObjectClasses = p.ObjectClasses,
                })
            );
}
