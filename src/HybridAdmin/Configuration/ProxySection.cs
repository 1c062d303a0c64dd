using System.Net;

namespace HybridAdmin.Configuration;

/// <summary>What stands before the console, and by what names it may be called.</summary>
/// <param name="Addresses">Proxies whose forwarded headers are believed.</param>
/// <param name="Networks">Networks of such proxies.</param>
/// <param name="AllowedHosts">Names that a request's Host header may have, "*.contoso.com" included; empty:
/// any.</param>
internal sealed record ProxySettings(
    IReadOnlyList<IPAddress> Addresses,
    IReadOnlyList<IPNetwork> Networks,
    IReadOnlyList<string> AllowedHosts
)
{
    /// <summary>Whether a proxy is expected at all.</summary>
    public bool IsExpected => Addresses.Count + Networks.Count > 0;

    /// <summary>Whether a connection from this address is a proxy's.</summary>
    public bool Knows(IPAddress? address)
    {
        if (address is null)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Addresses.Contains(plain) || Networks.Any(n => n.Contains(plain));
    }

    /// <param name="host">Without its port.</param>
    public bool Allows(string host) =>
        AllowedHosts.Count == 0
        || AllowedHosts.Any(a =>
            a.StartsWith("*.", StringComparison.Ordinal)
                ? host.Length > a.Length - 1 && host.EndsWith(a[1..], StringComparison.OrdinalIgnoreCase)
                : a.Equals(host, StringComparison.OrdinalIgnoreCase)
        );
}

/// <summary>
/// Reads <c>Proxy:KnownAddresses</c>, <c>Proxy:AllowedHosts</c> and the framework's own <c>AllowedHosts</c>, which
/// means the same.
/// </summary>
internal static class ProxySection
{
    public static ProxySettings Read(SettingsReader reader)
    {
        // The framework's switch believes anybody's forwarded headers: a caller could then write any address into the
        // audit log.
        if (reader.Flag("ForwardedHeaders_Enabled"))
            reader.Mistake(
                "ForwardedHeaders_Enabled (ASPNETCORE_FORWARDEDHEADERS_ENABLED) believes the forwarded "
                    + "headers of anybody; remove it, and name the proxy, for example "
                    + "Proxy:KnownAddresses:0=10.0.0.5."
            );

        var addresses = new List<IPAddress>();
        var networks = new List<IPNetwork>();
        foreach (var text in reader.List("Proxy:KnownAddresses"))
        {
            if (IPAddress.TryParse(text, out var address))
                addresses.Add(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
            else if (!IPNetwork.TryParse(text, out var network) || !BeginsAtItsFirstAddress(network, text))
                reader.Mistake(
                    $"Proxy:KnownAddresses has \"{text}\", which is neither an address nor a network that "
                        + $"begins at its first address; write for example Proxy:KnownAddresses:0=10.0.0.5 or "
                        + $"10.0.0.0/24."
                );
            else if (network.PrefixLength == 0)
                reader.Mistake(
                    $"Proxy:KnownAddresses has {text}, which is everybody: anybody could then claim any "
                        + $"address. Write the proxy's, for example Proxy:KnownAddresses:0=10.0.0.5."
                );
            else
                networks.Add(network);
        }

        return new ProxySettings(
            addresses,
            networks,
            [
                .. Hosts(reader, "Proxy:AllowedHosts")
                    .Concat(Hosts(reader, "AllowedHosts"))
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ]
        );
    }

    /// <summary>
    /// Since .NET 10 the framework accepts host bits and masks them, which would turn one mistyped address into a
    /// network.
    /// </summary>
    private static bool BeginsAtItsFirstAddress(IPNetwork network, string text) =>
        IPAddress.TryParse(text.AsSpan(0, text.IndexOf('/', StringComparison.Ordinal)), out var written)
        && network.BaseAddress.Equals(written);

    private static IEnumerable<string> Hosts(SettingsReader reader, string key)
    {
        foreach (var text in reader.List(key))
        {
            if (text == "*" && key == "AllowedHosts")
                continue; // the templates of ASP.NET Core say so: any
            var name = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
            if (Uri.CheckHostName(name.Trim('[', ']')) == UriHostNameType.Unknown)
                reader.Mistake(
                    $"{key} has \"{text}\", which is not the name of a host; write for example "
                        + $"{key}:0=hybridadmin.contoso.com, without scheme and port."
                );
            else
                yield return text;
        }
    }
}
