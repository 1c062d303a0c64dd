using System.Security.Claims;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.SignIn;

/// <summary>The claims that all ways of signing in end in.</summary>
internal static class ActorClaims
{
    /// <summary><see cref="Actor.Id"/>.</summary>
    public const string Id = ClaimTypes.NameIdentifier;

    /// <summary><see cref="Actor.DisplayName"/>.</summary>
    public const string Name = ClaimTypes.Name;

    /// <summary>Name of the <see cref="Core.Access.Role"/>; exactly one.</summary>
    public const string Role = ClaimTypes.Role;

    /// <summary>Name of the <see cref="ActorSource"/>.</summary>
    public const string Source = "hybridadmin:source";

    /// <summary>DN of an organisational unit to which the role is limited; any number.</summary>
    public const string Scope = "hybridadmin:scope";

    /// <summary>objectGUID of the account; absent for personas and tokens.</summary>
    public const string Account = "hybridadmin:account";

    /// <summary>
    /// A name of <c>Access:Roles</c> that gave the role, as the settings have it; any number. Not read by
    /// <see cref="ActorOf"/>: it gives no right.
    /// </summary>
    public const string GivenBy = "hybridadmin:grant";

    /// <summary>Names one session from sign-in to sign-out.</summary>
    public const string Session = "hybridadmin:session";

    /// <summary>Address that the present request or circuit came from; noted anew with each.</summary>
    public const string ClientAddress = "hybridadmin:client-address";

    /// <param name="scheme">By which the person or script was recognised.</param>
    /// <param name="account">objectGUID of the account, where there is one.</param>
    /// <param name="session">Goes on when only the role changes.</param>
    /// <param name="givenBy">What gave the role; null: nothing that the log names.</param>
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

    /// <summary>Null: nobody, or somebody without a role.</summary>
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

    /// <summary>Notes where the request comes from, in place of what was noted before.</summary>
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
