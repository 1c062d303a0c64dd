using System.Collections.Concurrent;
using System.Security.Claims;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.SignIn;

/// <summary>
/// Revalidates people of the directory after the sign-in: queries at intervals whether the account is still usable and
/// which role its groups give. One query serves all requests and circuits of an account. While the directory does not
/// answer, the last result remains valid: nothing in it can be changed then.
/// </summary>
internal sealed class DirectoryAccountValidator(
    IDirectoryAccounts accounts,
    RoleAssignment roles,
    SessionOptions options,
    TimeProvider time
) : IPrincipalCheck
{
    private readonly ConcurrentDictionary<Guid, Seen> seen = new();

    public static ClaimsPrincipal PrincipalOf(DirectoryAccount account, AssignedRole role, string? session = null) =>
        ActorClaims.PrincipalOf(
            new Actor
            {
                Id = account.UserPrincipalName ?? account.SamAccountName,
                DisplayName = account.DisplayName,
                Role = role.Role,
                Scope = role.Scope,
            },
            ConsoleSignIn.Scheme,
            account.Id,
            session,
            role.Groups
        );

    public async Task<PrincipalVerdict> CheckAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(principal.FindFirstValue(ActorClaims.Account), out var id))
            return PrincipalVerdict.Ended;
        DirectoryAccount? account;
        try
        {
            account = await LookAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryFault)
        {
            return PrincipalVerdict.Unchanged;
        }

        if (account is not { IsUsable: true } || roles.Find(account.Groups) is not { } role)
            return PrincipalVerdict.Ended;
        var now = PrincipalOf(account, role, principal.FindFirstValue(ActorClaims.Session));
        return IsSame(principal, now) ? PrincipalVerdict.Unchanged : new PrincipalVerdict(true, now);
    }

    private async Task<DirectoryAccount?> LookAsync(Guid id, CancellationToken cancellationToken)
    {
        if (seen.TryGetValue(id, out var last) && time.GetUtcNow() - last.At < options.RevalidationInterval)
            return last.Account;
        var account = await accounts.FindAsync(id, cancellationToken).ConfigureAwait(false);
        seen[id] = new Seen(account, time.GetUtcNow());
        return account;
    }

    private static bool IsSame(ClaimsPrincipal left, ClaimsPrincipal right) =>
        left.FindFirstValue(ActorClaims.Id) == right.FindFirstValue(ActorClaims.Id)
        && left.FindFirstValue(ActorClaims.Name) == right.FindFirstValue(ActorClaims.Name)
        && ActorClaims.RoleOf(left) == ActorClaims.RoleOf(right)
        && left.FindAll(ActorClaims.Scope)
            .Select(c => c.Value)
            .ToHashSet()
            .SetEquals(right.FindAll(ActorClaims.Scope).Select(c => c.Value));

    private sealed record Seen(DirectoryAccount? Account, DateTimeOffset At);
}
