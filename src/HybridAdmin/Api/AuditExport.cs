using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
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
        await using var writer = new StreamWriter(stream, new UTF8Encoding(true), leaveOpen: true);
        // A value that a spreadsheet would take for a formula is escaped: names and reasons come from people.
        var format = new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape };
        await using var csv = new CsvWriter(writer, format);
        foreach (var column in Columns) csv.WriteField(column);
        await csv.NextRecordAsync();
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            csv.WriteField(entry.Id);
            csv.WriteField(Time(entry.At));
            csv.WriteField(entry.SettledAt is { } settled ? Time(settled) : null);
            csv.WriteField(entry.ActorId);
            csv.WriteField(entry.ActorName);
            csv.WriteField(entry.Role.ToString());
            csv.WriteField(entry.Source.ToString());
            csv.WriteField(entry.ClientAddress);
            csv.WriteField(entry.Action.ToString());
            csv.WriteField(entry.TargetId?.ToString());
            csv.WriteField(entry.TargetName);
            csv.WriteField(entry.TargetDn);
            csv.WriteField(entry.Outcome?.ToString());
            csv.WriteField(entry.Message);
            csv.WriteField(entry.Reason);
            csv.WriteField(entry.CorrelationId.ToString());
            csv.WriteField(entry.RevertsChangeId);
            csv.WriteField(entry.RevertedByChangeId);
            csv.WriteField(string.Join("; ", entry.Changes.Select(Words)));
            await csv.NextRecordAsync();
        }
    }

    public static async Task WriteJsonLinesAsync(Stream stream, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(stream, AuditItem.Of(entry), Json, cancellationToken);
            await stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Words(AttributeChange change) =>
        $"{change.Attribute}: {string.Join(' ', change.Removed.Select(v => "-" + v.Text).Concat(change.Added.Select(v => "+" + v.Text)))}";
}
