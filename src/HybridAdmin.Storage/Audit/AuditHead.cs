using System.Globalization;
using System.Text.Json;

namespace HybridAdmin.Storage.Audit;

/// <summary>The content of the head file.</summary>
/// <param name="Sequence">Number of the last record.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Mac">Its MAC.</param>
/// <param name="At">The time when it was written, UTC.</param>
/// <param name="UnanchoredUntil">The number of records that existed when the head file was created; 0: it existed from
/// the first record.</param>
/// <param name="BegunAt">The time when the head file was created, UTC.</param>
internal sealed record AuditHead(
    long Sequence,
    byte[] Hash,
    byte[] Mac,
    DateTimeOffset At,
    long UnanchoredUntil,
    DateTimeOffset BegunAt
)
{
    private static readonly byte[] Format = "HybridAdmin.AuditHead.1"u8.ToArray();

    /// <summary>The file's content, sealed with the chain's key, so that nobody else can create one.</summary>
    internal byte[] ToJson(AuditChain chain) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Content(
                Sequence,
                Convert.ToHexString(Hash),
                Convert.ToHexString(Mac),
                At.ToString("O"),
                UnanchoredUntil,
                BegunAt.ToString("O"),
                Convert.ToHexString(SealOf(chain))
            )
        );

    /// <summary>Null when the content is not a head, or is sealed with another key.</summary>
    internal static AuditHead? Parse(ReadOnlySpan<byte> json, AuditChain chain)
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(json);
            if (content is null)
                return null;

            var head = new AuditHead(
                content.Sequence,
                Convert.FromHexString(content.Hash),
                Convert.FromHexString(content.Mac),
                Time(content.At),
                content.UnanchoredUntil,
                Time(content.BegunAt)
            );
            return AuditChain.Same(head.SealOf(chain), Convert.FromHexString(content.Seal)) ? head : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentNullException)
        {
            return null;
        }
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private byte[] SealOf(AuditChain chain)
    {
        var writer = new ColumnWriter();
        writer.Add(Format);
        writer.Add(Sequence);
        writer.Add(Hash);
        writer.Add(Mac);
        writer.Add(At.UtcTicks);
        writer.Add(UnanchoredUntil);
        writer.Add(BegunAt.UtcTicks);
        return chain.MacOf(writer.ToArray());
    }

    private sealed record Content(
        long Sequence,
        string Hash,
        string Mac,
        string At,
        long UnanchoredUntil,
        string BegunAt,
        string Seal
    );
}
