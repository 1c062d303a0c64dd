using HybridAdmin.Options;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>Registers the sign-in at an OpenID provider, and the end point that starts it.</summary>
internal static class OpenIdSignIn
{
    /// <summary>The scheme of the handler; it signs in with the cookie of <see cref="ConsoleSignIn.Scheme"/>.</summary>
    public const string Scheme = "OpenId";

    /// <summary>
    /// The address that redirects to the provider (GET). A link, not a form, because <c>form-action</c> would also
    /// apply to the provider's own redirects.
    /// </summary>
    public const string StartPath = "/sign-in/start";

    /// <summary>The redirect URI to register, below the console's address.</summary>
    public const string CallbackPath = "/sign-in/answer";

    /// <summary>The front-channel logout URL to register, below the console's address.</summary>
    public const string FrontChannelPath = "/sign-out/provider";

    /// <summary>The log categories of the libraries that may contain codes, states or texts of the provider.</summary>
    private static readonly string[] SilentCategories =
    [
        "Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectHandler",
        "Microsoft.IdentityModel.LoggingExtensions.IdentityLoggerAdapter",
    ];

    /// <param name="cookiePrefix">The prefix of this console's cookies.</param>
    /// <exception cref="ConfigurationMistakeException">App Service would sign people in instead.</exception>
    public static void AddOpenId(
        this AuthenticationBuilder authentication,
        OpenIdSettings settings,
        string cookiePrefix
    )
    {
        var services = authentication.Services;
        services.AddSingleton(settings);
        services.AddSingleton(new ConsoleCookies(cookiePrefix));
        services.AddSingleton<ProviderMetadata>();
        services.AddSingleton<ProviderSessions>();
        services.AddSingleton<OpenIdRoleMapper>();
        services.AddSingleton<OpenIdProblems>();
        services.AddSingleton<SignInRefusals>();
        services.AddSingleton<OpenIdEvents>();
        services.AddSingleton<OpenIdSignOut>();
        services.AddSingleton<IPrincipalCheck>(s => s.GetRequiredService<OpenIdRoleMapper>());
        ProviderBackchannel.Add(services);
        // SignInRefusals logs each refusal, in one line without values of tokens.
        foreach (var category in SilentCategories)
            services.AddLogging(logging => logging.AddFilter(category, LogLevel.None));
        if (EntraHosts.Contains(settings.Authority))
            AddEntra(authentication, settings);
        else
            authentication.AddOpenIdConnect(Scheme, _ => { });
        services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, OpenIdSetup>();
    }

    public static void MapOpenIdSignIn(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<OpenIdSettings>() is not null)
            routes.MapGet(StartPath, StartAsync).AllowAnonymous();
    }

    private static void AddEntra(AuthenticationBuilder authentication, OpenIdSettings settings)
    {
        if (AppServicesAuthenticationInformation.IsAppServicesAadAuthenticationEnabled)
            throw new ConfigurationMistakeException([
                "WEBSITE_AUTH_ENABLED is set: App Service authentication would sign people in by headers instead of "
                    + "the console. Switch it off for this app, or use another SignIn:Mode.",
            ]);
        authentication.AddMicrosoftIdentityWebApp(
            entra =>
            {
                entra.Authority = settings.Authority.OriginalString;
                entra.ClientId = settings.ClientId;
                entra.ClientSecret = settings.ClientSecret;
                // Its cookie builders use the path of these options, not of those that OpenIdSetup sets.
                entra.CallbackPath = CallbackPath;
            },
            configureCookieAuthenticationOptions: null,
            openIdConnectScheme: Scheme,
            cookieScheme: null
        );
    }

    private static async Task StartAsync(HttpContext context, SignInRefusals refusals, string? returnUrl, string? other)
    {
        var properties = new OpenIdConnectChallengeProperties
        {
            RedirectUri = context.Request.PathBase + ReturnUrl.Local(returnUrl, context.Request.PathBase),
        };
        if (other == "true")
            properties.Prompt = "login"; // the provider asks for the account, even if it knows the person
        try
        {
            await context.ChallengeAsync(Scheme, properties);
        }
        // The handler throws any exception of its metadata or of a pushed request.
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            refusals.RefuseStart(context, exception, properties.RedirectUri);
        }
    }
}
