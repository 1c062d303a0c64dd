using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using HybridAdmin.Storage.Model;

namespace HybridAdmin.Storage.Audit;

/// <summary>
/// Computes the hash and MAC of a record. Both cover the same bytes: every column, each preceded by its kind and
/// length, so that no two different rows have the same bytes. The bytes begin with the name of the record's format and
/// contain the hash of the previous record, which forms the chain; without the key, a hash can be computed but not a
/// MAC.
/// </summary>
internal sealed class AuditChain(byte[] key)
{
    /// <summary>The previous hash of the first record.</summary>
    internal static readonly byte[] Start = new byte[SHA256.HashSizeInBytes];

    private static readonly byte[] FirstFormat = "HybridAdmin.AuditRecord.1"u8.ToArray();
    private static readonly byte[] OwnColumnsFormat = "HybridAdmin.AuditRecord.2"u8.ToArray();

    /// <summary>Sets the record's format and its three hash columns.</summary>
    internal void Seal(AuditRecord record, byte[] previousHash)
    {
        record.Format = AuditRecordFormat.OwnColumns;
        record.PreviousHash = previousHash;
        var bytes = Encode(record);
        record.Hash = SHA256.HashData(bytes);
        record.Mac = HMACSHA256.HashData(key, bytes);
    }

    /// <summary>Null when the record is valid, otherwise the error.</summary>
    internal string? Check(AuditRecord record, byte[] previousHash)
    {
        if (!Same(record.PreviousHash, previousHash))
            return "does not follow the record before it";
        if (!HoldsFormat(record))
            return "was changed after it had been written";

        var bytes = Encode(record);
        if (!Same(record.Hash, SHA256.HashData(bytes)))
            return "was changed after it had been written";

        return HoldsMac(record, bytes) ? null : "was not written with this key";
    }

    internal bool HoldsMac(AuditRecord record) => HoldsFormat(record) && HoldsMac(record, Encode(record));

    internal byte[] MacOf(ReadOnlySpan<byte> bytes) => HMACSHA256.HashData(key, bytes);

    internal static bool Same(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        CryptographicOperations.FixedTimeEquals(left, right);

    private bool HoldsMac(AuditRecord record, byte[] bytes) => Same(record.Mac, MacOf(bytes));

    /// <summary>
    /// Indicates whether the format is known and columns that it does not hash are empty; otherwise text could be
    /// inserted into old rows unnoticed.
    /// </summary>
    private static bool HoldsFormat(AuditRecord record) =>
        record.Format switch
        {
            AuditRecordFormat.First => record is { Server: null, Tenant: null },
            AuditRecordFormat.OwnColumns => true,
            _ => false,
        };

    private static byte[] Encode(AuditRecord record)
    {
        var hasOwnColumns = record.Format != AuditRecordFormat.First;
        var writer = new ColumnWriter();
        writer.Add(hasOwnColumns ? OwnColumnsFormat : FirstFormat);
        writer.Add(record.Sequence);
        writer.Add(record.ChangeId);
        writer.Add((long)record.Kind);
        writer.Add(record.AtTicks);
        writer.Add(record.ActorId);
        writer.Add(record.ActorName);
        writer.Add(record.ActorRole);
        writer.Add(record.ActorSource);
        writer.Add(record.ClientAddress);
        writer.Add(record.Action);
        writer.Add(record.TargetId);
        writer.Add(record.TargetName);
        writer.Add(record.TargetDn);
        writer.Add(record.Outcome);
        writer.Add(record.Message);
        writer.Add(record.Reason);
        writer.Add(record.CorrelationId);
        writer.Add(record.RevertsChangeId);
        writer.Add(record.Changes);
        writer.Add(record.ActorFolded);
        writer.Add(record.TargetFolded);
        writer.Add(record.TextFolded);
        if (hasOwnColumns)
        {
            writer.Add(record.Server);
            writer.Add(record.Tenant);
        }

        writer.Add(record.PreviousHash);
        return writer.ToArray();
    }
}

/// <summary>
/// Writes values so that they can be distinguished: one byte for the kind, then 8 bytes, or length and content.
/// </summary>
internal sealed class ColumnWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(1024);

    internal void Add(long? value)
    {
        if (value is null)
        {
            AddNull();
            return;
        }

        var span = buffer.GetSpan(9);
        span[0] = 1;
        BinaryPrimitives.WriteInt64BigEndian(span[1..], value.Value);
        buffer.Advance(9);
    }

    internal void Add(string? value)
    {
        if (value is null)
            AddNull();
        else
            AddContent(2, Encoding.UTF8.GetBytes(value));
    }

    internal void Add(byte[] value) => AddContent(3, value);

    internal byte[] ToArray() => buffer.WrittenSpan.ToArray();

    private void AddNull()
    {
        buffer.GetSpan(1)[0] = 0;
        buffer.Advance(1);
    }

    private void AddContent(byte kind, byte[] content)
    {
        var span = buffer.GetSpan(5 + content.Length);
        span[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], content.Length);
        content.CopyTo(span[5..]);
        buffer.Advance(5 + content.Length);
    }
}
