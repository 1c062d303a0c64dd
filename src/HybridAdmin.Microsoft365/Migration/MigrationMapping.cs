using System.Globalization;
using System.Text.Json;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Migration;

/// <summary>
/// Maps the objects of the migration cmdlets. Some names of their output are not verified, and a text in one response
/// may be an object in another. Everything is read tolerantly: missing members are null, and unknown words are
/// retained.
/// </summary>
internal static class MigrationMapping
{
    public static MigrationBatch? Batch(JsonElement json)
    {
        if (Named(json, "Identity", "Name", "BatchId") is not { } identity)
            return null;
        var (type, direction) = (json.Text("MigrationType"), json.Text("BatchDirection"));
        var (source, target) = (Named(json, "SourceEndpoint"), Named(json, "TargetEndpoint"));
        var domain = json.Text("TargetDeliveryDomain");
        return new MigrationBatch
        {
            Identity = identity,
            BatchGuid = json.Id("BatchGuid"),
            Status = Named(json, "Status") ?? "Unknown",
            Kind = MigrationKinds.Of(type, direction, source, target, domain),
            MigrationType = type,
            TotalCount = Count(json, "TotalCount"),
            ActiveCount = Count(json, "ActiveCount"),
            StoppedCount = Count(json, "StoppedCount"),
            SyncedCount = Count(json, "SyncedCount"),
            FinalizedCount = Count(json, "FinalizedCount"),
            FailedCount = Count(json, "FailedCount"),
            PendingCount = Count(json, "PendingCount"),
            CreationDateTime = Time(json, "CreationDateTime"),
            StartDateTime = Time(json, "StartDateTime"),
            InitialSyncDateTime = Time(json, "InitialSyncDateTime"),
            LastSyncedDateTime = Time(json, "LastSyncedDateTime"),
            FinalizedDateTime = Time(json, "FinalizedDateTime"),
            StartAfter = Time(json, "StartAfter") ?? Time(json, "StartAfterUTC"),
            CompleteAfter = Time(json, "CompleteAfter") ?? Time(json, "CompleteAfterUTC"),
            SourceEndpoint = source,
            TargetEndpoint = target,
            TargetDeliveryDomain = domain,
            SubmittedByUser = Named(json, "SubmittedByUser"),
            Message = Named(json, "Message"),
            NotificationEmails = json.Texts("NotificationEmails"),
            ValidationWarnings =
            [
                .. json.Texts("ValidationWarnings"),
                .. json.Items("ValidationWarnings")
                    .Where(w => w.ValueKind == JsonValueKind.Object)
                    .Select(w => w.Text("Message"))
                    .OfType<string>(),
            ],
            DataConsistencyScore = json.Text("DataConsistencyScore"),
        };
    }

    public static MigrationUser? User(JsonElement json) =>
        Named(json, "Identity", "MailboxEmailAddress", "EmailAddress") is not { } identity
            ? null
            : new MigrationUser
            {
                Identity = identity,
                BatchId = Named(json, "BatchId"),
                Status = Named(json, "Status") ?? "Unknown",
                StatusSummary = json.Text("StatusSummary"),
                ErrorSummary = Named(json, "ErrorSummary", "Error"),
                MailboxGuid = json.Id("MailboxGuid"),
                ItemsSynced = Number(json, "ItemsSynced") ?? Number(json, "SyncedItemCount"),
                ItemsSkipped = Number(json, "ItemsSkipped") ?? Number(json, "SkippedItemCount"),
                LastSuccessfulSyncTime = Time(json, "LastSuccessfulSyncTime"),
                CompleteAfter = Time(json, "CompleteAfter"),
                DataConsistencyScore = json.Text("DataConsistencyScore"),
                PercentageComplete = Percent(json),
            };

    public static MigrationUserStatistics? Statistics(JsonElement json) =>
        Named(json, "Identity", "EmailAddress") is not { } identity
            ? null
            : new MigrationUserStatistics
            {
                Identity = identity,
                Status = Named(json, "Status") ?? "Unknown",
                Error = Named(json, "Error", "ErrorSummary"),
                SyncedItemCount = Number(json, "SyncedItemCount") ?? Number(json, "ItemsSynced"),
                SkippedItemCount = Number(json, "SkippedItemCount") ?? Number(json, "ItemsSkipped"),
                EstimatedTotalTransferSize = Size(json, "EstimatedTotalTransferSize"),
                BytesTransferred = Size(json, "BytesTransferred"),
                BytesTransferredPerMinute = Size(json, "CurrentBytesTransferredPerMinute"),
                PercentageComplete = Percent(json),
                DataConsistencyScore = json.Text("DataConsistencyScore"),
                Report = Named(json, "Report"),
                SkippedItems =
                [
                    .. json.Texts("SkippedItems"),
                    .. json.Items("SkippedItems")
                        .Where(s => s.ValueKind == JsonValueKind.Object)
                        .Select(s =>
                            string.Join(
                                ": ",
                                new[]
                                {
                                    s.Text("Kind"),
                                    s.Text("Subject") ?? s.Text("FolderName"),
                                    s.Text("Failure") ?? s.Text("ScoringClassifications"),
                                }.OfType<string>()
                            )
                        ),
                ],
            };

    public static MigrationEndpoint? Endpoint(JsonElement json) =>
        Named(json, "Identity", "Name") is not { } identity
            ? null
            : new MigrationEndpoint
            {
                Identity = identity,
                EndpointType = Named(json, "EndpointType"),
                RemoteServer = Named(json, "RemoteServer"),
                Username = json.Text("Username"),
                MaxConcurrentMigrations = Count(json, "MaxConcurrentMigrations"),
                ActiveMigrationCount = Count(json, "ActiveMigrationCount"),
                LastModifiedTime = Time(json, "LastModifiedTime"),
            };

    public static MigrationEndpointTest Test(JsonElement json) =>
        new(Named(json, "Result") ?? "Unknown", Named(json, "Message", "ErrorDetail"));

    /// <param name="asked">The requested address.</param>
    public static MoveCandidate Candidate(JsonElement json, string asked) =>
        new()
        {
            Identity = asked,
            RecipientTypeDetails = json.Text("RecipientTypeDetails"),
            ExchangeGuid = json.Id("ExchangeGuid"),
            ArchiveGuid = json.Id("ArchiveGuid"),
            EmailAddresses = json.Texts("EmailAddresses"),
            IsExchangeCloudManaged = json.Flag("IsExchangeCloudManaged"),
            LitigationHoldEnabled = json.Flag("LitigationHoldEnabled"),
            LegacyExchangeDN = json.Text("LegacyExchangeDN"),
        };

    /// <summary>The size from Get-MailboxStatistics; null: it has none.</summary>
    public static MailboxBytes? MailboxSize(JsonElement json) =>
        Size(json, "TotalItemSize") is { } bytes ? new MailboxBytes(bytes) : null;

    /// <summary>A size as an object, like the other results.</summary>
    internal sealed record MailboxBytes(long Bytes);

    /// <summary>A text, or the name of an object that replaces it.</summary>
    private static string? Named(JsonElement json, params string[] members)
    {
        foreach (var member in members)
        {
            var found =
                json.Text(member)
                ?? (
                    json.Member(member) is { ValueKind: JsonValueKind.Object } inner
                        ? inner.Text("Name")
                            ?? inner.Text("Identity")
                            ?? inner.Text("Id")
                            ?? inner.Text("Value")
                            ?? inner.Text("Message")
                        : null
                );
            if (found is not null)
                return found;
        }

        return null;
    }

    private static int? Count(JsonElement json, string member) =>
        Number(json, member) is >= 0 and <= int.MaxValue and var number ? (int)number : null;

    /// <summary>A number, also as text with thousands separators; "Unlimited" is null.</summary>
    private static long? Number(JsonElement json, string member) =>
        decimal.TryParse(
            json.Text(member),
            NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        ) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    private static int? Percent(JsonElement json) =>
        (Number(json, "PercentageComplete") ?? Number(json, "PercentComplete")) is { } percent
            ? (int)Math.Clamp(percent, 0, 100)
            : null;

    /// <summary>
    /// Bytes: the number in parentheses of "49.5 GB (53,150,220,288 bytes)", otherwise a plain number.
    /// </summary>
    private static long? Size(JsonElement json, string member)
    {
        if (Named(json, member) is not { } text)
            return null;
        var open = text.LastIndexOf('(');
        var digits = open < 0 ? text : text[(open + 1)..].Split(' ', ')')[0];
        return long.TryParse(digits, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : null;
    }

    /// <summary>A date; null for a placeholder (year 1, or the epoch that some responses use for "never").</summary>
    private static DateTimeOffset? Time(JsonElement json, string member) =>
        json.Time(member) is { Year: > 1970 and < 9999 } time ? time : null;
}
