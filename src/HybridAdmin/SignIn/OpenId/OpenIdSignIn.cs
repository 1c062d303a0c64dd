using HybridAdmin.Configuration;
using Microsoft.AspNetCore.Authentication;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>Registers the sign-in at an OpenID provider, and its way out of the sign-in page.</summary>
internal static class OpenIdSignIn
{
    /// <summary>
    /// GET: goes to the provider. A link and no form, since <c>form-action</c> would hold for the provider's own
    /// redirects too.
    /// </summary>
    public const string StartPath = "/sign-in/start";

    /// <param name="cookiePrefix">Of this console's cookies.</param>
    public static void AddOpenId(
        this AuthenticationBuilder authentication,
        OpenIdSettings settings,
        string cookiePrefix
    )
    {
        var services = authentication.Services;
        services.AddSingleton(settings);
        services.AddSingleton<OpenIdProvider>();
        services.AddSingleton<OpenIdPeople>();
        services.AddSingleton<OpenIdProblems>();
        services.AddSingleton<OpenIdSignOut>();
        services.AddSingleton<IPrincipalCheck>(s => s.GetRequiredService<OpenIdPeople>());
        authentication.AddOAuth<OpenIdOptions, OpenIdHandler>(
            OpenIdHandler.SchemeName,
            options =>
            {
                options.CallbackPath = OpenIdOptions.Callback;
                options.SignInScheme = ConsoleSignIn.Scheme;
                options.CorrelationCookie.Name = $"{cookiePrefix}.Correlation.";
                options.CorrelationCookie.SameSite = SameSiteMode.Lax; // the answer comes by GET of the whole page
                options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            }
        );
    }

    public static void MapOpenIdSignIn(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<OpenIdSettings>() is null)
            return;
        routes
            .MapGet(
                StartPath,
                (HttpContext context, string? returnUrl, string? other) =>
                {
                    var properties = new AuthenticationProperties
                    {
                        RedirectUri = context.Request.PathBase + ReturnUrl.Local(returnUrl, context.Request.PathBase),
                    };
                    if (other == "true")
                        properties.SetParameter(OpenIdHandler.PromptParameter, "login");
                    return Results.Challenge(properties, [OpenIdHandler.SchemeName]);
                }
            )
            .AllowAnonymous();
    }
}
