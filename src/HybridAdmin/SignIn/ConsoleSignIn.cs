using HybridAdmin.Core.Access;
using HybridAdmin.Hosting;
using HybridAdmin.Options;
using HybridAdmin.SignIn.OpenId;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;

namespace HybridAdmin.SignIn;

/// <summary>
/// Registers the authentication of people and scripts. All methods produce one cookie (or token), the same claims and
/// the same policies.
/// </summary>
internal static class ConsoleSignIn
{
    /// <summary>The scheme of the cookie.</summary>
    public const string Scheme = "Console";

    public static IServiceCollection AddConsoleSignIn(this IServiceCollection services, ConsoleSettings settings)
    {
        services.AddSingleton<SessionOptions>();
        services.AddSingleton<EndedSessionFile>();
        services.AddSingleton<RevokedSessions>();
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<RejectedTokenAuditor>();
        services.AddScoped(s => new ListRoleAssignments(
            s.GetRequiredService<ICurrentActor>(),
            settings,
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<SignInAuditor>();
        services.AddSingleton(new RoleAssignment(settings.Roles));
        if (settings.SignIn == SignInMode.Sandbox)
        {
            services.AddSingleton<IPrincipalCheck>(s => s.GetRequiredService<SandboxPersonas>());
        }
        else if (settings.SignIn == SignInMode.Directory)
        {
            services.AddSingleton<SignInThrottle>();
            services.AddSingleton<PasswordSignIn>();
            services.AddSingleton<IPrincipalCheck, DirectoryAccountValidator>();
        }

        // Cookies are not separated by port: a sandbox and a production console on one host must not sign each other's
        // people out.
        var name = $"HybridAdmin.{settings.Mode}";
        services.AddScoped<SessionCookieEvents>();
        var authentication = services
            .AddAuthentication(Scheme)
            .AddCookie(Scheme)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.Scheme, null);
        if (settings.OpenId is { } provider)
            authentication.AddOpenId(provider, name);
        services
            .AddOptions<CookieAuthenticationOptions>(Scheme)
            .Configure<SessionOptions>(
                (cookie, session) =>
                {
                    cookie.Cookie.Name = $"{name}.Session";
                    cookie.Cookie.HttpOnly = true;
                    // a link in a ticket or a mail opens its page; no GET changes anything
                    cookie.Cookie.SameSite = SameSiteMode.Lax;
                    cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    cookie.ExpireTimeSpan = session.Lifetime;
                    cookie.SlidingExpiration = true;
                    cookie.LoginPath = "/sign-in";
                    cookie.LogoutPath = "/sign-out";
                    cookie.AccessDeniedPath = "/access-denied";
                    cookie.ReturnUrlParameter = "returnUrl";
                    cookie.EventsType = typeof(SessionCookieEvents);
                }
            );
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = $"{name}.Antiforgery";
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthorization(ConsolePolicies.Add);
        services.AddCascadingAuthenticationState();
        services.AddScoped<RequestPrincipal>();
        services.AddScoped<ICurrentActor, CurrentActor>();
        return services;
    }

    /// <summary>Must follow Razor's own services: the person of a circuit is revalidated at intervals.</summary>
    public static IServiceCollection AddConsoleCircuits(this IServiceCollection services) =>
        services.AddScoped<AuthenticationStateProvider, RevalidatingCircuitUser>();
}
