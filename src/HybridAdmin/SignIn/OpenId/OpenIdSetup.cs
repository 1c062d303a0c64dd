using System.Text.Json;
using HybridAdmin.Options;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Configures the framework's handler, whichever of the two packages has registered it. Runs after
/// Microsoft.Identity.Web, which replaces events and token parameters.
/// </summary>
internal sealed class OpenIdSetup(
    OpenIdSettings settings,
    ProviderMetadata metadata,
    OpenIdEvents events,
    IHttpClientFactory clients,
    ConsoleCookies cookies
) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    /// <summary>The maximum time that a person may take at the provider.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(15);

    /// <summary>The claims of userinfo that are used when the token has none of them.</summary>
    private static readonly string[] UserInfoClaims = ["name", "upn", "preferred_username", "email"];

    /// <inheritdoc/>
    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (name != OpenIdSignIn.Scheme)
            return;
        options.Authority = settings.Authority.OriginalString;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.ConfigurationManager = metadata;
        options.Backchannel = clients.CreateClient(ProviderBackchannel.Client);
        options.RequireHttpsMetadata = settings.Authority.Scheme == Uri.UriSchemeHttps;
        SetFlow(options);
        SetCookies(options);
        SetToken(options);
        SetUserInfo(options);
        events.Attach(options.Events);
    }

    /// <inheritdoc/>
    public void Configure(OpenIdConnectOptions options) { }

    private static void SetFlow(OpenIdConnectOptions options)
    {
        options.SignInScheme = ConsoleSignIn.Scheme;
        options.CallbackPath = OpenIdSignIn.CallbackPath;
        options.RemoteSignOutPath = OpenIdSignIn.FrontChannelPath;
        options.SignedOutCallbackPath = default; // the provider redirects to the sign-in page
        options.ResponseType = OpenIdConnectResponseType.Code;
        // A form (the default) would need cookies with SameSite=None, and a provider that form-action allows.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.DisableTelemetry = true;
        options.SaveTokens = false;
        options.RemoteAuthenticationTimeout = AnswerTime;
        options.ProtocolValidator.NonceLifetime = AnswerTime;
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", "profile", "email"])
            options.Scope.Add(scope);
    }

    private void SetCookies(OpenIdConnectOptions options)
    {
        options.CorrelationCookie.Name = $"{cookies.Prefix}.Correlation.";
        options.NonceCookie.Name = $"{cookies.Prefix}.Nonce.";
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax; // the response arrives by GET of the whole page
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
    }

    private void SetToken(OpenIdConnectOptions options)
    {
        // Set as a whole: Microsoft.Identity.Web's handler gives the claims the long names of WS-Federation.
        options.TokenHandler = new JsonWebTokenHandler { MapInboundClaims = false };
        options.MapInboundClaims = false;
        options.TokenValidationParameters.ClockSkew = OpenIdGuard.ClockSkew;
        options.TokenValidationParameters.ValidIssuer = settings.Authority.OriginalString;
        options.TokenValidationParameters.ValidAudience = settings.ClientId;
    }

    /// <summary>Configures userinfo, except for Entra, whose userinfo adds nothing to its identity token.</summary>
    private void SetUserInfo(OpenIdConnectOptions options)
    {
        options.GetClaimsFromUserInfoEndpoint = !EntraHosts.Contains(settings.Authority);
        options.ClaimActions.Clear();
        foreach (var name in UserInfoClaims)
            options.ClaimActions.MapUniqueJsonKey(name, name);
        options.ClaimActions.MapJsonKey("roles", "roles");
        options.ClaimActions.MapJsonKey("groups", "groups");
        options.ClaimActions.MapJsonKey("hasgroups", "hasgroups");
        options.ClaimActions.MapCustomJson(
            "_claim_names",
            user =>
                user.TryGetProperty("_claim_names", out var names) && names.ValueKind == JsonValueKind.Object
                    ? names.GetRawText()
                    : null
        );
    }
}

/// <summary>The names of this console's cookies.</summary>
/// <param name="Prefix">
/// The prefix; it differs between a sandbox and a production console, because cookies are not separated by port.
/// </param>
internal sealed record ConsoleCookies(string Prefix);
