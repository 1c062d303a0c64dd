using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Shows at the sign-in page why a sign-in failed. The message is transferred in protected form, so that nobody can
/// send a link that makes the page show a text.
/// </summary>
internal sealed class OpenIdProblems(IDataProtectionProvider protection, RoleAssignment roles)
{
    /// <summary>The query parameter of the sign-in page.</summary>
    public const string Parameter = "problem";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("HybridAdmin.SignIn.Problem")
        .ToTimeLimitedDataProtector();

    /// <summary>Redirects to the sign-in page with the problem.</summary>
    /// <param name="returnTo">The page to open after the sign-in.</param>
    public void Show(HttpContext context, OpenIdProblem problem, string? returnTo) =>
        context.Response.Redirect(AddressOf(context, problem, returnTo));

    /// <inheritdoc cref="Show"/>
    public string AddressOf(HttpContext context, OpenIdProblem problem, string? returnTo = null)
    {
        var query = new Dictionary<string, string?> { [Parameter] = protector.Protect(problem.ToString(), Lifetime) };
        if (ReturnUrl.Local(returnTo, context.Request.PathBase) is { Length: > 1 } path)
            query["returnUrl"] = path;
        return QueryHelpers.AddQueryString($"{context.Request.PathBase}/sign-in", query);
    }

    /// <returns>The result to show; null if there is none, or it was not written by this console recently.</returns>
    public SignInResult? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            return Enum.TryParse<OpenIdProblem>(protector.Unprotect(text), out var problem) ? Words(problem) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public SignInResult Words(OpenIdProblem problem) =>
        problem switch
        {
            OpenIdProblem.ProviderUnreachable => SignInResult.Refused(
                "The sign-in provider is not reachable",
                "Nobody can sign in until it answers correctly; the console tries again automatically. "
                    + "Whoever runs the console finds the reason in its log."
            ),
            OpenIdProblem.RefusedThere => SignInResult.Refused(
                "The provider refused the sign-in",
                "It was cancelled there, or your account may not use this application. Try again, or ask "
                    + "whoever looks after the provider; the console's log has its words."
            ),
            OpenIdProblem.NotBegunHere => SignInResult.Refused(
                "This sign-in was not begun in this browser",
                "The answer belongs to another browser, took too long, or was used before. Nobody was signed "
                    + "in. Begin again here."
            ),
            OpenIdProblem.CodeRefused => SignInResult.Refused(
                "The provider did not accept the sign-in's code",
                "It was used before or has expired: begin again. If it happens each time, the console's "
                    + "registration (SignIn:ClientId, its secret, the redirect URI) is wrong; its log has "
                    + "the provider's words."
            ),
            OpenIdProblem.NoRole => new SignInResult
            {
                Title = "Your account has no role here",
                Message = "The provider says who you are, but no app role and no group of yours gives a role.",
                RolesToHave = roles.Grants,
            },
            OpenIdProblem.GroupsWithheld => SignInResult.Refused(
                "The provider did not tell your groups",
                "You are in more groups than fit, and no app role gives you a role. Whoever looks after the "
                    + "provider can give you an app role of this application, or set its groups claim to "
                    + "\"groups assigned to the application\"."
            ),
            OpenIdProblem.NotRecorded => SignInResult.Refused(
                "Nobody can sign in just now",
                "Sign-ins are recorded, and the audit log cannot be written at the moment. Whoever runs the "
                    + "console finds the reason in its log and at /health/ready."
            ),
            OpenIdProblem.SignedOutHereOnly => SignInResult.Refused(
                "You have signed out here only",
                "The provider could not be notified, or offers no sign-out: on a shared computer, sign "
                    + "out there as well or close the browser."
            ),
            _ => SignInResult.Refused(
                "The provider's answer failed a check",
                "So nobody was signed in. Try again; if it stays so, whoever runs the console finds in its "
                    + "log and in the audit log which check it was."
            ),
        };
}
