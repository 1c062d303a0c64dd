using System.Net;
using System.Net.Sockets;

namespace HybridAdmin.Hosting;

/// <summary>Whom an address stands for when attempts and calls are counted.</summary>
internal static class ClientNetwork
{
    /// <summary>
    /// An IPv4 address itself; of an IPv6 address its /64, which one computer has the whole of to come from.
    /// </summary>
    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes()[..8], 0, 0, 0, 0, 0, 0, 0, 0]).ToString()
            : address.ToString();
    }
}
