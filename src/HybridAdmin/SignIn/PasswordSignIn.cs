using System.Security.Claims;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Options;

namespace HybridAdmin.SignIn;

/// <summary>The result of a sign-in: the person who is signed in, or the message to show.</summary>
public sealed record SignInResult
{
    public ClaimsPrincipal? Principal { get; init; }

    public string? Title { get; init; }

    public string? Message { get; init; }

    /// <summary>The groups that would give a role, if the person was authenticated but has none.</summary>
    public IReadOnlyList<RoleGrant>? RolesToHave { get; init; }

    public static SignInResult Refused(string title, string message) => new() { Title = title, Message = message };
}

/// <summary>
/// Signs a person in with the name and password of the directory, with one query to the directory and never one too
/// many.
/// </summary>
internal sealed class PasswordSignIn(
    IDirectoryAccounts accounts,
    RoleAssignment roles,
    SignInThrottle throttle,
    SignInAuditor records,
    TimeProvider time,
    ILogger<PasswordSignIn> logger
)
{
    private const int LongestName = 256;
    private const int LongestPassword = 1024;

    /// <summary>
    /// The minimum time before a refusal by the directory is reported: otherwise the time that it takes to find an
    /// account, or none, would reveal which names exist. The directory itself is asked for a password in both cases.
    /// </summary>
    private static readonly TimeSpan SoonestRefusal = TimeSpan.FromMilliseconds(400);

    private static readonly SignInResult Wrong = SignInResult.Refused(
        "User name or password is wrong",
        "The directory refused them, or the account is locked. Check both and try again; several refusals in "
            + "a row make you wait."
    );

    public async Task<SignInResult> ExecuteAsync(
        string? userName,
        string? password,
        string? clientAddress,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrWhiteSpace(userName) || string.IsNullOrEmpty(password))
            return SignInResult.Refused("User name and password are needed", "Fill in both fields.");
        if (userName.Length > LongestName || password.Length > LongestPassword)
            return Wrong;

        var wait = throttle.Begin(userName, clientAddress);
        if (wait > TimeSpan.Zero)
        {
            logger.SignInThrottled(Math.Ceiling(wait.TotalMinutes));
            return SignInResult.Refused(
                "Too many refused attempts",
                $"So that the account is not locked in the directory, the next attempt is possible in "
                    + $"{Math.Ceiling(wait.TotalMinutes):0} minutes. The directory was not asked."
            );
        }

        try
        {
            var asked = time.GetTimestamp();
            var result = await AskAsync(userName.Trim(), password, clientAddress, cancellationToken)
                .ConfigureAwait(false);
            if (
                result.Principal is null
                && SoonestRefusal - time.GetElapsedTime(asked) is { } rest
                && rest > TimeSpan.Zero
            )
                await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch (DirectoryFault fault)
        {
            throttle.Withdraw(userName, clientAddress);
            logger.DirectoryNotAsked(fault.Kind, fault.Message);
            return DirectoryAway;
        }
        catch (AuditUnavailableException unavailable)
        {
            logger.SignInNotRecorded(unavailable.Message);
            return SignInResult.Refused(
                "Nobody can sign in just now",
                "Sign-ins are recorded, and the audit log cannot be written at the moment. Whoever runs the "
                    + "console finds the reason in its log and at /health/ready."
            );
        }
    }

    internal static SignInResult DirectoryAway { get; } =
        SignInResult.Refused(
            "The directory is not reachable",
            "Names and passwords cannot be checked until it answers; the console tries again automatically. "
                + "Whoever runs it finds the reason in its log and at /health/ready."
        );

    private async Task<SignInResult> AskAsync(
        string userName,
        string password,
        string? clientAddress,
        CancellationToken cancellationToken
    )
    {
        var (account, refusal) = await accounts
            .SignInAsync(userName, password, cancellationToken)
            .ConfigureAwait(false);
        if (refusal is { } reason || account is null)
        {
            reason = refusal ?? SignInRefusal.WrongCredentials;
            await records.RefusedAsync(userName, clientAddress, Words(reason), cancellationToken).ConfigureAwait(false);
            return ToldAs(reason);
        }

        throttle.Succeeded(userName, clientAddress);
        if (!account.IsUsable)
        {
            await records
                .RefusedAsync(userName, clientAddress, Words(SignInRefusal.AccountNotUsable), cancellationToken)
                .ConfigureAwait(false);
            return ToldAs(SignInRefusal.AccountNotUsable);
        }

        if (roles.Find(account.Groups) is not { } role)
        {
            await records
                .RefusedAsync(
                    userName,
                    clientAddress,
                    "The password was right, but no group of the account gives a role.",
                    cancellationToken
                )
                .ConfigureAwait(false);
            return new SignInResult { Title = "Your account has no role here", RolesToHave = roles.Grants };
        }

        var principal = DirectoryAccountValidator.PrincipalOf(account, role);
        await records.SignedInAsync(principal, clientAddress, cancellationToken).ConfigureAwait(false);
        return new SignInResult { Principal = principal };
    }

    /// <summary>
    /// Maps a refusal to the result. The directory reports an expired password or an unusable account only if the
    /// password was right: then the person may know it.
    /// </summary>
    private static SignInResult ToldAs(SignInRefusal reason) =>
        reason switch
        {
            SignInRefusal.PasswordExpired => SignInResult.Refused(
                "Your password has expired",
                "Change it at a Windows computer of the domain, or ask the helpdesk; then sign in here."
            ),
            SignInRefusal.AccountNotUsable => SignInResult.Refused(
                "Your account cannot be used now",
                "It is disabled, expired, or not allowed at this time. Ask the helpdesk."
            ),
            _ => Wrong,
        };

    private static string Words(SignInRefusal reason) =>
        reason switch
        {
            SignInRefusal.PasswordExpired => "The password has expired or must be changed.",
            SignInRefusal.AccountNotUsable => "The account is disabled, expired, or not allowed at this time.",
            SignInRefusal.LockedOut => "The account is locked in the directory.",
            _ => "User name or password was wrong.",
        };
}
