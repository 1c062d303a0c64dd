using System.Globalization;
using System.Text.Json;
using CsvHelper;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes;

namespace HybridAdmin.Api;

/// <summary>The log as a stream: CSV for people, JSON lines for programs. Times are UTC.</summary>
internal static class AuditExport
{
    private static readonly string[] Columns =
    [
        "Id", "At", "SettledAt", "Actor", "ActorName", "Role", "Source", "ClientAddress", "Action", "TargetId", "TargetName", "TargetDn", "Outcome", "Message",
        "Reason", "CorrelationId", "RevertsChangeId", "RevertedByChangeId", "Changes",
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task WriteCsvAsync(Stream stream, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        // A value that a spreadsheet would take for a formula is escaped: names and reasons come from people.
        var options = new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = true };
        await using var csv = CsvWriter.Create(stream, options, true);
        await csv.WriteRecordAsync(Columns, cancellationToken);
        await foreach (var entry in entries.WithCancellation(cancellationToken)) await csv.WriteRecordAsync(Fields(entry), cancellationToken);
        await csv.FlushAsync(cancellationToken);
    }

    public static async Task WriteJsonLinesAsync(Stream stream, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(stream, AuditItem.Of(entry), Json, cancellationToken);
            await stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }

    private static string?[] Fields(AuditEntry entry) =>
    [
        Number(entry.Id), Time(entry.At), entry.SettledAt is { } settled ? Time(settled) : null, entry.ActorId, entry.ActorName, entry.Role.ToString(),
        entry.Source.ToString(), entry.ClientAddress, entry.Action.ToString(), entry.TargetId?.ToString(), entry.TargetName, entry.TargetDn,
        entry.Outcome?.ToString(), entry.Message, entry.Reason, entry.CorrelationId.ToString(), Number(entry.RevertsChangeId), Number(entry.RevertedByChangeId),
        string.Join("; ", entry.Changes.Select(Words)),
    ];

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Words(AttributeChange change) =>
        $"{change.Attribute}: {string.Join(' ', change.Removed.Select(v => "-" + v.Text).Concat(change.Added.Select(v => "+" + v.Text)))}";
}
