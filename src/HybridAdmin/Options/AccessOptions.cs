using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>
/// Groups that give the roles. With a directory: distinguished names or account names (sAMAccountName), not common
/// names, because whoever may create groups somewhere could copy one. With an OpenID provider: app roles or the object
/// ids of groups.
/// </summary>
[SettingsSection("Access")]
internal sealed class AccessOptions
{
    public RoleGroups Roles { get; init; } = new();
}

/// <summary>Groups by role.</summary>
internal sealed class RoleGroups
{
    public IReadOnlyList<RoleGroup> Helpdesk { get; init; } = [];

    public IReadOnlyList<RoleGroup> RecipientAdministrator { get; init; } = [];

    public IReadOnlyList<RoleGroup> Auditor { get; init; } = [];

    public IReadOnlyList<RoleGroup> Administrator { get; init; } = [];

    /// <summary>The groups with their roles.</summary>
    internal IEnumerable<(Role Role, RoleGroup Group)> All =>
        Helpdesk
            .Select(g => (Role.Helpdesk, g))
            .Concat(RecipientAdministrator.Select(g => (Role.RecipientAdministrator, g)))
            .Concat(Auditor.Select(g => (Role.Auditor, g)))
            .Concat(Administrator.Select(g => (Role.Administrator, g)));
}

/// <summary>A group that gives a role, written as its name alone or with a scope.</summary>
[TextStandsFor(nameof(Group))]
internal sealed class RoleGroup : SettingsItem
{
    /// <summary>Group that gives the role.</summary>
    [Setting("HybridAdmin Administrators")]
    public string? Group { get; init; }

    /// <summary>Organisational units that the role is limited to.</summary>
    [Setting("OU=North,DC=contoso,DC=local", Default = "no limit")]
    public IReadOnlyList<DistinguishedName> OrganizationalUnits { get; init; } = [];
}

/// <summary>Checks that every entry names a group, and that somebody can sign in at all.</summary>
internal sealed class AccessOptionsValidator(
    BoundSection<DirectoryOptions> directory,
    BoundSection<SignInOptions> signIn
) : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options) => Mistakes.Result(Rules(options));

    private IEnumerable<string> Rules(AccessOptions options)
    {
        var mode = signIn.Value.ModeBeside(directory.Value.Servers.Count > 0);
        var groups = options.Roles.All.ToArray();
        foreach (var (role, group) in groups.Where(g => g.Group.Group is null))
            yield return $"{group.Key} names no group; write for example {group.Key}=HybridAdmin {role}, or "
                + $"{group.Key}:Group with {group.Key}:OrganizationalUnits:0.";
        if (mode != SignInMode.Sandbox && groups.All(g => g.Group.Group is null))
            yield return "Access:Roles gives nobody a role, so nobody could sign in; set for example "
                + "Access:Roles:Administrator:0=HybridAdmin Administrators.";
    }
}

/// <summary>A group that gives a role.</summary>
/// <param name="Group">
/// DN or sAMAccountName; with an OpenID provider a value of its "roles" or "groups", such as an app role or an object
/// id.
/// </param>
/// <param name="Scope">The organisational units to which the role is limited; empty for none.</param>
public sealed record RoleGrant(Role Role, string Group, IReadOnlyList<DistinguishedName> Scope)
{
    internal static IReadOnlyList<RoleGrant> Of(AccessOptions options) =>
        [
            .. options
                .Roles.All.Where(g => g.Group.Group is not null)
                .Select(g => new RoleGrant(g.Role, g.Group.Group!, g.Group.OrganizationalUnits)),
        ];
}
