namespace HybridAdmin.Core.Access;

/// <summary>Display texts of roles and permissions: for the settings page, the user menu and roles.md.</summary>
public static class PermissionDisplayNames
{
    /// <summary>The allowed action, as a verb with its object.</summary>
    public static string Words(this Permission permission) => PermissionMatrix.Entry(permission).Words;

    /// <summary>A special condition of the permission; null if there is none.</summary>
    public static string? Remark(this Permission permission) => PermissionMatrix.Entry(permission).Remark;

    /// <summary>The role as a title.</summary>
    public static string Words(this Role role) =>
        role switch
        {
            Role.Helpdesk => "Helpdesk",
            Role.RecipientAdministrator => "Recipient administrator",
            Role.Auditor => "Auditor",
            Role.Administrator => "Administrator",
            _ => "System",
        };

    /// <summary>The purpose of the role, as a sentence.</summary>
    public static string Purpose(this Role role) =>
        role switch
        {
            Role.Helpdesk => "Finds people, edits addresses and visibility within the scope.",
            Role.RecipientAdministrator => "Does everything about recipients, except where it takes an administrator.",
            Role.Auditor => "Reads everything, the audit log included; changes nothing.",
            Role.Administrator => "Looks after the console and its connections; may do everything about recipients.",
            _ => "The console itself.",
        };
}
