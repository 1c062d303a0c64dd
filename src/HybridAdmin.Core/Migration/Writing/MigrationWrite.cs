using HybridAdmin.Core.Migration.Csv;

namespace HybridAdmin.Core.Migration.Writing;

/// <summary>One cmdlet that changes a migration. Sent once.</summary>
/// <param name="Batch">The batch's name.</param>
public abstract record MigrationWrite(string Batch);

/// <summary>New-MigrationBatch.</summary>
public sealed record CreateMigrationBatch(string Batch, MigrationKind Kind) : MigrationWrite(Batch)
{
    /// <summary>The endpoint: the source of all kinds except Offboarding, for which it is the target.</summary>
    public required string Endpoint { get; init; }

    public string? TargetDeliveryDomain { get; init; }

    public IReadOnlyList<MigrationRow> People { get; init; } = [];

    /// <summary>For a move back: the databases of the server to choose from.</summary>
    public IReadOnlyList<string> TargetDatabases { get; init; } = [];

    /// <summary>True to start automatically; otherwise it starts at <see cref="StartAfter"/> or manually.</summary>
    public bool AutoStart { get; init; }

    public DateTimeOffset? StartAfter { get; init; }

    /// <summary>The completion time; null for manual completion.</summary>
    public DateTimeOffset? CompleteAfter { get; init; }

    public IReadOnlyList<string> NotificationEmails { get; init; } = [];

    /// <summary>A number or Unlimited; null for Exchange's default.</summary>
    public string? BadItemLimit { get; init; }

    public string? LargeItemLimit { get; init; }
}

/// <summary>Start-, Stop-, Complete- or Remove-MigrationBatch.</summary>
public sealed record ActOnMigrationBatch(string Batch, MigrationAction Action) : MigrationWrite(Batch);

/// <summary>Set-MigrationBatch; null members are not sent.</summary>
public sealed record SetMigrationBatch(string Batch) : MigrationWrite(Batch)
{
    public DateTimeOffset? StartAfter { get; init; }

    public DateTimeOffset? CompleteAfter { get; init; }

    public IReadOnlyList<string>? NotificationEmails { get; init; }

    public string? BadItemLimit { get; init; }

    public string? LargeItemLimit { get; init; }

    public bool IsEmpty =>
        StartAfter is null
        && CompleteAfter is null
        && NotificationEmails is null
        && BadItemLimit is null
        && LargeItemLimit is null;
}

/// <summary>Start-, Remove- or Set-MigrationUser -ApproveSkippedItems.</summary>
/// <param name="User">The person's address.</param>
public sealed record ActOnMigrationUser(string Batch, string User, MigrationUserAction Action) : MigrationWrite(Batch);
