using System.Collections.Frozen;

namespace HybridAdmin.Core.Access;

/// <summary>One permission with its display texts and its roles.</summary>
/// <param name="Words">The allowed action, as a verb with its object.</param>
/// <param name="Roles">The roles that have it, besides Administrator, which has all permissions.</param>
public sealed record PermissionEntry(Permission Permission, string Words, IReadOnlyList<Role> Roles)
{
    /// <summary>A special condition of the permission; null if there is none.</summary>
    public string? Remark { get; init; }
}

/// <summary>
/// The permissions of each role, with their display texts. The settings page, roles.md and the policies are generated
/// from this table or tested against it.
/// </summary>
public static class PermissionMatrix
{
    private static readonly PermissionEntry[] Entries =
    [
        new(
            Permission.ReadRecipients,
            "See recipients, their attributes and their history",
            [Role.Helpdesk, Role.RecipientAdministrator, Role.Auditor]
        ),
        new(
            Permission.EditAddresses,
            "Add and remove addresses, choose the primary one",
            [Role.Helpdesk, Role.RecipientAdministrator]
        ),
        new(
            Permission.EditVisibility,
            "Hide from and show in address lists",
            [Role.Helpdesk, Role.RecipientAdministrator]
        ),
        new(Permission.EditCustomAttributes, "Change custom attributes 1 to 15", [Role.RecipientAdministrator]),
        new(Permission.EditDisplayName, "Change display names", [Role.RecipientAdministrator]),
        new(Permission.EditOrganization, "Change organisation data (department, title)", [Role.RecipientAdministrator]),
        new(Permission.EditAlias, "Set the alias (mailNickname)", [Role.RecipientAdministrator])
        {
            Remark = "An alias opens the synchronisation of all Exchange attributes of the object.",
        },
        new(Permission.EditUserPrincipalName, "Change sign-in names (UPN)", [Role.RecipientAdministrator])
        {
            Remark = "People sign in differently from then on.",
        },
        new(Permission.EditSecurityGroups, "Change mail-enabled security groups", [Role.RecipientAdministrator])
        {
            Remark = "Who gets their mail, or is their member, has access.",
        },
        new(Permission.UseUnacceptedDomains, "Use domains that nobody has accepted", [])
        {
            Remark = "Asks for a confirmation each time.",
        },
        new(Permission.EditProtectedAddresses, "Change routing and X.500 addresses", [])
        {
            Remark = "Asks for a confirmation each time.",
        },
        new(Permission.EditProtectedAccounts, "Change protected accounts", [])
        {
            Remark = "Objects with adminCount = 1: administrators of the domain.",
        },
        new(
            Permission.SwitchAuthority,
            "Switch who owns a mailbox's Exchange attributes",
            [Role.RecipientAdministrator]
        )
        {
            Remark = "The primary address is typed to confirm.",
        },
        new(Permission.ManageRemoteDomains, "Make, set and remove remote domains", []),
        new(Permission.VerifyDomains, "Have Microsoft 365 verify domains", [])
        {
            Remark = "Cannot be taken back by the console.",
        },
        new(
            Permission.ManageMigration,
            "Create migration batches, run and remove them, put moved mailboxes right",
            [Role.RecipientAdministrator]
        )
        {
            Remark = "With a scope only where everybody in the batch lies in it.",
        },
        new(
            Permission.ExportRecipients,
            "Export the list of recipients as CSV",
            [Role.RecipientAdministrator, Role.Auditor]
        )
        {
            Remark = "Within the scope; recorded in the audit log.",
        },
        new(Permission.StartSync, "Start a synchronisation", [Role.RecipientAdministrator])
        {
            Remark = "Where a command for it is configured; not more often than set, and recorded.",
        },
        new(Permission.RevertChanges, "Take recorded changes back", [Role.Helpdesk, Role.RecipientAdministrator])
        {
            Remark = "Needs the permission for the attributes of that change as well.",
        },
        new(Permission.ReadAudit, "Read the audit log", [Role.Helpdesk, Role.RecipientAdministrator, Role.Auditor]),
        new(Permission.VerifyAudit, "Verify and export the audit log", [Role.Auditor]),
        new(Permission.ReadSettings, "See settings and connections", [Role.RecipientAdministrator, Role.Auditor]),
        new(Permission.ManageSettings, "Change connections, roles, tokens and retention", []),
    ];

    private static readonly FrozenDictionary<Permission, PermissionEntry> ByPermission = Entries.ToFrozenDictionary(e =>
        e.Permission
    );

    /// <summary>Returns the display texts and the roles of a permission.</summary>
    public static PermissionEntry Entry(Permission permission) => ByPermission[permission];

    public static bool Allows(Role role, Permission permission) =>
        ByPermission.TryGetValue(permission, out var entry)
        && (role == Role.Administrator || entry.Roles.Contains(role));

    /// <summary>Returns all permissions of the role, in the order of <see cref="Permission"/>.</summary>
    public static IReadOnlyList<Permission> Of(Role role) =>
        Enum.GetValues<Permission>().Where(p => Allows(role, p)).ToArray();
}
