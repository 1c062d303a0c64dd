using System.Globalization;
using System.Security.Claims;
using HybridAdmin.Core.Access;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Maps the memberships of people of the provider to roles, and limits their sessions. The provider is queried at
/// sign-in only, so a session ends <see cref="SessionOptions.Lifetime"/> after it, regardless of activity; a role that
/// is withdrawn there stays valid no longer than that.
/// </summary>
internal sealed class OpenIdRoleMapper(
    RoleAssignment roles,
    SessionOptions options,
    ProviderSessions sessions,
    TimeProvider time
) : IPrincipalCheck
{
    /// <summary>The claim with the latest end of the session, in seconds since 1970.</summary>
    private const string Until = "hybridadmin:until";

    /// <exception cref="OpenIdRefusal">Nothing gives a role.</exception>
    public (ClaimsPrincipal Principal, AssignedRole Role) Admit(OpenIdClaims person)
    {
        if (roles.Find(person.Memberships) is { } role)
        {
            var end = (time.GetUtcNow() + options.Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var provider = person.ProviderSession is { } id ? ProviderSessions.ClaimOf(id) : null;
            return (PrincipalOf(person.Id, person.DisplayName, role, end, provider, session: null), role);
        }

        throw person.AreGroupsWithheld
            ? new OpenIdRefusal(
                OpenIdProblem.GroupsWithheld,
                "The provider left the groups out because the person is in too many (groups overage), and no "
                    + "app role gives a role. Configure the groups claim as \"groups assigned to the "
                    + "application\", or give app roles.",
                person.DisplayName
            )
            : new OpenIdRefusal(
                OpenIdProblem.NoRole,
                "The identity token was right, but none of its roles and groups gives a role.",
                person.DisplayName
            );
    }

    /// <summary>Checks the end of the session, here and at the provider, and the present settings.</summary>
    public async Task<PrincipalVerdict> CheckAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var verdict = Check(principal);
        return verdict.IsValid && !await sessions.IsStandingAsync(principal, cancellationToken)
            ? PrincipalVerdict.Ended
            : verdict;
    }

    /// <summary>Indicates whether the session has expired.</summary>
    public static bool IsOver(ClaimsPrincipal principal, DateTimeOffset now) =>
        !long.TryParse(principal.FindFirstValue(Until), NumberStyles.None, CultureInfo.InvariantCulture, out var end)
        || now.ToUnixTimeSeconds() >= end;

    private PrincipalVerdict Check(ClaimsPrincipal principal)
    {
        if (
            principal.FindFirstValue(Until) is not { } until
            || IsOver(principal, time.GetUtcNow())
            || roles.Find([.. principal.FindAll(ActorClaims.GivenBy).Select(c => c.Value)]) is not { } role
            || ActorClaims.ActorOf(principal) is not { } actor
        )
            return PrincipalVerdict.Ended;
        return actor.Role == role.Role && actor.Scope.ToHashSet().SetEquals(role.Scope)
            ? PrincipalVerdict.Unchanged
            : new PrincipalVerdict(
                true,
                PrincipalOf(
                    actor.Id,
                    actor.DisplayName,
                    role,
                    until,
                    principal.FindFirst(ProviderSessions.Claim),
                    principal.FindFirstValue(ActorClaims.Session)
                )
            );
    }

    private static ClaimsPrincipal PrincipalOf(
        string id,
        string name,
        AssignedRole role,
        string until,
        Claim? provider,
        string? session
    )
    {
        var actor = new Actor
        {
            Id = id,
            DisplayName = name,
            Role = role.Role,
            Scope = role.Scope,
        };
        var principal = ActorClaims.PrincipalOf(actor, ConsoleSignIn.Scheme, session: session, givenBy: role.Groups);
        var identity = (ClaimsIdentity)principal.Identity!;
        identity.AddClaim(new Claim(Until, until));
        if (provider is not null)
            identity.AddClaim(new Claim(provider.Type, provider.Value));
        return principal;
    }
}
