using System.Net;
using System.Net.Sockets;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>
/// A TCP proxy that can stop half-way: it forwards to a server until it is set to hold back the answers, or (without a
/// server) never sends anything.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<TcpClient> clients = [];
    private readonly (string Host, int Port)? server;
    private volatile bool isCutting;

    public CuttingProxy((string Host, int Port)? server)
    {
        this.server = server;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>From now on requests are forwarded, and the connection ends instead of an answer.</summary>
    public void CutAnswers() => isCutting = true;

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        lock (clients)
            clients.ForEach(c => c.Dispose());
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                lock (clients)
                    clients.Add(client);
                if (server is { } to)
                    _ = ForwardAsync(client, to);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed: the test is over.
        }
    }

    private async Task ForwardAsync(TcpClient client, (string Host, int Port) to)
    {
        using var upstream = new TcpClient();
        try
        {
            await upstream.ConnectAsync(to.Host, to.Port, stop.Token);
            var requests = client.GetStream().CopyToAsync(upstream.GetStream(), stop.Token);
            var buffer = new byte[8192];
            while (await upstream.GetStream().ReadAsync(buffer, stop.Token) is > 0 and var read && !isCutting)
                await client.GetStream().WriteAsync(buffer.AsMemory(0, read), stop.Token);
            client.Dispose();
            await requests;
        }
        catch (Exception end)
            when (end is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            client.Dispose();
        }
    }
}
