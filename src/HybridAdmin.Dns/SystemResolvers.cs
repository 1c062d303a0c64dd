using System.Net;
using System.Net.NetworkInformation;

namespace HybridAdmin.Dns;

/// <summary>The resolvers that this computer asks: of its networks that are up, else of /etc/resolv.conf.</summary>
internal static class SystemResolvers
{
    private const string File = "/etc/resolv.conf";

    public static IReadOnlyList<IPEndPoint> Read()
    {
        var found =
            OperatingSystem.IsWindows() ? OfNetworks()
            : System.IO.File.Exists(File) ? OfText(System.IO.File.ReadLines(File))
            : [];
        return [.. found.Distinct().Select(a => new IPEndPoint(a, DnsOptions.Port))];
    }

    /// <summary>The nameserver lines.</summary>
    internal static IEnumerable<IPAddress> OfText(IEnumerable<string> lines) =>
        lines
            .Select(l => l.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(w => w.Length >= 2 && w[0] == "nameserver")
            .Select(w => IPAddress.TryParse(w[1], out var address) ? address : null)
            .OfType<IPAddress>();

    private static IEnumerable<IPAddress> OfNetworks() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(n =>
                n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback
            )
            .SelectMany(n => n.GetIPProperties().DnsAddresses)
            .Where(a => !a.IsIPv6SiteLocal); // placeholders of Windows (fec0:0:0:ffff::1) that nobody listens on
}
