using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Connections;

/// <summary>A right that the service account needs in the directory: to write one property of recipients.</summary>
/// <param name="Slice">The part of the product that needs it, as permissions-active-directory.md groups them.</param>
/// <param name="Attribute">lDAPDisplayName.</param>
/// <param name="Purpose">What cannot be done without it.</param>
public sealed record DelegatedRight(string Slice, string Attribute, string Purpose)
{
    /// <summary>Object classes that have the attribute.</summary>
    public IReadOnlyList<string> ObjectClasses { get; init; } = RecipientProperty.AllClasses;

    /// <summary>Whether objects of the class can have it.</summary>
    public bool AppliesTo(string objectClass) => ObjectClasses.Contains(objectClass);

    /// <summary>
    /// The dsacls command that grants it on a unit to objects of a class below: /I:S inherits to them only, WP writes
    /// the one property.
    /// </summary>
    public string Command(DistinguishedName unit, string objectClass, string account) =>
        $"dsacls \"{unit}\" /I:S /G \"{account}:WP;{Attribute};{objectClass}\"";
}

/// <summary>
/// Every right that the service account needs to write, by the table of properties; reading is everybody's in Active
/// Directory by default. One list for the test of the rights, the documentation and the account of the tests.
/// </summary>
public static class DelegatedRights
{
    /// <summary>
    /// The classes of objects that are edited; each right is granted for each of them that has the property.
    /// </summary>
    public static IReadOnlyList<string> Classes => RecipientProperty.AllClasses;

    public static IReadOnlyList<DelegatedRight> All { get; } = [.. Of(p => !p.IsForMovesOnly)];

    /// <summary>
    /// Only where moved mailboxes are put right from here: not tested for, since most have no use for it.
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
