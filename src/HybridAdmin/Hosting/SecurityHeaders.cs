using HybridAdmin.Api.OpenApi;
using HybridAdmin.Options;
using Microsoft.AspNetCore.Http.Headers;

namespace HybridAdmin.Hosting;

internal static class SecurityHeaders
{
    /// <summary>
    /// Radzen and Virtualize need inline styles; scripts stay strict. 'self' covers the WebSocket of a circuit.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; "
        + "base-uri 'self'; object-src 'none'; form-action 'self'";

    /// <summary>One year. Not sent by the sandbox, which has no encryption.</summary>
    private const string OnlyHttps = "max-age=31536000";

    /// <summary>
    /// Sets the headers of every response, errors included; browsers and proxies never store pages and data.
    /// </summary>
    public static void UseConsoleSecurityHeaders(this IApplicationBuilder app, bool isSandbox) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(
                    static state =>
                    {
                        var (response, isSandbox) = ((HttpResponse, bool))state;
                        var headers = response.Headers;
                        headers.ContentSecurityPolicy = ApiReference.NonceOf(response.HttpContext) is { } nonce
                            ? $"{ContentSecurityPolicy}; script-src 'self' 'nonce-{nonce}'"
                            : ContentSecurityPolicy;
                        headers.XContentTypeOptions = "nosniff";
                        headers.XFrameOptions = "DENY";
                        headers["Referrer-Policy"] = "same-origin";
                        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
                        headers["Cross-Origin-Opener-Policy"] = "same-origin";
                        headers["Cross-Origin-Resource-Policy"] = "same-origin";
                        if (
                            !isSandbox
                            && response.HttpContext.Request.IsHttps
                            && !ListenSettings.IsLoopback(response.HttpContext.Request.Host.Host)
                        )
                            headers.StrictTransportSecurity = OnlyHttps;
                        if (IsPrivate(new ResponseHeaders(headers)))
                            headers.CacheControl = "no-store";
                        return Task.CompletedTask;
                    },
                    (context.Response, isSandbox)
                );
                return next(context);
            }
        );

    private static bool IsPrivate(ResponseHeaders headers) =>
        headers.ContentType?.MediaType.Value
            is null
                or "text/html"
                or "text/plain"
                or "application/json"
                or "application/problem+json"
                or "text/csv";
}
