using System.Security.Claims;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.SignIn;

/// <summary>The claims that all sign-in methods produce.</summary>
internal static class ActorClaims
{
    /// <summary>The claim with <see cref="Actor.Id"/>.</summary>
    public const string Id = ClaimTypes.NameIdentifier;

    /// <summary>The claim with <see cref="Actor.DisplayName"/>.</summary>
    public const string Name = ClaimTypes.Name;

    /// <summary>The name of the <see cref="Core.Access.Role"/>; exactly one.</summary>
    public const string Role = ClaimTypes.Role;

    /// <summary>The name of the <see cref="ActorSource"/>.</summary>
    public const string Source = "hybridadmin:source";

    /// <summary>The DN of an organisational unit to which the role is limited; any number.</summary>
    public const string Scope = "hybridadmin:scope";

    /// <summary>The objectGUID of the account; absent for personas and tokens.</summary>
    public const string Account = "hybridadmin:account";

    /// <summary>
    /// A name of <c>Access:Roles</c> that gave the role, as written in the settings; any number. Not read by
    /// <see cref="ActorOf"/>, because it grants nothing.
    /// </summary>
    public const string GivenBy = "hybridadmin:grant";

    /// <summary>The id of one session from sign-in to sign-out.</summary>
    public const string Session = "hybridadmin:session";

    /// <summary>The client address of the present request or circuit; set again with each.</summary>
    public const string ClientAddress = "hybridadmin:client-address";

    /// <param name="scheme">The scheme that recognised the person or script.</param>
    /// <param name="account">The objectGUID of the account, if there is one.</param>
    /// <param name="session">The id of a session that continues when only the role changes.</param>
    /// <param name="givenBy">The source of the role; null if the log names none.</param>
    public static ClaimsPrincipal PrincipalOf(
        Actor actor,
        string scheme,
        Guid? account = null,
        string? session = null,
        IReadOnlyList<string>? givenBy = null
    )
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(Id, actor.Id),
                new Claim(Name, actor.DisplayName),
                new Claim(Role, actor.Role.ToString()),
                new Claim(Source, actor.Source.ToString()),
                new Claim(Session, session ?? Guid.NewGuid().ToString("N")),
                .. actor.Scope.Select(s => new Claim(Scope, s.ToString())),
                .. (givenBy ?? []).Select(g => new Claim(GivenBy, g)),
            ],
            scheme,
            Name,
            Role
        );
        if (account is { } id)
            identity.AddClaim(new Claim(Account, id.ToString("D")));
        if (actor.ClientAddress is { } address)
            identity.AddClaim(new Claim(ClientAddress, address));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The actor of a principal; null if nobody is signed in, or the person has no role.</summary>
    public static Actor? ActorOf(ClaimsPrincipal principal)
    {
        if (
            principal.Identity?.IsAuthenticated != true
            || RoleOf(principal) is not { } role
            || principal.FindFirstValue(Id) is not { Length: > 0 } id
        )
            return null;
        return new Actor
        {
            Id = id,
            DisplayName = principal.FindFirstValue(Name) ?? id,
            Role = role,
            Source = Enum.TryParse<ActorSource>(principal.FindFirstValue(Source), out var source)
                ? source
                : ActorSource.Console,
            Scope = [.. principal.FindAll(Scope).Select(c => DistinguishedName.Parse(c.Value))],
            ClientAddress = principal.FindFirstValue(ClientAddress),
        };
    }

    public static Role? RoleOf(ClaimsPrincipal principal) =>
        Enum.TryParse<Role>(principal.FindFirstValue(Role), out var role) && Enum.IsDefined(role) ? role : null;

    /// <summary>Sets the client address of the request, replacing an earlier one.</summary>
    public static void SetClientAddress(ClaimsPrincipal principal, HttpContext context)
    {
        if (principal.Identity is not ClaimsIdentity identity)
            return;
        foreach (var old in identity.FindAll(ClientAddress).ToArray())
            identity.RemoveClaim(old);
        if (ClientAddressOf(context) is { } address)
            identity.AddClaim(new Claim(ClientAddress, address));
    }

    public static string? ClientAddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
    }
}
