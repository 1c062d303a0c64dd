using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace HybridAdmin.SignIn;

/// <summary>Revalidates the cookie of each request: signed out meanwhile, account removed, role changed.</summary>
internal sealed class SessionCookieEvents(IPrincipalCheck check, RevokedSessions ended) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var verdict =
            context.Principal is { } principal && !ended.Contains(principal)
                ? await check.CheckAsync(principal, context.HttpContext.RequestAborted)
                : PrincipalVerdict.Ended;
        if (!verdict.IsValid)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(ConsoleSignIn.Scheme);
            return;
        }

        if (verdict.Replacement is { } replacement)
        {
            context.ReplacePrincipal(replacement);
            context.ShouldRenew = true;
        }

        // For this request and the circuit that it may open.
        ActorClaims.SetClientAddress(context.Principal!, context.HttpContext);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        RedirectOrAnswer(context, StatusCodes.Status401Unauthorized);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        RedirectOrAnswer(context, StatusCodes.Status403Forbidden);

    /// <summary>Redirects pages to the sign-in; scripts and sockets receive the status instead.</summary>
    private static Task RedirectOrAnswer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/_blazor"))
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
