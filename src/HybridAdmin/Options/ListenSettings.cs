using System.Net;

namespace HybridAdmin.Options;

/// <summary>The addresses that the console listens on.</summary>
/// <param name="Urls">The addresses that Kestrel binds.</param>
/// <param name="LoopbackOnly">
/// True if every address is a loopback address, so that a request's Host header may only name this computer.
/// </param>
internal sealed record ListenSettings(IReadOnlyList<string> Urls, bool LoopbackOnly)
{
    public const string Default = "http://127.0.0.1:5080";

    /// <summary>The addresses of <c>Sandbox:Listen</c>, otherwise of <c>Urls</c>, otherwise the default.</summary>
    public static ListenSettings Of(ListenOptions options, SandboxOptions sandbox)
    {
        IReadOnlyList<string> urls = options.Urls.Count > 0 ? options.Urls : [Default];
        if (sandbox.Listen.Count > 0)
            urls = [.. sandbox.Listen.Select(l => Complete(l, urls[0]))];
        return new ListenSettings(urls, urls.All(u => TryParse(u) is { } address && IsLoopback(address.Host)));
    }

    /// <returns>The parts of the address; null if it is not an address to listen on.</returns>
    internal static (string Scheme, string Host, int Port)? TryParse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && !address.IsUnixPipe && address.PathBase.Length == 0
                ? (address.Scheme, address.Host, address.Port)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    internal static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Completes "0.0.0.0" or "0.0.0.0:8080" with the scheme and port of Urls.</summary>
    private static string Complete(string listen, string url)
    {
        if (listen.Contains("://", StringComparison.Ordinal) || TryParse(url) is not { } model)
            return listen;
        var hasPort =
            TryParse($"http://{listen}") is { } own && listen.EndsWith($":{own.Port}", StringComparison.Ordinal);
        return hasPort ? $"{model.Scheme}://{listen}" : $"{model.Scheme}://{listen}:{model.Port}";
    }
}
