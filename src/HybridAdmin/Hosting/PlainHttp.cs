using System.Net;
using HybridAdmin.Options;
using Microsoft.AspNetCore.HttpOverrides;

namespace HybridAdmin.Hosting;

/// <summary>What becomes of a request without encryption, in production.</summary>
internal enum PlainHttpVerdict
{
    /// <summary>It did not cross a network, or asks for the health of the process only.</summary>
    Serve,

    /// <summary>A browser asked the proxy without encryption.</summary>
    Redirect,

    /// <summary>A proxy that does not tell how it was asked: redirecting could go round for ever.</summary>
    ProxySaysNothing,

    /// <summary>Somebody who is no proxy of ours, from another computer.</summary>
    Refuse,
}

/// <summary>Decides about plain HTTP.</summary>
internal static class PlainHttp
{
    /// <param name="connection">Where the connection came from, whatever forwarded headers said later.</param>
    /// <param name="request">After the forwarded headers were taken over.</param>
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
                return PlainHttpVerdict.Serve; // a load balancer's own question
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
