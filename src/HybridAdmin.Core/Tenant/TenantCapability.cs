namespace HybridAdmin.Core.Tenant;

/// <summary>Something the console does with the tenant and needs a permission or role for.</summary>
public enum TenantOperation
{
    ReadOrganization,
    ReadDomains,
    ManageDomains,
    ReadUsers,
    ReadGroups,
    ReadContacts,
    ReadLicences,

    /// <summary>isCloudManaged of objects: only a write permission lets an application read it.</summary>
    ReadSourceOfAuthority,

    /// <summary>
    /// /directory/onPremisesSynchronization: deletion threshold and matching switches. Delegated only, so never
    /// available to an application.
    /// </summary>
    ReadSynchronizationSettings,
    ReadExchangeRecipients,
    ReadExchangeConfiguration,
    WriteExchangeRecipients,
    WriteRemoteDomains,
    ReadMigration,
    WriteMigration,
}

/// <summary>Whether the application may do one thing.</summary>
/// <param name="Operation">What.</param>
/// <param name="IsAvailable">Null: could not be found out.</param>
/// <param name="Missing">The permission or role that is missing, in the words of the place where it is given; null:
/// none, or not known.</param>
public sealed record TenantCapability(TenantOperation Operation, bool? IsAvailable, string? Missing);
