namespace HybridAdmin.Core.Access;

/// <summary>The four roles. Their permissions are defined in <see cref="PermissionMatrix"/>.</summary>
public enum Role
{
    /// <summary>Finds recipients, edits addresses and visibility within the scope.</summary>
    Helpdesk = 1,

    /// <summary>Manages everything about recipients.</summary>
    RecipientAdministrator = 2,

    /// <summary>Reads everything, including the audit log; changes nothing.</summary>
    Auditor = 3,

    /// <summary>Manages connections, roles and tokens, and all recipients, including protected accounts.</summary>
    Administrator = 4,
}
