using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Hosting;

namespace HybridAdmin.SignIn;

/// <summary>A group that gives a role, as the settings page shows it.</summary>
public sealed record AccessGroup(Role Role, string Group, IReadOnlyList<DistinguishedName> Scope);

/// <summary>A token of the API, without its hash.</summary>
public sealed record AccessToken(
    string Name,
    Role Role,
    string? Owner,
    IReadOnlyList<DistinguishedName> Scope,
    DateTimeOffset? NotAfter,
    bool HasEnded
);

/// <summary>The groups and tokens that give roles.</summary>
public sealed record AccessList(IReadOnlyList<AccessGroup> Groups, IReadOnlyList<AccessToken> Tokens);

/// <summary>Lists the groups and tokens that give roles, for people who manage the console.</summary>
public sealed class ListRoleAssignments
{
    private readonly ICurrentActor current;
    private readonly ConsoleSettings settings;
    private readonly TimeProvider time;

    internal ListRoleAssignments(ICurrentActor current, ConsoleSettings settings, TimeProvider time)
    {
        this.current = current;
        this.settings = settings;
        this.time = time;
    }

    /// <exception cref="AccessDeniedException">The role may not manage settings.</exception>
    public async Task<AccessList> ExecuteAsync(CancellationToken cancellationToken)
    {
        await current.RequireAsync(Permission.ManageSettings, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        return new AccessList(
            [.. settings.Roles.Select(g => new AccessGroup(g.Role, g.Group, g.Scope))],
            [
                .. settings.Tokens.Select(t => new AccessToken(
                    t.Name,
                    t.Role,
                    t.Owner,
                    t.Scope,
                    t.NotAfter,
                    now > t.NotAfter
                )),
            ]
        );
    }
}
