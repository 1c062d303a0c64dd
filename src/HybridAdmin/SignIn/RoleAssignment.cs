using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Options;

namespace HybridAdmin.SignIn;

/// <summary>The role that a person's groups give.</summary>
/// <param name="Groups">The settings' names of the groups that give it, for the log.</param>
/// <param name="Scope">Organisational units to which it is limited; empty: none.</param>
internal sealed record AssignedRole(Role Role, IReadOnlyList<string> Groups, IReadOnlyList<DistinguishedName> Scope);

/// <summary>
/// Finds a person's role by <c>Access:Roles</c>. A person has one: of several, the one that may do most, with its own
/// limits. Groups are known by DN or sAMAccountName, which are unique in a domain. Not by common name: whoever may
/// create groups in some organisational unit could name one like the group that gives a role.
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

    /// <summary>What an administrator configured, for people who turned out to have no role.</summary>
    public IReadOnlyList<RoleGrant> Grants => grants;

    /// <returns>Null: none of the groups gives a role.</returns>
    public AssignedRole? Find(IReadOnlyList<DirectoryGroup> groups) =>
        Find(configured => groups.Any(group => IsMeant(configured, group)));

    /// <param name="memberships">Values of an OpenID provider's "roles" and "groups": app roles, object ids, account
    /// names or DNs.</param>
    /// <returns>Null: none of them gives a role.</returns>
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
