using HybridAdmin.Core.Audit;
using HybridAdmin.Options;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>Shows, logs and records every refused sign-in at the provider.</summary>
internal sealed class SignInRefusals(
    OpenIdSettings settings,
    OpenIdProblems problems,
    SignInAuditor records,
    ILogger<SignInRefusals> logger
)
{
    /// <summary>
    /// Refuses a sign-in before the provider was contacted: it is shown and logged, but not recorded.
    /// </summary>
    /// <param name="returnTo">The page to open after the sign-in.</param>
    public OpenIdRefusal RefuseStart(HttpContext context, Exception failure, string? returnTo)
    {
        var refusal = ProviderFailures.ToRefusal(failure, SignInAttempt.Of(context), settings.Authority);
        logger.SignInRefused(refusal.Problem, refusal.Message);
        problems.Show(context, refusal.Problem, returnTo);
        return refusal;
    }

    /// <summary>Refuses a response of the provider; recorded unless the provider failed.</summary>
    /// <param name="returnTo">The page to open after the sign-in.</param>
    public async Task RefuseAsync(HttpContext context, Exception failure, string? returnTo)
    {
        if (failure is AuditUnavailableException unrecorded)
        {
            logger.SignInNotRecorded(unrecorded.Message);
            problems.Show(context, OpenIdProblem.NotRecorded, returnTo);
            return;
        }

        var refusal = RefuseStart(context, failure, returnTo);
        if (refusal.Problem == OpenIdProblem.ProviderUnreachable)
            return; // no person was refused
        try
        {
            await records.RefusedAsync(
                refusal.Person ?? "unknown",
                ActorClaims.ClientAddressOf(context),
                refusal.Message,
                CancellationToken.None // recorded even if the client does not wait for the response
            );
        }
        catch (AuditUnavailableException unavailable)
        {
            logger.RefusalNotRecorded(unavailable.Message); // the sign-in is refused nevertheless
        }
    }
}
