using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.SourceOfAuthority;

/// <summary>
/// Organisational units that the administrator marks as managed in the cloud. They are read-only for every role,
/// because the cloud would overrule or ignore changes in Active Directory. They do not affect the authority that a
/// tenant reports.
/// </summary>
public static class CloudManagedOrganizationalUnits
{
    /// <summary>
    /// The reason why the object cannot be changed here and the recommended action, as sentences to be shown; null if
    /// the object lies in none of the units.
    /// </summary>
    public static string? Refusal(DirectoryEntry entry, IReadOnlyList<DistinguishedName> units) =>
        units.FirstOrDefault(entry.Dn.IsWithin) is { } unit
            ? $"{Recipient.NameOf(entry)} lies in {unit}, which the settings mark as managed in the cloud "
                + $"(Directory:CloudManagedOrganizationalUnits): nothing is written "
                + "there in Active Directory. Make the change in the Exchange admin center; or, if Active "
                + "Directory is to own the unit again, take it out of the setting."
            : null;
}
