using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;

namespace HybridAdmin.Hosting;

/// <summary>
/// Settings behind a proxy that terminates TLS: the trusted sources of forwarded headers, the names of the console, and
/// the refusal of plain HTTP.
/// </summary>
internal static class ConsoleProxy
{
    private const ForwardedHeaders Believed =
        ForwardedHeaders.XForwardedFor
        | ForwardedHeaders.XForwardedProto
        | ForwardedHeaders.XForwardedHost
        | ForwardedHeaders.XForwardedPrefix;

    private static readonly object ConnectionKey = new();

    public static IServiceCollection AddConsoleProxy(this IServiceCollection services, ConsoleSettings settings)
    {
        // The framework would check the Host header before the forwarded one is known, and answer without the console's
        // headers.
        services.Configure<HostFilteringOptions>(filtering => filtering.AllowedHosts = ["*"]);
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = settings.Proxy.IsExpected ? Believed : ForwardedHeaders.None;
            forwarded.ForwardLimit = null; // several known proxies in a row; the first unknown address is the client
            forwarded.KnownProxies.Clear();
            foreach (var address in settings.Proxy.Addresses)
                forwarded.KnownProxies.Add(address);
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in settings.Proxy.Networks)
                forwarded.KnownIPNetworks.Add(network);
        });
        return services;
    }

    /// <summary>Must precede everything that uses the scheme, host or address of a request.</summary>
    public static void UseConsoleProxy(this WebApplication app)
    {
        app.Use(
            (context, next) =>
            {
                context.Items.TryAdd(ConnectionKey, context.Connection.RemoteIpAddress);
                return next(context);
            }
        );
        app.UseForwardedHeaders();
    }

    /// <summary>
    /// Answers only to the configured names, and in production not to plain HTTP that crossed a network.
    /// </summary>
    public static void UseConsoleHosts(this WebApplication app, ConsoleSettings settings)
    {
        app.Use(
            (context, next) =>
                settings.Proxy.Allows(context.Request.Host.Host)
                    ? next(context)
                    : Problems.RefuseAsync(
                        context,
                        StatusCodes.Status400BadRequest,
                        "wrong-host",
                        "The console does not answer to this name. AllowedHosts lists the names that it has."
                    )
        );
        if (settings.IsSandbox)
            return;
        app.Use(
            (context, next) =>
            {
                if (context.Request.IsHttps)
                    return next(context);
                switch (PlainHttp.Judge(context.Items[ConnectionKey] as IPAddress, settings.Proxy, context.Request))
                {
                    case PlainHttpVerdict.Serve:
                        return next(context);
                    case PlainHttpVerdict.Redirect:
                        var request = context.Request;
                        context.Response.Redirect(
                            $"https://{new HostString(request.Host.Host)}{request.PathBase}{request.Path}{request.QueryString}",
                            permanent: false,
                            preserveMethod: true
                        );
                        return Task.CompletedTask;
                    case PlainHttpVerdict.ProxySaysNothing:
                        return Problems.RefuseAsync(
                            context,
                            StatusCodes.Status400BadRequest,
                            "https-needed",
                            "The proxy does not say whether it was asked by HTTPS. It has to send "
                                + "X-Forwarded-Proto, X-Forwarded-For and the Host header that it was asked "
                                + "by."
                        );
                    default:
                        return Problems.RefuseAsync(
                            context,
                            StatusCodes.Status400BadRequest,
                            "https-needed",
                            "The console answers by HTTPS, or to the proxies of Proxy:KnownAddresses."
                        );
                }
            }
        );
    }
}
