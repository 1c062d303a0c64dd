using System.Net;
using System.Net.Sockets;

namespace HybridAdmin.Dns;

/// <summary>
/// Public Internet addresses. For a name from DNS, only these are connected to, so that the console cannot be used to
/// reach an internal service.
/// </summary>
internal static class PolicyAddresses
{
    /// <summary>Addresses that are not public (IANA: special-purpose address registries).</summary>
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>The only allocated block of IPv6.</summary>
    private static readonly IPNetwork Given = IPNetwork.Parse("2000::/3");

    /// <summary>
    /// Exceptions within that block: documentation, protocol assignments (Teredo), and 6to4, which embeds an arbitrary
    /// IPv4 address.
    /// </summary>
    private static readonly IPNetwork[] NotGiven =
    [
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse),
    ];

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Special.Any(n => n.Contains(address))
            : Given.Contains(address) && !NotGiven.Any(n => n.Contains(address));
    }
}
