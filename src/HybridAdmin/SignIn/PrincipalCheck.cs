using System.Security.Claims;

namespace HybridAdmin.SignIn;

/// <summary>The result of revalidating an account.</summary>
/// <param name="IsValid">False if the person is signed out.</param>
/// <param name="Replacement">The same person with another role or name; null if nothing has changed.</param>
internal readonly record struct PrincipalVerdict(bool IsValid, ClaimsPrincipal? Replacement = null)
{
    public static readonly PrincipalVerdict Unchanged = new(true);

    public static readonly PrincipalVerdict Ended = new(false);
}

/// <summary>Revalidates a person who has signed in; one implementation per sign-in method. Thread-safe.</summary>
internal interface IPrincipalCheck
{
    Task<PrincipalVerdict> CheckAsync(ClaimsPrincipal principal, CancellationToken cancellationToken);
}
