using System.Net;
using System.Net.Sockets;

namespace HybridAdmin.Testing.ActiveDirectory;

/// <summary>
/// A reserved 127.x.y.z address: Samba's ports are fixed, so each domain controller needs an address. Claimed by
/// holding a port on it, which no other test process can do at the same time, whatever it picks.
/// </summary>
internal sealed class LoopbackAddress : IDisposable
{
    private const int ClaimPort = 47389;

    private readonly Socket claim;

    private LoopbackAddress(IPAddress address, Socket claim)
    {
        Text = address.ToString();
        this.claim = claim;
    }

    public string Text { get; }

    public static LoopbackAddress Claim()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var address = new IPAddress([
                127,
                (byte)Random.Shared.Next(64, 128),
                (byte)Random.Shared.Next(256),
                (byte)Random.Shared.Next(2, 254),
            ]);
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(address, ClaimPort));
                return new LoopbackAddress(address, socket);
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }

        throw new InvalidOperationException("No free loopback address was found.");
    }

    public void Dispose() => claim.Dispose();
}
