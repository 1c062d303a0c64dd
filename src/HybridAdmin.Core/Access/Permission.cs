namespace HybridAdmin.Core.Access;

/// <summary>
/// An action that a role may or may not perform; also the name of the authorization policy of pages and API.
/// </summary>
public enum Permission
{
    /// <summary>See recipients, their attributes and their history.</summary>
    ReadRecipients,

    /// <summary>Add and remove addresses, choose the primary one.</summary>
    EditAddresses,

    /// <summary>Hide from and show in address lists.</summary>
    EditVisibility,

    /// <summary>extensionAttribute1 to 15.</summary>
    EditCustomAttributes,

    /// <summary>displayName.</summary>
    EditDisplayName,

    /// <summary>department, title.</summary>
    EditOrganization,

    /// <summary>
    /// mailNickname, which enables the flow of all Exchange attributes of the object (RULES.md, Alias).
    /// </summary>
    EditAlias,

    /// <summary>userPrincipalName, the name with which people sign in.</summary>
    EditUserPrincipalName,

    /// <summary>Mail-enabled security groups, whose addresses and membership grant access.</summary>
    EditSecurityGroups,

    /// <summary>Addresses in domains that are not accepted, after confirmation.</summary>
    UseUnacceptedDomains,

    /// <summary>Remove or change routing and X.500 addresses, after confirmation.</summary>
    EditProtectedAddresses,

    /// <summary>Objects with adminCount = 1.</summary>
    EditProtectedAccounts,

    /// <summary>Switch the owner of a mailbox's Exchange attributes (IsExchangeCloudManaged).</summary>
    SwitchAuthority,

    /// <summary>Create, set and remove remote domains of Exchange Online.</summary>
    ManageRemoteDomains,

    /// <summary>Have Microsoft 365 verify a domain, which cannot be reverted.</summary>
    VerifyDomains,

    /// <summary>Create migration batches, run them and remove them.</summary>
    ManageMigration,

    /// <summary>Export the filtered list of recipients to a file.</summary>
    ExportRecipients,

    /// <summary>Start a synchronisation cycle.</summary>
    StartSync,

    /// <summary>Revert a recorded change.</summary>
    RevertChanges,

    /// <summary>Read the audit log.</summary>
    ReadAudit,

    /// <summary>Verify the chain and export the log.</summary>
    VerifyAudit,

    /// <summary>See settings and connections.</summary>
    ReadSettings,

    /// <summary>Change connections, roles, tokens and retention.</summary>
    ManageSettings,
}
