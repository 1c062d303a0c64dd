namespace HybridAdmin.Core.Access;

/// <summary>The four roles. What each may do stands in <see cref="PermissionMatrix"/>.</summary>
public enum Role
{
    /// <summary>Finds people, edits addresses and visibility within the scope.</summary>
    Helpdesk = 1,

    /// <summary>Everything about recipients.</summary>
    RecipientAdministrator = 2,

    /// <summary>Reads everything, the audit log included; changes nothing.</summary>
    Auditor = 3,

    /// <summary>Connections, roles, tokens; and recipients, protected accounts included.</summary>
    Administrator = 4,
}
