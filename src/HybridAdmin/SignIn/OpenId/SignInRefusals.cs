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
    /// <summary>Refuses a sign-in before the provider was asked: it is shown and logged, nobody is recorded.</summary>
    /// <param name="returnTo">Where the person wanted to go.</param>
    public OpenIdRefusal RefuseStart(HttpContext context, Exception failure, string? returnTo)
    {
        var refusal = ProviderFailures.ToRefusal(failure, SignInAttempt.Of(context), settings.Authority);
        logger.SignInRefused(refusal.Problem, refusal.Message);
        problems.Show(context, refusal.Problem, returnTo);
        return refusal;
    }

    /// <summary>Refuses an answer of the provider; recorded unless the provider failed.</summary>
    /// <param name="returnTo">Where the person wanted to go.</param>
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
            return; // nobody was refused
        try
        {
            await records.RefusedAsync(
                refusal.Person ?? "unknown",
                ActorClaims.ClientAddressOf(context),
                refusal.Message,
                CancellationToken.None // recorded also when the sender does not wait for the answer
            );
        }
        catch (AuditUnavailableException unavailable)
        {
            logger.RefusalNotRecorded(unavailable.Message); // it is refused all the same
        }
    }
}
