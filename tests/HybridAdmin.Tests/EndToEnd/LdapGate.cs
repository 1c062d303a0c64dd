using System.Net;
using System.Net.Sockets;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>The treatment of a modify request at the gate.</summary>
internal enum Passage
{
    /// <summary>The request and its answer pass.</summary>
    Through,

    /// <summary>The server receives it; the connection ends before the answer.</summary>
    WithoutAnswer,

    /// <summary>The connection ends before the server receives it.</summary>
    Lost,
}

/// <summary>
/// A proxy between the console and a domain controller that recognises modify requests: a test can stop the console
/// between intent and write for any time, without a hook in the product. For plain LDAP, whose messages can be read.
/// </summary>
internal sealed class LdapGate : IDisposable
{
    private const byte ModifyRequest = 0x66; // [APPLICATION 6], RFC 4511 4.6

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly HashSet<TcpClient> clients = [];
    private readonly string server;
    private volatile bool isShut;

    public LdapGate(string server)
    {
        this.server = server;
        listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"ldap://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Called for each modify request before it is forwarded.</summary>
    public Func<Task<Passage>> OnModify { get; set; } = () => Task.FromResult(Passage.Through);

    /// <summary>Simulates a stopped server: connections end, new ones are not served.</summary>
    public void Shut()
    {
        isShut = true;
        lock (clients)
        {
            foreach (var client in clients)
                client.Dispose();
        }
    }

    public void Open() => isShut = false;

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        Shut();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                if (isShut)
                    client.Dispose();
                else
                    _ = ServeAsync(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed: the test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        lock (clients)
            clients.Add(client);
        using var upstream = new TcpClient();
        try
        {
            await upstream.ConnectAsync(server, 389, stop.Token);
            var answers = AnswerAsync(upstream, client);
            await RequestAsync(client, upstream);
            await answers;
        }
        catch (Exception end)
            when (end
                    is OperationCanceledException
                        or IOException
                        or SocketException
                        or ObjectDisposedException
                        or InvalidOperationException
            )
        {
            // One side has closed; the other follows.
        }
        finally
        {
            lock (clients)
                clients.Remove(client);
            client.Dispose();
        }
    }

    private async Task AnswerAsync(TcpClient upstream, TcpClient client)
    {
        try
        {
            await upstream.GetStream().CopyToAsync(client.GetStream(), stop.Token);
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task RequestAsync(TcpClient client, TcpClient upstream)
    {
        var (from, to) = (client.GetStream(), upstream.GetStream());
        while (await ReadMessageAsync(from) is { } message)
        {
            var passage = OperationOf(message) == ModifyRequest ? await OnModify() : Passage.Through;
            if (passage == Passage.WithoutAnswer)
                client.Dispose();
            if (passage != Passage.Lost)
                await to.WriteAsync(message, stop.Token);
            if (passage == Passage.Through)
                continue;
            if (passage == Passage.WithoutAnswer)
                _ = await to.ReadAtLeastAsync(new byte[1], 1, false, stop.Token); // the server has processed it
            client.Dispose();
            return;
        }

        upstream.Client.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Reads one complete LDAP message; null: the connection has ended.</summary>
    private async Task<byte[]?> ReadMessageAsync(NetworkStream stream)
    {
        var head = new byte[2];
        if (await stream.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, stop.Token) < 2)
            return null;
        var more = new byte[head[1] < 0x80 ? 0 : head[1] & 0x7F];
        await stream.ReadExactlyAsync(more, stop.Token);
        var length = more.Length == 0 ? head[1] : more.Aggregate(0, (sum, b) => (sum << 8) | b);
        var content = new byte[length];
        await stream.ReadExactlyAsync(content, stop.Token);
        return [.. head, .. more, .. content];
    }

    private static byte OperationOf(byte[] message)
    {
        var content = 2 + (message[1] < 0x80 ? 0 : message[1] & 0x7F);
        return message[content + 2 + message[content + 1]]; // after the message id
    }
}
