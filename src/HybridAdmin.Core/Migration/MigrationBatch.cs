namespace HybridAdmin.Core.Migration;

/// <summary>A migration batch (Get-MigrationBatch). Members that the output did not have are null.</summary>
public sealed record MigrationBatch
{
    /// <summary>The name; unique in the tenant, without case.</summary>
    public required string Identity { get; init; }

    public Guid? BatchGuid { get; init; }

    /// <summary>Exchange's word.</summary>
    public required string Status { get; init; }

    public MigrationBatchState State => MigrationStates.OfBatch(Status);

    public MigrationKind Kind { get; init; }

    /// <summary>Exchange's word for the kind, for kinds that the console does not know.</summary>
    public string? MigrationType { get; init; }

    public int? TotalCount { get; init; }

    public int? ActiveCount { get; init; }

    public int? StoppedCount { get; init; }

    /// <summary>Copied, and not completed yet.</summary>
    public int? SyncedCount { get; init; }

    /// <summary>Completed.</summary>
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

    /// <summary>Perfect, Good, Investigate or Poor; other words are kept as they come.</summary>
    public string? DataConsistencyScore { get; init; }

    /// <summary>
    /// Share of the people who are copied or completed, 0 to 100; null: the counts are not known, or there is nobody.
    /// </summary>
    public int? PercentDone =>
        TotalCount is > 0 and var total && (SyncedCount ?? FinalizedCount) is not null
            ? Math.Clamp(((SyncedCount ?? 0) + (FinalizedCount ?? 0)) * 100 / total, 0, 100)
            : null;

    /// <summary>What can be done now.</summary>
    public IReadOnlyList<MigrationAction> Allowed => MigrationRules.Allowed(Kind, State);
}

/// <summary>One person of a batch (Get-MigrationUser).</summary>
public sealed record MigrationUser
{
    /// <summary>The address.</summary>
    public required string Identity { get; init; }

    /// <summary>The batch's name.</summary>
    public string? BatchId { get; init; }

    /// <summary>Exchange's word.</summary>
    public required string Status { get; init; }

    public MigrationUserState State => MigrationStates.OfUser(Status);

    /// <summary>Active, Synced, Completed, Failed or Stopped.</summary>
    public string? StatusSummary { get; init; }

    /// <summary>The last error in Exchange's words; <see cref="MigrationErrors"/> says what to do.</summary>
    public string? ErrorSummary { get; init; }

    public Guid? MailboxGuid { get; init; }

    public long? ItemsSynced { get; init; }

    public long? ItemsSkipped { get; init; }

    public DateTimeOffset? LastSuccessfulSyncTime { get; init; }

    /// <summary>The person's own time of completion, which wins over the batch's.</summary>
    public DateTimeOffset? CompleteAfter { get; init; }

    public string? DataConsistencyScore { get; init; }

    /// <summary>0 to 100; null: the list does not say, <see cref="MigrationUserStatistics"/> may.</summary>
    public int? PercentageComplete { get; init; }

    /// <summary>Skipped items wait for somebody to accept them.</summary>
    public bool NeedsApproval =>
        string.Equals(DataConsistencyScore, "Investigate", StringComparison.OrdinalIgnoreCase)
        || (
            ItemsSkipped > 0
            && ErrorSummary?.Contains("ApproveSkippedItems", StringComparison.OrdinalIgnoreCase) == true
        );
}

/// <summary>Get-MigrationUserStatistics, some of whose names are not verified: what is missing is null.</summary>
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

    /// <summary>The mailbox replication service's own report; null: not asked for, or empty.</summary>
    public string? Report { get; init; }

    /// <summary>What was left out, in Exchange's words.</summary>
    public IReadOnlyList<string> SkippedItems { get; init; } = [];
}

/// <summary>
/// A way in to or out of the tenant (Get-MigrationEndpoint). Made in the Exchange admin center or PowerShell, because
/// it needs a password.
/// </summary>
public sealed record MigrationEndpoint
{
    public required string Identity { get; init; }

    /// <summary>
    /// ExchangeRemoteMove, ExchangeOutlookAnywhere, IMAP, Gmail ...; other words are kept as they come.
    /// </summary>
    public string? EndpointType { get; init; }

    public string? RemoteServer { get; init; }

    public string? Username { get; init; }

    public int? MaxConcurrentMigrations { get; init; }

    public int? ActiveMigrationCount { get; init; }

    public DateTimeOffset? LastModifiedTime { get; init; }

    public bool IsRemoteMove => string.Equals(EndpointType, "ExchangeRemoteMove", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether batches of the kind go through it.</summary>
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

/// <summary>Test-MigrationServerAvailability.</summary>
/// <param name="Result">Exchange's word.</param>
/// <param name="Message">What is wrong, in Exchange's words; null: nothing.</param>
public sealed record MigrationEndpointTest(string Result, string? Message)
{
    public bool IsSuccess => string.Equals(Result, "Success", StringComparison.OrdinalIgnoreCase);
}
