using System.Net;

namespace HybridAdmin.Options;

/// <summary>The proxies in front of the console, and the names that requests may use.</summary>
/// <param name="Addresses">The proxies whose forwarded headers are trusted.</param>
/// <param name="Networks">The networks of such proxies.</param>
/// <param name="AllowedHosts">
/// The names that a request's Host header may have, "*.contoso.com" included; empty for any.
/// </param>
internal sealed record ProxySettings(
    IReadOnlyList<IPAddress> Addresses,
    IReadOnlyList<IPNetwork> Networks,
    IReadOnlyList<string> AllowedHosts
)
{
    /// <summary>Indicates whether a proxy is expected at all.</summary>
    public bool IsExpected => Addresses.Count + Networks.Count > 0;

    /// <summary>Indicates whether a connection from this address comes from a known proxy.</summary>
    public bool Knows(IPAddress? address)
    {
        if (address is null)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Addresses.Contains(plain) || Networks.Any(n => n.Contains(plain));
    }

    /// <param name="host">The host name without its port.</param>
    public bool Allows(string host) =>
        AllowedHosts.Count == 0
        || AllowedHosts.Any(a =>
            a.StartsWith("*.", StringComparison.Ordinal)
                ? host.Length > a.Length - 1 && host.EndsWith(a[1..], StringComparison.OrdinalIgnoreCase)
                : a.Equals(host, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>
    /// Creates the settings from the options; invalid values, which validated options do not have, are skipped.
    /// </summary>
    public static ProxySettings Of(ProxyOptions options, ListenOptions listen)
    {
        var addresses = new List<IPAddress>();
        var networks = new List<IPNetwork>();
        foreach (var text in options.KnownAddresses)
        {
            if (IPAddress.TryParse(text, out var address))
                addresses.Add(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
            else if (TryParseNetwork(text, out var network) && network.PrefixLength > 0)
                networks.Add(network);
        }

        return new ProxySettings(
            addresses,
            networks,
            [
                .. options
                    .AllowedHosts.Concat(listen.AllowedHosts.Where(h => h != "*"))
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ]
        );
    }

    /// <summary>
    /// Reads a network that begins at its first address. Since .NET 10 the framework accepts host bits and masks them,
    /// which would turn one mistyped address into a network.
    /// </summary>
    internal static bool TryParseNetwork(string text, out IPNetwork network) =>
        IPNetwork.TryParse(text, out network)
        && IPAddress.TryParse(text.AsSpan(0, text.IndexOf('/', StringComparison.Ordinal)), out var written)
        && network.BaseAddress.Equals(written);
}
