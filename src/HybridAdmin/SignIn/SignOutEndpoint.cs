using HybridAdmin.Core.Audit;
using HybridAdmin.SignIn.OpenId;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace HybridAdmin.SignIn;

internal static class SignOutEndpoint
{
    /// <summary>
    /// Maps POST /sign-out, from the frame's menu and the page with the button. Must precede the page of the same
    /// address, which also accepts POST. Without a valid anti-forgery token only the page with the button is shown:
    /// another site cannot sign anybody out.
    /// </summary>
    public static void MapConsoleSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", SignOutAsync).AllowAnonymous().WithOrder(-1).DisableAntiforgery();

    private static async Task<IResult> SignOutAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        RevokedSessions ended,
        SignInAuditor records,
        ILogger<SignInAuditor> logger,
        CancellationToken cancellationToken
    )
    {
        var provider = context.RequestServices.GetService<OpenIdSignOut>();
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.LocalRedirect("~/sign-out");
        var person = context.User;
        var isSomebody = ActorClaims.ActorOf(person) is not null;
        var properties =
            provider is null || !isSomebody ? null : (await context.AuthenticateAsync(ConsoleSignIn.Scheme)).Properties;
        ended.Add(person);
        await context.SignOutAsync(ConsoleSignIn.Scheme);
        if (!isSomebody)
            return Results.LocalRedirect("~/sign-in");
        try
        {
            await records.SignedOutAsync(person, cancellationToken);
        }
        catch (AuditUnavailableException unavailable)
        {
            logger.SignOutNotRecorded(unavailable.Message); // a sign-out is never refused
        }

        return provider is null
            ? Results.LocalRedirect("~/sign-in")
            : await provider.LeaveAsync(context, properties, cancellationToken);
    }
}
