using System.Diagnostics.CodeAnalysis;
using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Migration;

namespace HybridAdmin.Api;

/// <summary>A migration batch to create, with a CSV or a list of people.</summary>
internal sealed record CreateBatchRequest : IApiRequest<CreateBatchRequest>
{
    /// <summary>The name; needed, and unique in the tenant without case.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The kind of migration; Onboarding when absent. Unknown cannot be created.</summary>
    [DisallowNull]
    public MigrationKind? Type { get; init; }

    /// <summary>The name of the migration endpoint.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The people as a CSV with the header EmailAddress, at most 20,000 rows.</summary>
    public string? Csv { get; init; }

    /// <summary>The people by address, instead of csv.</summary>
    [DisallowNull]
    public IReadOnlyList<string>? Identities { get; init; }

    /// <summary>The domain of the addresses to which mail of moved mailboxes is delivered.</summary>
    public string? TargetDeliveryDomain { get; init; }

    /// <summary>The time to start at, with its offset; null: when it is started.</summary>
    public DateTimeOffset? StartAfter { get; init; }

    /// <summary>The time to complete at, with its offset; null: when it is completed.</summary>
    public DateTimeOffset? CompleteAfter { get; init; }

    /// <summary>The addresses that get Exchange's reports.</summary>
    [DisallowNull]
    public IReadOnlyList<string>? NotificationEmails { get; init; }

    /// <summary>Offboarding: the databases to move to.</summary>
    [DisallowNull]
    public IReadOnlyList<string>? TargetDatabases { get; init; }

    /// <summary>The number of broken items to skip in each mailbox, or Unlimited.</summary>
    public string? BadItemLimit { get; init; }

    /// <summary>The number of large items to skip in each mailbox, or Unlimited.</summary>
    public string? LargeItemLimit { get; init; }

    /// <summary>The reason for the audit log: a sentence or a ticket number, at most 500 characters.</summary>
    public string? Reason { get; init; }

    public static CreateBatchRequest Example =>
        new()
        {
            Name = "Berlin wave 2",
            Type = MigrationKind.Onboarding,
            Endpoint = "Hybrid Migration Endpoint",
            Csv = "EmailAddress\nkenji.watanabe@contoso.example\n",
            TargetDeliveryDomain = "contoso.mail.onmicrosoft.com",
            CompleteAfter = new DateTimeOffset(2026, 12, 5, 20, 0, 0, TimeSpan.Zero),
            Reason = "CHG-81",
        };

    public IEnumerable<(string Member, string Message)> Validate()
    {
        if (Csv is not null && Identities is { Count: > 0 })
            yield return ("identities", "Give csv or identities, not both.");
        if (Type is MigrationKind.Unknown)
            yield return ("type", $"type must be {StrictJson.ExpectationOf(typeof(MigrationKind))}.");
    }

    public NewBatch ToBatch()
    {
        var batch = new NewBatch
        {
            Name = Name,
            Endpoint = Endpoint,
            Csv = Csv,
            Identities = Identities ?? [],
            TargetDeliveryDomain = TargetDeliveryDomain,
            StartAfter = StartAfter,
            CompleteAfter = CompleteAfter,
            NotificationEmails = NotificationEmails ?? [],
            TargetDatabases = TargetDatabases ?? [],
            BadItemLimit = BadItemLimit,
            LargeItemLimit = LargeItemLimit,
        };
        return Type is { } type ? batch with { Type = type } : batch;
    }
}

/// <summary>An action on a migration batch.</summary>
internal sealed record BatchActionRequest : IApiRequest<BatchActionRequest>
{
    /// <inheritdoc/>
    public static bool MayBeEmpty => true;

    /// <summary>The name of the batch once more, where the action asks for a confirmation.</summary>
    public string? Confirm { get; init; }

    /// <summary>The reason for the audit log: a sentence or a ticket number, at most 500 characters.</summary>
    public string? Reason { get; init; }

    public static BatchActionRequest Example => new() { Confirm = "Berlin wave 2", Reason = "CHG-81" };
}

/// <summary>The completion of a migration batch.</summary>
internal sealed record CompleteBatchRequest : IApiRequest<CompleteBatchRequest>
{
    /// <inheritdoc/>
    public static bool MayBeEmpty => true;

    /// <summary>The time to complete at, with its offset; null: now.</summary>
    public DateTimeOffset? CompleteAfter { get; init; }

    /// <summary>The name of the batch once more, where the action asks for a confirmation.</summary>
    public string? Confirm { get; init; }

    /// <summary>The reason for the audit log: a sentence or a ticket number, at most 500 characters.</summary>
    public string? Reason { get; init; }

    public static CompleteBatchRequest Example =>
        new()
        {
            CompleteAfter = new DateTimeOffset(2026, 12, 5, 20, 0, 0, TimeSpan.Zero),
            Confirm = "Berlin wave 2",
            Reason = "CHG-81",
        };
}
