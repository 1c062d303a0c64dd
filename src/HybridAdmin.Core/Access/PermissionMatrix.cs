using System.Collections.Frozen;

namespace HybridAdmin.Core.Access;

/// <summary>
/// Which role may do what. The one place; the page, roles.md and the policies are made of it or tested against it.
/// </summary>
public static class PermissionMatrix
{
    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> Granted = new Dictionary<
        Role,
        FrozenSet<Permission>
    >
    {
        [Role.Helpdesk] = Set(
            Permission.ReadRecipients,
            Permission.EditAddresses,
            Permission.EditVisibility,
            Permission.ReadAudit,
            Permission.RevertChanges
        ),
        [Role.RecipientAdministrator] = Set(
            Permission.ReadRecipients,
            Permission.EditAddresses,
            Permission.EditVisibility,
            Permission.EditCustomAttributes,
            Permission.EditDisplayName,
            Permission.EditAlias,
            Permission.EditUserPrincipalName,
            Permission.EditSecurityGroups,
            Permission.SwitchAuthority,
            Permission.ManageMigration,
            Permission.ExportRecipients,
            Permission.StartSync,
            Permission.RevertChanges,
            Permission.ReadAudit,
            Permission.ReadSettings
        ),
        [Role.Auditor] = Set(
            Permission.ReadRecipients,
            Permission.ExportRecipients,
            Permission.ReadAudit,
            Permission.VerifyAudit,
            Permission.ReadSettings
        ),
        [Role.Administrator] = Enum.GetValues<Permission>().ToFrozenSet(),
    }.ToFrozenDictionary();

    public static bool Allows(Role role, Permission permission) =>
        Granted.TryGetValue(role, out var permissions) && permissions.Contains(permission);

    /// <summary>All that the role may do, in the order of <see cref="Permission"/>.</summary>
    public static IReadOnlyList<Permission> Of(Role role) =>
        Enum.GetValues<Permission>().Where(p => Allows(role, p)).ToArray();

    private static FrozenSet<Permission> Set(params Permission[] permissions) => permissions.ToFrozenSet();
}
