using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Dns.Tests;

/// <summary>A DNS server on loopback, UDP and TCP on one port, whose answers a test provides as octets.</summary>
internal sealed class SmallDnsServer : IDisposable
{
    private readonly UdpClient udp;
    private readonly TcpListener tcp;
    private readonly CancellationTokenSource end = new();
    private readonly Func<byte[], bool, IEnumerable<byte[]>> answer;
    private int questions;

    /// <param name="answer">Returns the messages to send for a question and whether it arrived by TCP; none for
    /// silence.</param>
    public SmallDnsServer(Func<byte[], bool, IEnumerable<byte[]>> answer)
    {
        this.answer = answer;
        while (true)
        {
            udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            Address = (IPEndPoint)udp.Client.LocalEndPoint!;
            tcp = new TcpListener(Address);
            try
            {
                tcp.Start();
                break;
            }
            catch (SocketException)
            {
                udp.Dispose(); // somebody else's TCP port: another number
            }
        }

        _ = ServeUdpAsync();
        _ = ServeTcpAsync();
    }

    public IPEndPoint Address { get; }

    /// <summary>Source ports of the questions by UDP.</summary>
    public ConcurrentQueue<int> Ports { get; } = new();

    public int Questions => Volatile.Read(ref questions);

    public static DnsResolver Ask(SmallDnsServer server, double seconds = 5) =>
        new(new DnsOptions { Server = server.Address, Timeout = TimeSpan.FromSeconds(seconds) });

    /// <summary>An answer to the question with these records, each as type and data.</summary>
    public static byte[] Reply(byte[] question, int code, params (string Name, int Type, byte[] Data)[] records)
    {
        var body = QuestionPart(question);
        var message = new List<byte>();
        message.AddRange(question[..2]);
        message.AddRange([0x81, (byte)(0x80 | code), 0, 1, 0, (byte)records.Length, 0, 0, 0, 0]);
        message.AddRange(body);
        foreach (var (name, type, data) in records)
        {
            message.AddRange(Name(name));
            message.AddRange([0, (byte)type, 0, 1, 0, 0, 1, 44, (byte)(data.Length >> 8), (byte)data.Length]);
            message.AddRange(data);
        }

        return [.. message];
    }

    public static byte[] Name(string name) =>
        [.. name.Split('.').SelectMany(l => Encoding.ASCII.GetBytes(l).Prepend((byte)l.Length)), 0];

    public static byte[] Text(params string[] strings) =>
        [.. strings.Select(Encoding.UTF8.GetBytes).SelectMany(s => s.Prepend((byte)s.Length))];

    public static byte[] Mx(int preference, string host) => [(byte)(preference >> 8), (byte)preference, .. Name(host)];

    public static (string Name, DnsType Type) Asked(byte[] question)
    {
        var labels = new List<string>();
        var at = 12;
        for (; question[at] != 0; at += question[at] + 1)
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        return (string.Join('.', labels), (DnsType)BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1)));
    }

    public void Dispose()
    {
        end.Cancel();
        udp.Dispose();
        tcp.Stop();
        end.Dispose();
    }

    private static byte[] QuestionPart(byte[] question)
    {
        var at = 12;
        for (; question[at] != 0; at += question[at] + 1) { }

        return question[12..(at + 5)];
    }

    private async Task ServeUdpAsync()
    {
        try
        {
            while (true)
            {
                var packet = await udp.ReceiveAsync(end.Token);
                Ports.Enqueue(packet.RemoteEndPoint.Port);
                Interlocked.Increment(ref questions);
                foreach (var reply in answer(packet.Buffer, false))
                    await udp.SendAsync(reply, packet.RemoteEndPoint, end.Token);
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                using var client = await tcp.AcceptTcpClientAsync(end.Token);
                Interlocked.Increment(ref questions);
                var stream = client.GetStream();
                var size = new byte[2];
                await stream.ReadExactlyAsync(size, end.Token);
                var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(size)];
                await stream.ReadExactlyAsync(question, end.Token);
                foreach (var reply in answer(question, true))
                    await stream.WriteAsync(
                        (byte[])[(byte)(reply.Length >> 8), (byte)reply.Length, .. reply],
                        end.Token
                    );
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
