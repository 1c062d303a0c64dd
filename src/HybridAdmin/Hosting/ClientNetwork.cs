using System.Net;
using System.Net.Sockets;

namespace HybridAdmin.Hosting;

/// <summary>Maps a client address to the network that attempts and calls are counted for.</summary>
internal static class ClientNetwork
{
    /// <summary>
    /// Returns an IPv4 address itself, and the /64 network of an IPv6 address, because one computer can use all of its
    /// addresses.
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
