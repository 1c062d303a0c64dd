using HybridAdmin.Api.OpenApi;
using HybridAdmin.Options;
using Microsoft.AspNetCore.Http.Headers;

namespace HybridAdmin.Hosting;

internal static class SecurityHeaders
{
    /// <summary>
    /// Inline styles are Radzen's and Virtualize's; scripts stay strict. The WebSocket of a circuit is covered by
    /// 'self'.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; "
        + "base-uri 'self'; object-src 'none'; form-action 'self'";

    /// <summary>A year. The sandbox never says so: it has no encryption.</summary>
    private const string OnlyHttps = "max-age=31536000";

    /// <summary>On every answer, errors included; pages and data are never kept by a browser or proxy.</summary>
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
