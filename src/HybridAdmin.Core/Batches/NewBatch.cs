using HybridAdmin.Core.Migration;

namespace HybridAdmin.Core.Batches;

/// <summary>A batch to be created.</summary>
public sealed record NewBatch
{
    public required string Name { get; init; }

    public MigrationKind Type { get; init; } = MigrationKind.Onboarding;

    /// <summary>The name of the endpoint; null for the only one that serves the kind.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The text of a CSV; null if <see cref="CsvBytes"/> or <see cref="Identities"/> is used.</summary>
    public string? Csv { get; init; }

    /// <summary>An uploaded CSV file, in any encoding.</summary>
    public ReadOnlyMemory<byte>? CsvBytes { get; init; }

    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>The domain to deliver to; null for the tenant's routing domain, in moves to the cloud.</summary>
    public string? TargetDeliveryDomain { get; init; }

    /// <summary>The start; null to start by hand, a time in the past to start at once.</summary>
    public DateTimeOffset? StartAfter { get; init; }

    /// <summary>The time of completion; null to complete by hand.</summary>
    public DateTimeOffset? CompleteAfter { get; init; }

    public IReadOnlyList<string> NotificationEmails { get; init; } = [];

    public IReadOnlyList<string> TargetDatabases { get; init; } = [];

    public string? BadItemLimit { get; init; }

    public string? LargeItemLimit { get; init; }
}
