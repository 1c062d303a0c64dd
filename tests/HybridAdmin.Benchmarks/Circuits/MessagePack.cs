using System.Buffers.Binary;
using System.Text;

namespace HybridAdmin.Benchmarks.Circuits;

/// <summary>
/// The subset of MessagePack that SignalR's "blazorpack" protocol uses; its library is not available here.
/// </summary>
internal sealed class MessagePackWriter
{
    private readonly MemoryStream stream = new();

    public byte[] ToArray() => stream.ToArray();

    public MessagePackWriter Array(int count)
    {
        stream.WriteByte((byte)(0x90 | count)); // up to 15
        return this;
    }

    public MessagePackWriter EmptyMap()
    {
        stream.WriteByte(0x80);
        return this;
    }

    public MessagePackWriter Value(object? value)
    {
        switch (value)
        {
            case null:
                stream.WriteByte(0xc0);
                break;
            case bool flag:
                stream.WriteByte(flag ? (byte)0xc3 : (byte)0xc2);
                break;
            case string text:
                Text(text);
                break;
            case int number:
                Number(number);
                break;
            case long number:
                Number(number);
                break;
            default:
                throw new ArgumentException($"Not a value of this protocol: {value.GetType()}", nameof(value));
        }

        return this;
    }

    private void Number(long number)
    {
        Span<byte> octets = stackalloc byte[9];
        octets[0] = 0xd3;
        BinaryPrimitives.WriteInt64BigEndian(octets[1..], number);
        stream.Write(octets);
    }

    private void Text(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        Span<byte> header = stackalloc byte[5];
        header[0] = 0xdb;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], octets.Length);
        stream.Write(header);
        stream.Write(octets);
    }
}

/// <summary>Reads values as null, bool, long, double, string, byte[], object[] or a list of pairs.</summary>
internal ref struct MessagePackReader(ReadOnlySpan<byte> octets)
{
    private ReadOnlySpan<byte> rest = octets;

    public object? Value()
    {
        var type = Octet();
        return type switch
        {
            <= 0x7f => (long)type,
            <= 0x8f => Map(type & 0x0f),
            <= 0x9f => List(type & 0x0f),
            <= 0xbf => Text(type & 0x1f),
            0xc0 => null,
            0xc2 => false,
            0xc3 => true,
            0xc4 => Take(Octet()).ToArray(),
            0xc5 => Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))).ToArray(),
            0xc6 => Take(BinaryPrimitives.ReadInt32BigEndian(Take(4))).ToArray(),
            0xca => (double)BinaryPrimitives.ReadSingleBigEndian(Take(4)),
            0xcb => BinaryPrimitives.ReadDoubleBigEndian(Take(8)),
            0xcc => (long)Octet(),
            0xcd => (long)BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xce => (long)BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xcf or 0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            0xd0 => (long)(sbyte)Octet(),
            0xd1 => (long)BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xd2 => (long)BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xd9 => Text(Octet()),
            0xda => Text(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
            0xdb => Text(BinaryPrimitives.ReadInt32BigEndian(Take(4))),
            0xdc => List(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
            0xde => Map(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
            >= 0xe0 => (long)(sbyte)type,
            _ => throw new FormatException($"Unexpected MessagePack type 0x{type:x2}."),
        };
    }

    private object?[] List(int count)
    {
        var list = new object?[count];
        for (var i = 0; i < count; i++)
            list[i] = Value();
        return list;
    }

    private object?[] Map(int count) => List(count * 2);

    private string Text(int length) => Encoding.UTF8.GetString(Take(length));

    private byte Octet() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
