using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.Batches;

/// <summary>A batch that somebody wants.</summary>
public sealed record NewBatch
{
    public required string Name { get; init; }

    public MigrationKind Type { get; init; } = MigrationKind.Onboarding;

    /// <summary>Null: the only one that serves the kind.</summary>
    public string? Endpoint { get; init; }

    /// <summary>A CSV's text; null: <see cref="CsvBytes"/>, or <see cref="Identities"/>.</summary>
    public string? Csv { get; init; }

    /// <summary>A file as it was uploaded, in any encoding.</summary>
    public ReadOnlyMemory<byte>? CsvBytes { get; init; }

    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>Null: of move to the cloud the tenant's routing domain.</summary>
    public string? TargetDeliveryDomain { get; init; }

    /// <summary>Null: started by hand; a time that is over: at once.</summary>
    public DateTimeOffset? StartAfter { get; init; }

    /// <summary>Null: completed by hand.</summary>
    public DateTimeOffset? CompleteAfter { get; init; }

    public IReadOnlyList<string> NotificationEmails { get; init; } = [];

    public IReadOnlyList<string> TargetDatabases { get; init; } = [];

    public string? BadItemLimit { get; init; }

    public string? LargeItemLimit { get; init; }
}
