namespace HybridAdmin.Core.Migration;

/// <summary>A migration batch (Get-MigrationBatch). Members that the output did not contain are null.</summary>
public sealed record MigrationBatch
{
    /// <summary>The name; unique in the tenant, without regard to case.</summary>
    public required string Identity { get; init; }

    public Guid? BatchGuid { get; init; }

    /// <summary>The state as Exchange returned it.</summary>
    public required string Status { get; init; }

    public MigrationBatchState State => MigrationStates.OfBatch(Status);

    public MigrationKind Kind { get; init; }

    /// <summary>The type as Exchange returned it, for kinds that the console does not know.</summary>
    public string? MigrationType { get; init; }

    public int? TotalCount { get; init; }

    public int? ActiveCount { get; init; }

    public int? StoppedCount { get; init; }

    /// <summary>The number of people who are copied but not yet completed.</summary>
    public int? SyncedCount { get; init; }

    /// <summary>The number of completed people.</summary>
    public int? FinalizedCount { get; init; }

    public int? FailedCount { get; init; }

    public int? PendingCount { get; init; }

    public DateTimeOffset? CreationDateTime { get; init; }

    public DateTimeOffset? StartDateTime { get; init; }

    public DateTimeOffset? InitialSyncDateTime { get; init; }

    public DateTimeOffset? LastSyncedDateTime { get; init; }

    public DateTimeOffset? FinalizedDateTime { get; init; }

    public DateTimeOffset? StartAfter { get; init; }

    public DateTimeOffset? CompleteAfter { get; init; }

    public string? SourceEndpoint { get; init; }

    public string? TargetEndpoint { get; init; }

    public string? TargetDeliveryDomain { get; init; }

    public string? SubmittedByUser { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<string> NotificationEmails { get; init; } = [];

    public IReadOnlyList<string> ValidationWarnings { get; init; } = [];

    /// <summary>Perfect, Good, Investigate or Poor; other values are unchanged.</summary>
    public string? DataConsistencyScore { get; init; }

    /// <summary>
    /// The share of people who are copied or completed, 0 to 100; null if the counts are not known or the batch is
    /// empty.
    /// </summary>
    public int? PercentDone =>
        TotalCount is > 0 and var total && (SyncedCount ?? FinalizedCount) is not null
            ? Math.Clamp(((SyncedCount ?? 0) + (FinalizedCount ?? 0)) * 100 / total, 0, 100)
            : null;

    /// <summary>The actions that are possible now.</summary>
    public IReadOnlyList<MigrationAction> Allowed => MigrationRules.Allowed(Kind, State);
}

/// <summary>One person of a batch (Get-MigrationUser).</summary>
public sealed record MigrationUser
{
    /// <summary>The person's address.</summary>
    public required string Identity { get; init; }

    /// <summary>The batch's name.</summary>
    public string? BatchId { get; init; }

    /// <summary>The state as Exchange returned it.</summary>
    public required string Status { get; init; }

    public MigrationUserState State => MigrationStates.OfUser(Status);

    /// <summary>Active, Synced, Completed, Failed or Stopped.</summary>
    public string? StatusSummary { get; init; }

    /// <summary>
    /// The last error as Exchange returned it; <see cref="MigrationErrors"/> has the recommended action.
    /// </summary>
    public string? ErrorSummary { get; init; }

    public Guid? MailboxGuid { get; init; }

    public long? ItemsSynced { get; init; }

    public long? ItemsSkipped { get; init; }

    public DateTimeOffset? LastSuccessfulSyncTime { get; init; }

    /// <summary>The person's own completion time, which takes precedence over the batch's.</summary>
    public DateTimeOffset? CompleteAfter { get; init; }

    public string? DataConsistencyScore { get; init; }

    /// <summary>
    /// The progress, 0 to 100; null if the list does not contain it. <see cref="MigrationUserStatistics"/> may.
    /// </summary>
    public int? PercentageComplete { get; init; }

    /// <summary>Indicates whether skipped items wait for approval.</summary>
    public bool NeedsApproval =>
        string.Equals(DataConsistencyScore, "Investigate", StringComparison.OrdinalIgnoreCase)
        || (
            ItemsSkipped > 0
            && ErrorSummary?.Contains("ApproveSkippedItems", StringComparison.OrdinalIgnoreCase) == true
        );
}

/// <summary>
/// Statistics of a person (Get-MigrationUserStatistics). Some property names are not verified: missing values are null.
/// </summary>
public sealed record MigrationUserStatistics
{
    public required string Identity { get; init; }

    public required string Status { get; init; }

    public string? Error { get; init; }

    public long? SyncedItemCount { get; init; }

    public long? SkippedItemCount { get; init; }

    /// <summary>Bytes.</summary>
    public long? EstimatedTotalTransferSize { get; init; }

    /// <summary>Bytes.</summary>
    public long? BytesTransferred { get; init; }

    /// <summary>Bytes in the last minute.</summary>
    public long? BytesTransferredPerMinute { get; init; }

    public int? PercentageComplete { get; init; }

    public string? DataConsistencyScore { get; init; }

    /// <summary>The mailbox replication service's report; null if not requested or empty.</summary>
    public string? Report { get; init; }

    /// <summary>The skipped items, as Exchange describes them.</summary>
    public IReadOnlyList<string> SkippedItems { get; init; } = [];
}

/// <summary>
/// The connection to the source or target of a migration (Get-MigrationEndpoint). Created in the Exchange admin center
/// or PowerShell, because it needs a password.
/// </summary>
public sealed record MigrationEndpoint
{
    public required string Identity { get; init; }

    /// <summary>ExchangeRemoteMove, ExchangeOutlookAnywhere, IMAP, Gmail ...; other values are unchanged.</summary>
    public string? EndpointType { get; init; }

    public string? RemoteServer { get; init; }

    public string? Username { get; init; }

    public int? MaxConcurrentMigrations { get; init; }

    public int? ActiveMigrationCount { get; init; }

    public DateTimeOffset? LastModifiedTime { get; init; }

    public bool IsRemoteMove => string.Equals(EndpointType, "ExchangeRemoteMove", StringComparison.OrdinalIgnoreCase);

    /// <summary>Indicates whether batches of the kind use it.</summary>
    public bool Serves(MigrationKind kind) =>
        kind switch
        {
            MigrationKind.Onboarding or MigrationKind.Offboarding => IsRemoteMove,
            MigrationKind.IMAP => string.Equals(EndpointType, "IMAP", StringComparison.OrdinalIgnoreCase),
            MigrationKind.GoogleWorkspace => string.Equals(EndpointType, "Gmail", StringComparison.OrdinalIgnoreCase),
            MigrationKind.Cutover or MigrationKind.Staged => string.Equals(
                EndpointType,
                "ExchangeOutlookAnywhere",
                StringComparison.OrdinalIgnoreCase
            ),
            _ => false,
        };
}

/// <summary>The result of Test-MigrationServerAvailability.</summary>
/// <param name="Result">The result as Exchange returned it.</param>
/// <param name="Message">The error as Exchange describes it; null if there is none.</param>
public sealed record MigrationEndpointTest(string Result, string? Message)
{
    public bool IsSuccess => string.Equals(Result, "Success", StringComparison.OrdinalIgnoreCase);
}
