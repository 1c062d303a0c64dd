using System.Net;

namespace HybridAdmin.Configuration;

/// <summary>Where the console listens.</summary>
/// <param name="Urls">What Kestrel binds.</param>
/// <param name="LoopbackOnly">Every address is this computer's own, so that only its names may stand in a request's
/// Host header.</param>
internal sealed record ListenSettings(IReadOnlyList<string> Urls, bool LoopbackOnly);

/// <summary>Reads <c>Urls</c> and <c>Sandbox:Listen</c>.</summary>
internal static class ListenSection
{
    public const string Default = "http://127.0.0.1:5080";

    public static ListenSettings Read(SettingsReader reader, bool isSandbox, ProxySettings proxy)
    {
        if (reader.FirstGiven("Kestrel:Endpoints") is { } endpoint)
            reader.Mistake(
                $"{endpoint} is not used: the console checks where it listens; set for example Urls={Default}."
            );

        var urls = reader.List("Urls");
        if (urls.Count == 0)
            urls = [Default];
        var mayLeaveLoopback = reader.List("Sandbox:Listen").Select(l => Complete(l, urls[0])).ToArray();
        if (mayLeaveLoopback.Length > 0 && !isSandbox)
            reader.Mistake(
                "Sandbox:Listen has no meaning beside a directory; remove it, and set Urls, for example "
                    + "Urls=https://0.0.0.0:5443."
            );
        if (mayLeaveLoopback.Length > 0)
            urls = mayLeaveLoopback;

        foreach (var url in urls)
        {
            var setting = mayLeaveLoopback.Length > 0 ? "Sandbox:Listen" : "Urls";
            if (TryParse(url) is not { } address)
                reader.Mistake(
                    $"{setting} has \"{url}\", which is not an address to listen on; write for example "
                        + $"{setting}={Default}."
                );
            else if (!IsLoopback(address.Host) && mayLeaveLoopback.Length == 0 && isSandbox)
                reader.Mistake(
                    $"Urls has {url}, which others can reach, and the sandbox has no passwords; write "
                        + $"{Default}, or say Sandbox:Listen={url} where nobody else is near (a container)."
                );
            else if (
                !IsLoopback(address.Host)
                && !isSandbox
                && address.Scheme == Uri.UriSchemeHttp
                && !proxy.IsExpected
            )
                reader.Mistake(
                    $"Urls has {url}, which others can reach without encryption: passwords and cookies would "
                        + $"go in the clear. Write for example Urls=https://0.0.0.0:5443 "
                        + "with Proxy:Https:Certificate, or name the proxy that encrypts, for example "
                        + "Proxy:KnownAddresses:0=10.0.0.5."
                );
            else if (address.Scheme == Uri.UriSchemeHttps && !CertificateSection.IsGiven(reader))
                reader.Mistake(
                    $"{setting} has {url}, but no certificate is set; set for example "
                        + $"Proxy:Https:Certificate=/etc/hybridadmin/console.pem (PEM with its key, or PFX "
                        + $"with Proxy:Https:PasswordFile)."
                );
        }

        return new ListenSettings(urls, urls.All(u => TryParse(u) is { } address && IsLoopback(address.Host)));
    }

    /// <summary>"0.0.0.0" or "0.0.0.0:8080" stand for a whole address, with the scheme and port of Urls.</summary>
    private static string Complete(string listen, string url)
    {
        if (listen.Contains("://", StringComparison.Ordinal) || TryParse(url) is not { } model)
            return listen;
        var hasPort =
            TryParse($"http://{listen}") is { } own && listen.EndsWith($":{own.Port}", StringComparison.Ordinal);
        return hasPort ? $"{model.Scheme}://{listen}" : $"{model.Scheme}://{listen}:{model.Port}";
    }

    private static (string Scheme, string Host, int Port)? TryParse(string url)
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
}
