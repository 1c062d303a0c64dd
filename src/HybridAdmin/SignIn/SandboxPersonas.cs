using System.Security.Claims;
using HybridAdmin.Core.Access;

namespace HybridAdmin.SignIn;

/// <summary>A persona of the sandbox.</summary>
internal sealed record Persona(string Name, Role Role, string Description);

/// <summary>Signs in by the choice of a persona; in the sandbox only.</summary>
internal sealed class SandboxPersonas(IReadOnlyList<Persona> all) : IPrincipalCheck
{
    /// <summary>The source of the role, for the log.</summary>
    public const string GivenBy = "choosing a persona of the sandbox";

    public IReadOnlyList<Persona> All => all;

    /// <returns>The person; null if there is no such persona.</returns>
    public ClaimsPrincipal? Find(string? name) =>
        all.FirstOrDefault(p => p.Name == name) is { } persona
            ? ActorClaims.PrincipalOf(
                new Actor
                {
                    Id = persona.Name,
                    DisplayName = persona.Name,
                    Role = persona.Role,
                },
                ConsoleSignIn.Scheme,
                givenBy: [GivenBy]
            )
            : null;

    public Task<PrincipalVerdict> CheckAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        Task.FromResult(
            all.Any(p => p.Name == principal.FindFirstValue(ActorClaims.Id) && p.Role == ActorClaims.RoleOf(principal))
                ? PrincipalVerdict.Unchanged
                : PrincipalVerdict.Ended
        );
}
