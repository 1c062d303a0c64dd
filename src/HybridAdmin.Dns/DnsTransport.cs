using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using HybridAdmin.Core.Domains;

namespace HybridAdmin.Dns;

/// <summary>One question to one server: by UDP, and by TCP where the answer does not fit.</summary>
internal static class DnsTransport
{
    /// <exception cref="TimeoutException">No answer in time.</exception>
    /// <exception cref="SocketException">The server cannot be reached.</exception>
    /// <exception cref="MalformedAnswerException">It answers nonsense.</exception>
    public static async Task<DnsMessage> AskAsync(
        IPEndPoint server,
        string name,
        DnsType type,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        try
        {
            var answer = await ByUdpAsync(server, name, type, patience.Token).ConfigureAwait(false);
            if (!answer.IsTruncated)
                return answer;
            patience.CancelAfter(timeout);
            return await ByTcpAsync(server, name, type, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    private static async Task<DnsMessage> ByUdpAsync(
        IPEndPoint server,
        string name,
        DnsType type,
        CancellationToken cancellationToken
    )
    {
        // A socket for each question: the system gives it a port that cannot be foreseen, and connected it takes
        // answers of this server only.
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        await socket.SendAsync(DnsMessage.Question(id, name, type), cancellationToken).ConfigureAwait(false);
        var buffer = new byte[ushort.MaxValue];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
            // What answers another question is left lying; ours may still come.
            if (DnsMessage.IsAnswerTo(buffer.AsSpan(0, length), id, name, type))
                return DnsMessage.Read(buffer.AsSpan(0, length));
        }
    }

    private static async Task<DnsMessage> ByTcpAsync(
        IPEndPoint server,
        string name,
        DnsType type,
        CancellationToken cancellationToken
    )
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        await using var stream = new NetworkStream(socket);
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        var question = DnsMessage.Question(id, name, type);
        var framed = new byte[question.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)question.Length);
        question.CopyTo(framed, 2);
        await stream.WriteAsync(framed, cancellationToken).ConfigureAwait(false);
        try
        {
            var size = new byte[2];
            await stream.ReadExactlyAsync(size, cancellationToken).ConfigureAwait(false);
            var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(size)];
            await stream.ReadExactlyAsync(answer, cancellationToken).ConfigureAwait(false);
            if (!DnsMessage.IsAnswerTo(answer, id, name, type))
                throw new MalformedAnswerException("It answers another question.");
            return DnsMessage.Read(answer) is { IsTruncated: false } message
                ? message
                : throw new MalformedAnswerException("It is cut off even by TCP.");
        }
        catch (EndOfStreamException)
        {
            throw new MalformedAnswerException("The connection ended before the answer did.");
        }
        catch (IOException exception) when (exception.InnerException is SocketException socketException)
        {
            throw socketException;
        }
    }
}
