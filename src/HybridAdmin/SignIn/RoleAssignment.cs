using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Options;

namespace HybridAdmin.SignIn;

/// <summary>The role that a person's groups give.</summary>
/// <param name="Groups">The groups that give it, as named in the settings, for the log.</param>
/// <param name="Scope">The organisational units to which it is limited; empty for none.</param>
internal sealed record AssignedRole(Role Role, IReadOnlyList<string> Groups, IReadOnlyList<DistinguishedName> Scope);

/// <summary>
/// Finds a person's role by <c>Access:Roles</c>. A person has exactly one: if several apply, the most powerful one,
/// with its own limits. Groups are identified by DN or sAMAccountName, which are unique in a domain, not by common
/// name: anybody who may create groups in some organisational unit could use the name of a group that gives a role.
/// </summary>
internal sealed class RoleAssignment(IReadOnlyList<RoleGrant> grants)
{
    private static readonly Role[] ByPower =
    [
        Role.Administrator,
        Role.RecipientAdministrator,
        Role.Helpdesk,
        Role.Auditor,
    ];

    /// <summary>The configured grants, for people who have no role.</summary>
    public IReadOnlyList<RoleGrant> Grants => grants;

    /// <returns>The role; null if none of the groups gives one.</returns>
    public AssignedRole? Find(IReadOnlyList<DirectoryGroup> groups) =>
        Find(configured => groups.Any(group => IsMeant(configured, group)));

    /// <param name="memberships">
    /// The values of an OpenID provider's "roles" and "groups": app roles, object ids, account names or DNs.
    /// </param>
    /// <returns>The role; null if none of the values gives one.</returns>
    public AssignedRole? Find(IReadOnlyList<string> memberships) =>
        Find(configured => memberships.Any(membership => IsMeant(configured, membership)));

    private AssignedRole? Find(Func<string, bool> isHeld)
    {
        foreach (var role in ByPower)
        {
            var held = grants.Where(g => g.Role == role && isHeld(g.Group)).ToArray();
            if (held.Length == 0)
                continue;
            var scope = held.Any(g => g.Scope.Count == 0) ? [] : held.SelectMany(g => g.Scope).Distinct().ToArray();
            return new AssignedRole(role, [.. held.Select(g => g.Group)], scope);
        }

        return null;
    }

    private static bool IsMeant(string configured, DirectoryGroup group) =>
        configured.Equals(group.SamAccountName ?? group.Name, StringComparison.OrdinalIgnoreCase)
        || (configured.Contains('=') && DistinguishedName.TryParse(configured, out var dn) && dn.Equals(group.Dn));

    private static bool IsMeant(string configured, string membership) =>
        configured.Equals(membership, StringComparison.OrdinalIgnoreCase)
        || (
            configured.Contains('=')
            && DistinguishedName.TryParse(configured, out var left)
            && DistinguishedName.TryParse(membership, out var right)
            && left.Equals(right)
        );
}
