using System.Net;
using HybridAdmin.Options;
using Microsoft.AspNetCore.HttpOverrides;

namespace HybridAdmin.Hosting;

/// <summary>The handling of a request without encryption, in production.</summary>
internal enum PlainHttpVerdict
{
    /// <summary>The request did not cross a network, or only queries the health of the process.</summary>
    Serve,

    /// <summary>A browser sent the request to the proxy without encryption.</summary>
    Redirect,

    /// <summary>The proxy does not report the scheme of the request: redirecting could loop for ever.</summary>
    ProxySaysNothing,

    /// <summary>The request comes from another computer that is not a known proxy.</summary>
    Refuse,
}

/// <summary>Decides how to handle plain HTTP requests.</summary>
internal static class PlainHttp
{
    /// <param name="connection">The address of the connection, regardless of forwarded headers.</param>
    /// <param name="request">The request after the forwarded headers were applied.</param>
    public static PlainHttpVerdict Judge(IPAddress? connection, ProxySettings proxy, HttpRequest request)
    {
        var headers = request.Headers;
        if (proxy.Knows(connection))
        {
            if (headers.ContainsKey(ForwardedHeadersDefaults.XOriginalProtoHeaderName))
                return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
                    ? PlainHttpVerdict.Redirect
                    : PlainHttpVerdict.Refuse;
            if (request.Path.StartsWithSegments("/health"))
                return PlainHttpVerdict.Serve; // a load balancer's own request
            var isForwarded =
                headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName)
                || headers.ContainsKey(ForwardedHeadersDefaults.XOriginalHostHeaderName);
            if (isForwarded || !IsLoopback(connection))
                return PlainHttpVerdict.ProxySaysNothing;
        }

        return IsLoopback(connection) ? PlainHttpVerdict.Serve : PlainHttpVerdict.Refuse;
    }

    private static bool IsLoopback(IPAddress? connection) =>
        connection is not null
        && IPAddress.IsLoopback(connection.IsIPv4MappedToIPv6 ? connection.MapToIPv4() : connection);
}
