using System.Net;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>The proxy before the console, the names that it answers to, and its own certificate.</summary>
[SettingsSection("Proxy")]
internal sealed class ProxyOptions
{
    /// <summary>
    /// Addresses and networks (<c>10.0.0.0/24</c>) of the proxies whose X-Forwarded-For, -Proto, -Host and -Prefix are
    /// believed.
    /// </summary>
    [Setting("10.0.0.5")]
    public IReadOnlyList<string> KnownAddresses { get; init; } = [];

    /// <summary>Names that the console answers to, <c>*.contoso.com</c> included.</summary>
    [Setting("hybridadmin.contoso.com", Default = "any name")]
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    public HttpsOptions Https { get; init; } = new();
}

/// <summary>The console's own certificate.</summary>
internal sealed class HttpsOptions
{
    /// <summary>
    /// Certificate for <c>https://</c>: PEM with its key, or PFX. The framework's
    /// <c>Kestrel:Certificates:Default:Path</c> and <c>Password</c> work too.
    /// </summary>
    [Setting("/etc/hybridadmin/console.pem")]
    [FilePath]
    public string? Certificate { get; init; }

    /// <summary>Private key in PEM, where it is not in the certificate's file.</summary>
    [Setting("/etc/hybridadmin/console.key")]
    [FilePath]
    public string? KeyFile { get; init; }

    /// <summary>File that holds the password of the key and nothing else.</summary>
    [Setting("/run/secrets/hybridadmin-certificate")]
    [FilePath]
    public string? PasswordFile { get; init; }
}

/// <summary>Checks whose forwarded headers are believed, and the names of hosts.</summary>
internal sealed class ProxyOptionsValidator(SettingsSource source) : IValidateOptions<ProxyOptions>
{
    /// <param name="key">The list that they stand in.</param>
    public static IEnumerable<string> ProblemsOfHosts(string key, IEnumerable<string> hosts) =>
        from text in hosts
        where text != "*" || key != "AllowedHosts" // the templates of ASP.NET Core say so: any
        let name = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text
        where Uri.CheckHostName(name.Trim('[', ']')) == UriHostNameType.Unknown
        select $"{key} has \"{text}\", which is not the name of a host; write for example "
            + $"{key}:0=hybridadmin.contoso.com, without scheme and port.";

    public ValidateOptionsResult Validate(string? name, ProxyOptions options) => Mistakes.Result(Rules(options));

    private IEnumerable<string> Rules(ProxyOptions options)
    {
        // The framework's switch believes anybody's forwarded headers: a caller could then write any address into the
        // audit log.
        const string everybody = "ForwardedHeaders_Enabled";
        if (source.Text(everybody) is { } text)
        {
            if (!bool.TryParse(text, out var isOn))
                yield return $"{everybody} is \"{text}\"; write true or false, for example {everybody}=false.";
            else if (isOn)
                yield return $"{everybody} (ASPNETCORE_FORWARDEDHEADERS_ENABLED) believes the forwarded headers of "
                    + "anybody; remove it, and name the proxy, for example Proxy:KnownAddresses:0=10.0.0.5.";
        }

        foreach (var address in options.KnownAddresses)
        {
            if (IPAddress.TryParse(address, out _))
                continue;
            if (!ProxySettings.TryParseNetwork(address, out var network))
                yield return $"Proxy:KnownAddresses has \"{address}\", which is neither an address nor a network that "
                    + "begins at its first address; write for example Proxy:KnownAddresses:0=10.0.0.5 or 10.0.0.0/24.";
            else if (network.PrefixLength == 0)
                yield return $"Proxy:KnownAddresses has {address}, which is everybody: anybody could then claim any "
                    + "address. Write the proxy's, for example Proxy:KnownAddresses:0=10.0.0.5.";
        }

        foreach (var mistake in ProblemsOfHosts("Proxy:AllowedHosts", options.AllowedHosts))
            yield return mistake;
    }
}
