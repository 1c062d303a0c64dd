using System.Text;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Migration.Writing;

namespace HybridAdmin.Features.Migration;

/// <summary>The start of a new batch.</summary>
public enum StartWhen
{
    ByHand,
    AtOnce,
    AtTime,
}

/// <summary>The choices for a new batch, step by step. It decides nothing: the use cases validate them.</summary>
public sealed class NewBatchModel
{
    private static readonly char[] Separators = ['\n', '\r', ',', ';', '\t', ' '];

    public string Name { get; set; } = "";

    public MigrationKind Kind { get; set; } = MigrationKind.Onboarding;

    public string? Endpoint { get; set; }

    /// <summary>The addresses, or a CSV with its header, as pasted.</summary>
    public string People { get; set; } = "";

    /// <summary>The uploaded file, which takes precedence over <see cref="People"/>; null for none.</summary>
    public (string Name, byte[] Bytes)? File { get; set; }

    /// <summary>
    /// The name of a file that is being uploaded: until it has arrived, the people to move are not known. Null for
    /// none.
    /// </summary>
    public string? Reading { get; set; }

    public string? Domain { get; set; }

    public StartWhen Start { get; set; } = StartWhen.ByHand;

    /// <summary>The start time as a datetime-local input holds it.</summary>
    public string StartAt { get; set; } = "";

    public bool CompletesAtTime { get; set; }

    /// <summary>The completion time as a datetime-local input holds it.</summary>
    public string CompleteAt { get; set; } = "";

    public string Emails { get; set; } = "";

    /// <summary>The databases of the server to choose among, for a move back.</summary>
    public string Databases { get; set; } = "";

    public string BadItemLimit { get; set; } = "";

    public string LargeItemLimit { get; set; } = "";

    /// <summary>True if leaving the page would lose input.</summary>
    public bool IsTouched => Name.Length > 0 || People.Length > 0 || File is not null || Reading is not null;

    private bool IsCsv => People.Split('\n')[0].Contains("EmailAddress", StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds a person from the search.</summary>
    public void Add(string address)
    {
        if (!People.Split(Separators).Contains(address, StringComparer.OrdinalIgnoreCase))
            People = People.TrimEnd() is { Length: > 0 } there ? $"{there}\n{address}" : address;
    }

    /// <summary>
    /// Keeps only the people of the plan who have no error; rows that could not be read are removed too.
    /// </summary>
    public void KeepReady(MigrationPlan plan)
    {
        if (plan.Write is not CreateMigrationBatch create)
            return;
        var blocked = plan
            .Findings.Where(f => f.Severity == FindingSeverity.Error)
            .Select(f => f.Identity)
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        People = Encoding
            .UTF8.GetString(
                MigrationCsvWriter.Write([.. create.People.Where(p => !blocked.Contains(p.EmailAddress))], create.Kind)
            )
            .ReplaceLineEndings("\n")
            .TrimEnd();
        File = null;
    }

    public NewBatch ToNewBatch(TimeZoneInfo zone, DateTimeOffset now) =>
        new()
        {
            Name = Name,
            Type = Kind,
            Endpoint = Endpoint,
            // A typed null: a bare one would become an empty file, by the conversion from an array.
            CsvBytes = File is { } file ? file.Bytes : (ReadOnlyMemory<byte>?)null,
            Csv = File is null && IsCsv ? People : null,
            Identities =
                File is null && !IsCsv
                    ? People.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    : [],
            TargetDeliveryDomain = string.IsNullOrEmpty(Domain) ? null : Domain,
            StartAfter = Start switch
            {
                StartWhen.AtOnce => now,
                StartWhen.AtTime => LocalTime.Parse(StartAt, zone),
                _ => null,
            },
            CompleteAfter = CompletesAtTime ? LocalTime.Parse(CompleteAt, zone) : null,
            NotificationEmails = List(Emails),
            TargetDatabases = Kind == MigrationKind.Offboarding ? List(Databases) : [],
            BadItemLimit = Text(BadItemLimit),
            LargeItemLimit = Text(LargeItemLimit),
        };

    /// <summary>
    /// The error for a missing time: without it the batch would silently be started or completed by hand.
    /// </summary>
    public string? MissingTime(TimeZoneInfo zone) =>
        Start == StartWhen.AtTime && LocalTime.Parse(StartAt, zone) is null ? "Say when the batch starts."
        : CompletesAtTime && LocalTime.Parse(CompleteAt, zone) is null ? "Say when the batch completes."
        : null;

    private static string[] List(string text) =>
        text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Text(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
