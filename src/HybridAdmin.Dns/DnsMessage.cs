using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using HybridAdmin.Core.Domains;

namespace HybridAdmin.Dns;

/// <summary>An answer that does not follow the rules of DNS.</summary>
internal sealed class MalformedAnswerException(string message) : Exception(message);

/// <summary>A resource record as it came.</summary>
internal sealed record ResourceRecord(
    string Name,
    int Type,
    uint TimeToLive,
    DnsRecord? Value,
    uint? NegativeTimeToLive
);

/// <summary>A message of DNS (RFC 1035, with EDNS0 of RFC 6891).</summary>
internal sealed record DnsMessage(
    ushort Id,
    int ResponseCode,
    bool IsTruncated,
    IReadOnlyList<ResourceRecord> Answers,
    uint? NegativeTimeToLive
)
{
    /// <summary>What fits through any network without fragments (DNS flag day 2020).</summary>
    public const int UdpSize = 1232;

    public const int NoSuchName = 3;
    private const int Internet = 1;
    private const int Soa = 6;
    private const int MostRecords = 512;
    private const int HeaderLength = 12;

    /// <summary>A question that asks the server to do the whole work.</summary>
    public static byte[] Question(ushort id, string name, DnsType type)
    {
        var message = new List<byte>(64 + name.Length);
        foreach (var word in new ushort[] { id, 0x0100, 1, 0, 0, 1 })
            Add(word);
        foreach (var label in name.Split('.'))
        {
            message.Add((byte)label.Length);
            message.AddRange(Encoding.ASCII.GetBytes(label));
        }

        message.Add(0);
        Add((ushort)type);
        Add(Internet);
        message.AddRange([0, 0, 41, UdpSize >> 8, UdpSize & 255, 0, 0, 0, 0, 0, 0]); // OPT: how much we take by UDP
        return [.. message];

        void Add(ushort word)
        {
            message.Add((byte)(word >> 8));
            message.Add((byte)word);
        }
    }

    /// <summary>
    /// Whether the octets answer this question at all; an answer to another one is not ours, be it late or forged.
    /// </summary>
    public static bool IsAnswerTo(ReadOnlySpan<byte> octets, ushort id, string name, DnsType type)
    {
        if (octets.Length < HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(octets) != id)
            return false;
        var flags = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
        if ((flags & 0x8000) == 0 || (flags & 0x7800) != 0 || BinaryPrimitives.ReadUInt16BigEndian(octets[4..]) != 1)
            return false;
        try
        {
            var at = HeaderLength;
            return ReadName(octets, ref at).Equals(name, StringComparison.OrdinalIgnoreCase)
                && Word(octets, ref at) == (int)type
                && Word(octets, ref at) == Internet;
        }
        catch (MalformedAnswerException)
        {
            return false;
        }
    }

    /// <exception cref="MalformedAnswerException">It cannot be read.</exception>
    public static DnsMessage Read(ReadOnlySpan<byte> octets)
    {
        if (octets.Length < HeaderLength)
            throw new MalformedAnswerException("It is too short.");
        var at = 0;
        var id = Word(octets, ref at);
        var flags = Word(octets, ref at);
        var (questions, answers, authorities) = (Word(octets, ref at), Word(octets, ref at), Word(octets, ref at));
        at = HeaderLength;
        if (questions > 1 || answers + authorities > MostRecords)
            throw new MalformedAnswerException("It holds more than belongs into an answer.");
        for (var n = 0; n < questions; n++)
        {
            ReadName(octets, ref at);
            at += 4;
        }

        var isTruncated = (flags & 0x0200) != 0;
        if (isTruncated)
            return new DnsMessage((ushort)id, flags & 15, true, [], null); // its end is missing: not read at all
        var records = new List<ResourceRecord>();
        for (var n = 0; n < answers + authorities; n++)
            records.Add(ReadRecord(octets, ref at));
        return new DnsMessage(
            (ushort)id,
            flags & 15,
            false,
            [.. records.Take(answers)],
            records.Skip(answers).Select(r => r.NegativeTimeToLive).FirstOrDefault(t => t is not null)
        );
    }

    private static ResourceRecord ReadRecord(ReadOnlySpan<byte> octets, ref int at)
    {
        var name = ReadName(octets, ref at);
        var type = Word(octets, ref at);
        var @class = Word(octets, ref at);
        var timeToLive = ((uint)Word(octets, ref at) << 16) | (uint)Word(octets, ref at);
        var length = Word(octets, ref at);
        var (start, end) = (at, at + length);
        if (end > octets.Length)
            throw new MalformedAnswerException("A record is longer than the message.");
        at = end;
        if (@class != Internet)
            return new ResourceRecord(name, 0, timeToLive, null, null);
        return new ResourceRecord(
            name,
            type,
            timeToLive,
            Value(octets[..end], type, start, length),
            type == Soa ? Negative(octets[..end], start, timeToLive) : null
        );
    }

    private static DnsRecord? Value(ReadOnlySpan<byte> octets, int type, int start, int length)
    {
        var at = start;
        switch ((DnsType)type)
        {
            case DnsType.A when length == 4:
            case DnsType.AAAA when length == 16:
                return new DnsRecord(new IPAddress(octets.Slice(start, length)).ToString());
            case DnsType.CNAME:
                return new DnsRecord(ReadName(octets, ref at));
            case DnsType.MX:
                var preference = Word(octets, ref at);
                return new DnsRecord(ReadName(octets, ref at), preference);
            case DnsType.SRV:
                var (priority, weight, port) = (Word(octets, ref at), Word(octets, ref at), Word(octets, ref at));
                return new DnsRecord(
                    string.Create(CultureInfo.InvariantCulture, $"{weight} {port} {ReadName(octets, ref at)}"),
                    priority
                );
            case DnsType.TXT:
                return new DnsRecord(Texts(octets, start));
            case DnsType.A or DnsType.AAAA:
                throw new MalformedAnswerException("An address has the wrong length.");
            default:
                return null;
        }
    }

    /// <summary>The strings of a TXT record, put together without a separator (RFC 7208, 3.3).</summary>
    private static string Texts(ReadOnlySpan<byte> octets, int at)
    {
        var text = new List<byte>();
        while (at < octets.Length)
        {
            var length = octets[at++];
            if (at + length > octets.Length)
                throw new MalformedAnswerException("A text is longer than its record.");
            text.AddRange(octets.Slice(at, length));
            at += length;
        }

        return Encoding.UTF8.GetString([.. text]);
    }

    /// <summary>
    /// How long "there is none" holds: the smaller of the SOA's own time and its last field (RFC 2308).
    /// </summary>
    private static uint Negative(ReadOnlySpan<byte> octets, int at, uint timeToLive)
    {
        ReadName(octets, ref at);
        ReadName(octets, ref at);
        at += 16;
        return Math.Min(timeToLive, ((uint)Word(octets, ref at) << 16) | (uint)Word(octets, ref at));
    }

    private static int Word(ReadOnlySpan<byte> octets, ref int at)
    {
        if (at + 2 > octets.Length)
            throw new MalformedAnswerException("It ends in the middle.");
        at += 2;
        return BinaryPrimitives.ReadUInt16BigEndian(octets[(at - 2)..]);
    }

    /// <summary>A name in lower case. A pointer may only lead backwards, which ends every circle.</summary>
    private static string ReadName(ReadOnlySpan<byte> octets, ref int at)
    {
        var name = new StringBuilder();
        var (place, limit, hasJumped) = (at, at, false);
        while (true)
        {
            if (place >= octets.Length)
                throw new MalformedAnswerException("A name ends in the middle.");
            int length = octets[place++];
            if ((length & 0xc0) == 0xc0)
            {
                if (place >= octets.Length)
                    throw new MalformedAnswerException("A name ends in the middle.");
                var target = ((length & 0x3f) << 8) | octets[place++];
                if (!hasJumped)
                    at = place;
                if (target < HeaderLength || target >= limit)
                    throw new MalformedAnswerException("A name points forwards, to itself or into the header.");
                (place, limit, hasJumped) = (target, target, true);
                continue;
            }

            if ((length & 0xc0) != 0)
                throw new MalformedAnswerException("A label is of an unknown kind.");
            if (length == 0)
                break;
            if (place + length > octets.Length)
                throw new MalformedAnswerException("A label is longer than the message.");
            if (name.Length > 0)
                name.Append('.');
            foreach (var octet in octets.Slice(place, length))
            {
                var letter = char.ToLowerInvariant((char)octet);
                if (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '*')
                    name.Append(letter);
                else
                    name.Append('\\').Append(((int)octet).ToString("000", CultureInfo.InvariantCulture));
            }

            if (name.Length > 1024)
                throw new MalformedAnswerException("A name is too long.");
            place += length;
        }

        if (!hasJumped)
            at = place;
        return name.ToString();
    }
}
