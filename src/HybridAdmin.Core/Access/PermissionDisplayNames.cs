namespace HybridAdmin.Core.Access;

/// <summary>
/// Roles and permissions as people read them: on the settings page, in the person's menu, in roles.md.
/// </summary>
public static class PermissionDisplayNames
{
    /// <summary>What whoever has the permission may do: a verb with its object.</summary>
    public static string Words(this Permission permission) => PermissionMatrix.Entry(permission).Words;

    /// <summary>What is special about it; null: the words say it all.</summary>
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

    /// <summary>What the role is for, as a sentence.</summary>
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
