using System.Security.Claims;
using HybridAdmin.Core.Audit;
using HybridAdmin.Options;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Handles the events of the framework's OpenID Connect handler: adds <see cref="OpenIdGuard"/>, maps a validated token
/// to a person with a role, and passes every refusal to <see cref="SignInRefusals"/>.
/// </summary>
internal sealed class OpenIdEvents(
    OpenIdSettings settings,
    ProviderMetadata metadata,
    OpenIdRoleMapper people,
    SignInRefusals refusals,
    ProviderSessions sessions,
    SignInAuditor records,
    TimeProvider time
)
{
    /// <summary>
    /// The maximum length of an identity token that the cookie stores for the sign-out at the provider, in characters.
    /// </summary>
    /// <remarks>
    /// Longer ones, of people with many groups, would make cookie and sign-out address too long; without the token the
    /// provider may ask whether to sign out.
    /// </remarks>
    public const int MaxKeptToken = 3_000;

    /// <summary>
    /// Parameters of Microsoft.Identity.Web that are not sent: telemetry, and those that only its token caches need.
    /// </summary>
    private static readonly string[] NotSent = ["x-client-brkrver", "client_info"];

    /// <summary>The item of the protected state with the nonce of this sign-in.</summary>
    private const string NonceItem = "nonce";

    /// <summary>Adds the handlers; those that Microsoft.Identity.Web has added run before.</summary>
    public void Attach(OpenIdConnectEvents events)
    {
        var (redirect, message, code) = (
            events.OnRedirectToIdentityProvider,
            events.OnMessageReceived,
            events.OnAuthorizationCodeReceived
        );
        var (token, ticket, failure) = (events.OnTokenValidated, events.OnTicketReceived, events.OnRemoteFailure);
        events.OnRedirectToIdentityProvider = context => AfterAsync(redirect(context), () => Redirect(context));
        events.OnMessageReceived = context => AfterAsync(message(context), () => CheckAnswerAsync(context));
        events.OnAuthorizationCodeReceived = context => AfterAsync(code(context), () => NoteCode(context));
        events.OnTokenValidated = context => AfterAsync(token(context), () => CheckTokenAsync(context));
        events.OnTicketReceived = context => AfterAsync(ticket(context), () => AdmitAsync(context));
        events.OnRemoteFailure = context => AfterAsync(failure(context), () => RefuseAsync(context));
        events.OnRemoteSignOut = SignOutAsync;
    }

    private static async Task AfterAsync(Task before, Func<Task> then)
    {
        await before;
        await then();
    }

    private static Task Redirect(RedirectContext context)
    {
        foreach (var name in NotSent)
            context.ProtocolMessage.Parameters.Remove(name);
        context.Properties.Items[NonceItem] = context.ProtocolMessage.Nonce;
        return Task.CompletedTask;
    }

    private async Task CheckAnswerAsync(MessageReceivedContext context)
    {
        if (context.Properties is not { Items.Count: > 0 })
            throw ProviderFailures.NotBegunHere();
        OpenIdGuard.CheckAnswer(
            context.ProtocolMessage,
            await metadata.GetConfigurationAsync(context.HttpContext.RequestAborted)
        );
    }

    private static Task NoteCode(AuthorizationCodeReceivedContext context)
    {
        SignInAttempt.Of(context.HttpContext).IsCodeSent = true;
        return Task.CompletedTask;
    }

    private async Task CheckTokenAsync(TokenValidatedContext context)
    {
        var provider = await metadata.GetConfigurationAsync(context.HttpContext.RequestAborted);
        context.Properties!.Items.Remove(NonceItem, out var nonce);
        OpenIdGuard.CheckToken(context.SecurityToken, nonce, provider.Issuer, settings.ClientId, time.GetUtcNow());
        if (context.TokenEndpointResponse?.IdToken is { Length: <= MaxKeptToken } token)
            context.Properties.StoreTokens([
                new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = token },
            ]);
    }

    /// <summary>
    /// Assigns the role. Done here and not in the token's event, because userinfo has been added and compared (sub) by
    /// now.
    /// </summary>
    private async Task AdmitAsync(TicketReceivedContext context)
    {
        try
        {
            var (principal, _) = people.Admit(OpenIdClaims.Of(context.Principal ?? new ClaimsPrincipal()));
            await records.SignedInAsync(
                principal,
                ActorClaims.ClientAddressOf(context.HttpContext),
                context.HttpContext.RequestAborted
            );
            sessions.Add(principal);
            var kept = new AuthenticationProperties();
            kept.StoreTokens(context.Properties?.GetTokens() ?? []);
            (context.Principal, context.Properties) = (principal, kept);
        }
        // Failing this event would not stop the handler: the response has to be written here.
        catch (Exception exception) when (exception is OpenIdRefusal or AuditUnavailableException)
        {
            await refusals.RefuseAsync(context.HttpContext, exception, context.ReturnUri);
            context.HandleResponse();
        }
    }

    private async Task RefuseAsync(RemoteFailureContext context)
    {
        await refusals.RefuseAsync(
            context.HttpContext,
            context.Failure ?? ProviderFailures.NotBegunHere(),
            context.Properties?.RedirectUri
        );
        context.HandleResponse();
    }

    /// <summary>
    /// Front-channel sign-out: the provider loads this address in a frame when its session has ended. Entra sends the
    /// session's id without the issuer that the specification asks for.
    /// </summary>
    private async Task SignOutAsync(RemoteSignOutContext context)
    {
        var message = context.ProtocolMessage;
        context.HandleResponse();
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        if (!HttpMethods.IsGet(context.Request.Method) || message?.Sid is not { Length: > 0 } session)
            return;
        try
        {
            var issuer = (await metadata.GetConfigurationAsync(context.HttpContext.RequestAborted)).Issuer;
            if (message.Iss is { } named ? named != issuer : !EntraHosts.Contains(settings.Authority))
                return;
            await sessions.EndAsync(session, ActorClaims.ClientAddressOf(context.HttpContext), CancellationToken.None);
            context.Response.StatusCode = StatusCodes.Status200OK;
        }
        catch (OpenIdRefusal)
        {
            // Logged where the document was fetched.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }
}
