using System.Security.Claims;

namespace HybridAdmin.SignIn;

/// <summary>What a later look at somebody's account showed.</summary>
/// <param name="IsValid">False: signed out.</param>
/// <param name="Replacement">Same person, other role or name; null: all as before.</param>
internal readonly record struct PrincipalVerdict(bool IsValid, ClaimsPrincipal? Replacement = null)
{
    public static readonly PrincipalVerdict Unchanged = new(true);

    public static readonly PrincipalVerdict Ended = new(false);
}

/// <summary>Looks again whether somebody who signed in still may; one per way of signing in. Thread-safe.</summary>
internal interface IPrincipalCheck
{
    Task<PrincipalVerdict> CheckAsync(ClaimsPrincipal principal, CancellationToken cancellationToken);
}
