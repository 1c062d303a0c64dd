using System.Globalization;
using System.Security.Claims;
using HybridAdmin.Core.Access;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// People of the provider: what their memberships give, and how long that is believed. The provider is asked at sign-in
/// only, so a session ends <see cref="SessionOptions.Lifetime"/> after it, however busy it is; a role taken away there
/// holds no longer than that.
/// </summary>
internal sealed class OpenIdPeople(RoleAssignment roles, SessionOptions options, TimeProvider time) : IPrincipalCheck
{
    /// <summary>When the session ends at the latest, in seconds since 1970.</summary>
    private const string Until = "hybridadmin:until";

    /// <exception cref="OpenIdRefusal">Nothing gives a role.</exception>
    public (ClaimsPrincipal Principal, AssignedRole Role) Admit(OpenIdClaims person)
    {
        if (roles.Find(person.Memberships) is { } role)
        {
            var end = (time.GetUtcNow() + options.Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            return (PrincipalOf(person.Id, person.DisplayName, role, end, session: null), role);
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

    /// <summary>Looks at the end of the session and at the present settings.</summary>
    public Task<PrincipalVerdict> CheckAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        Task.FromResult(Check(principal));

    private PrincipalVerdict Check(ClaimsPrincipal principal)
    {
        if (
            principal.FindFirstValue(Until) is not { } until
            || !long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            || time.GetUtcNow().ToUnixTimeSeconds() >= end
            || roles.Find([.. principal.FindAll(ActorClaims.GivenBy).Select(c => c.Value)]) is not { } role
            || ActorClaims.ActorOf(principal) is not { } actor
        )
            return PrincipalVerdict.Ended;
        return actor.Role == role.Role && actor.Scope.ToHashSet().SetEquals(role.Scope)
            ? PrincipalVerdict.Unchanged
            : new PrincipalVerdict(
                true,
                PrincipalOf(actor.Id, actor.DisplayName, role, until, principal.FindFirstValue(ActorClaims.Session))
            );
    }

    private static ClaimsPrincipal PrincipalOf(string id, string name, AssignedRole role, string until, string? session)
    {
        var actor = new Actor
        {
            Id = id,
            DisplayName = name,
            Role = role.Role,
            Scope = role.Scope,
        };
        var principal = ActorClaims.PrincipalOf(actor, ConsoleSignIn.Scheme, session: session, givenBy: role.Groups);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(Until, until));
        return principal;
    }
}
