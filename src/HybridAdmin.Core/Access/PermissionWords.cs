namespace HybridAdmin.Core.Access;

/// <summary>
/// Roles and permissions as people read them: on the settings page, in the person's menu, in roles.md.
/// </summary>
public static class PermissionWords
{
    /// <summary>What whoever has the permission may do: a verb with its object.</summary>
    public static string Words(this Permission permission) =>
        permission switch
        {
            Permission.ReadRecipients => "See recipients, their attributes and their history",
            Permission.EditAddresses => "Add and remove addresses, choose the primary one",
            Permission.EditVisibility => "Hide from and show in address lists",
            Permission.EditCustomAttributes => "Change custom attributes 1 to 15",
            Permission.EditDisplayName => "Change display names",
            Permission.EditAlias => "Set the alias (mailNickname)",
            Permission.EditUserPrincipalName => "Change sign-in names (UPN)",
            Permission.EditSecurityGroups => "Change mail-enabled security groups",
            Permission.UseUnacceptedDomains => "Use domains that nobody has accepted",
            Permission.EditProtectedAddresses => "Change routing and X.500 addresses",
            Permission.EditProtectedAccounts => "Change protected accounts",
            Permission.SwitchAuthority => "Switch who owns a mailbox's Exchange attributes",
            Permission.ManageRemoteDomains => "Make, set and remove remote domains",
            Permission.VerifyDomains => "Have Microsoft 365 verify domains",
            Permission.ManageMigration => "Create migration batches, run and remove them, put moved mailboxes right",
            Permission.ExportRecipients => "Export the list of recipients as CSV",
            Permission.StartSync => "Start a synchronisation",
            Permission.RevertChanges => "Take recorded changes back",
            Permission.ReadAudit => "Read the audit log",
            Permission.VerifyAudit => "Verify and export the audit log",
            Permission.ReadSettings => "See settings and connections",
            Permission.ManageSettings => "Change connections, roles, tokens and retention",
            _ => permission.ToString(),
        };

    /// <summary>What is special about it; null: the words say it all.</summary>
    public static string? Remark(this Permission permission) =>
        permission switch
        {
            Permission.EditAlias => "An alias opens the synchronisation of all Exchange attributes of the object.",
            Permission.EditUserPrincipalName => "People sign in differently from then on.",
            Permission.EditSecurityGroups => "Who gets their mail, or is their member, has access.",
            Permission.UseUnacceptedDomains => "Asks for a confirmation each time.",
            Permission.EditProtectedAddresses => "Asks for a confirmation each time.",
            Permission.EditProtectedAccounts => "Objects with adminCount = 1: administrators of the domain.",
            Permission.SwitchAuthority => "The primary address is typed to confirm.",
            Permission.VerifyDomains => "Cannot be taken back by the console.",
            Permission.ManageMigration => "With a scope only where everybody in the batch lies in it.",
            Permission.ExportRecipients => "Within the scope; recorded in the audit log.",
            Permission.StartSync => "Where a command for it is configured; not more often than set, and recorded.",
            Permission.RevertChanges => "Needs the permission for the attributes of that change as well.",
            _ => null,
        };

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
