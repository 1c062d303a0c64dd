namespace HybridAdmin.Core.Tenant;

/// <summary>An operation on the tenant that requires a permission or role.</summary>
public enum TenantOperation
{
    ReadOrganization,
    ReadDomains,
    ManageDomains,
    ReadUsers,
    ReadGroups,
    ReadContacts,
    ReadLicences,

    /// <summary>isCloudManaged of objects: an application can read it only with a write permission.</summary>
    ReadSourceOfAuthority,

    /// <summary>
    /// /directory/onPremisesSynchronization: deletion threshold and matching switches. Requires delegated permissions,
    /// so never available to an application.
    /// </summary>
    ReadSynchronizationSettings,
    ReadExchangeRecipients,
    ReadExchangeConfiguration,
    WriteExchangeRecipients,
    WriteRemoteDomains,
    ReadMigration,
    WriteMigration,
}

/// <summary>The availability of one operation to the application.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="IsAvailable">True if it is available; null if that could not be determined.</param>
/// <param name="Missing">The missing permission or role, as named in the portal where it is granted; null if there is
/// none or it is not known.</param>
public sealed record TenantCapability(TenantOperation Operation, bool? IsAvailable, string? Missing);
