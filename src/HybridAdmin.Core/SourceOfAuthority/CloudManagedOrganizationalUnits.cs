using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.SourceOfAuthority;

/// <summary>
/// Organisational units that the administrator marks as managed in the cloud: read-only here for every role, since what
/// is written in Active Directory would be overruled or ignored there. Says nothing about the authority that a tenant
/// would answer.
/// </summary>
public static class CloudManagedOrganizationalUnits
{
    /// <summary>
    /// Why the object cannot be changed here, and what to do, as sentences to be shown; null: it lies in none of the
    /// units.
    /// </summary>
    public static string? Refusal(DirectoryEntry entry, IReadOnlyList<DistinguishedName> units) =>
        units.FirstOrDefault(entry.Dn.IsWithin) is { } unit
            ? $"{Recipient.NameOf(entry)} lies in {unit}, which the settings mark as managed in the cloud "
                + $"(Directory:CloudManagedOrganizationalUnits): nothing is written "
                + "there in Active Directory. Make the change in the Exchange admin center; or, if Active "
                + "Directory is to own the unit again, take it out of the setting."
            : null;
}
