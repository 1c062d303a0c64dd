using System.Diagnostics.CodeAnalysis;
using HybridAdmin.Api.OpenApi;
using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Migration;

namespace HybridAdmin.Api;

/// <summary>A migration batch in a list. The names are Exchange's.</summary>
internal record BatchResponse : IApiExample<BatchResponse>
{
    /// <summary>BatchGuid, or the name where Exchange returns none.</summary>
    public required string Id { get; init; }

    /// <summary>The name; unique in the tenant, without case.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of migration.</summary>
    public required MigrationKind Type { get; init; }

    /// <summary>The status in Exchange's word.</summary>
    public required string Status { get; init; }

    /// <summary>The number of people; null: not known.</summary>
    public required int? TotalCount { get; init; }

    /// <summary>The number of people who are copied and not completed.</summary>
    public required int? SyncedCount { get; init; }

    /// <summary>The number of people who are completed.</summary>
    public required int? FinalizedCount { get; init; }

    /// <summary>The number of people who failed.</summary>
    public required int? FailedCount { get; init; }

    /// <summary>The domain of the addresses to which mail of moved mailboxes is delivered.</summary>
    public required string? TargetDeliveryDomain { get; init; }

    /// <summary>The time to start at, UTC; null: none.</summary>
    public required DateTimeOffset? StartAfter { get; init; }

    /// <summary>The time to complete at, UTC; null: none.</summary>
    public required DateTimeOffset? CompleteAfter { get; init; }

    /// <summary>The actions that its state allows now.</summary>
    public required IReadOnlyList<MigrationAction> Actions { get; init; }

    public static BatchResponse Example =>
        new()
        {
            Id = "e45ade5e-3537-8c05-a2e8-4a6bcd2cd721",
            Name = "Berlin wave 2",
            Type = MigrationKind.Onboarding,
            Status = "Synced",
            TotalCount = 40,
            SyncedCount = 39,
            FinalizedCount = 0,
            FailedCount = 1,
            TargetDeliveryDomain = "contoso.mail.onmicrosoft.com",
            StartAfter = null,
            CompleteAfter = new DateTimeOffset(2026, 12, 5, 20, 0, 0, TimeSpan.Zero),
            Actions = [MigrationAction.Start, MigrationAction.Complete],
        };

    public static BatchResponse From(MigrationBatch batch) =>
        new()
        {
            Id = batch.BatchGuid?.ToString() ?? batch.Identity,
            Name = batch.Identity,
            Type = batch.Kind,
            Status = batch.Status,
            TotalCount = batch.TotalCount,
            SyncedCount = batch.SyncedCount,
            FinalizedCount = batch.FinalizedCount,
            FailedCount = batch.FailedCount,
            TargetDeliveryDomain = batch.TargetDeliveryDomain,
            StartAfter = batch.StartAfter,
            CompleteAfter = batch.CompleteAfter,
            Actions = batch.Allowed,
        };
}

/// <summary>One migration batch with its people, read live.</summary>
internal sealed record BatchDetailsResponse : BatchResponse, IApiExample<BatchDetailsResponse>
{
    [SetsRequiredMembers]
    private BatchDetailsResponse(BatchResponse listed)
        : base(listed) { }

    /// <summary>The people of the batch, within the caller's scope.</summary>
    public IReadOnlyList<BatchUserResponse> Users { get; init; } = [];

    /// <summary>The number of people outside the caller's scope, who are not listed.</summary>
    public int UsersOutsideScope { get; init; }

    public static new BatchDetailsResponse Example =>
        new(BatchResponse.Example)
        {
            Users =
            [
                new()
                {
                    Identity = "kenji.watanabe@contoso.example",
                    Status = "Synced",
                    PercentComplete = 95,
                    Error = null,
                    Advice = null,
                },
            ],
        };

    public static BatchDetailsResponse From(MigrationBatchDetails details) =>
        new(BatchResponse.From(details.Batch))
        {
            Users = [.. details.Users.Select(BatchUserResponse.From)],
            UsersOutsideScope = details.UsersOutsideScope,
        };
}

/// <summary>One person of a migration batch.</summary>
internal sealed record BatchUserResponse
{
    /// <summary>The address.</summary>
    public required string Identity { get; init; }

    /// <summary>The status in Exchange's word.</summary>
    public required string Status { get; init; }

    /// <summary>0 to 100; null: not known.</summary>
    public required int? PercentComplete { get; init; }

    /// <summary>The last error in Exchange's words; null: none.</summary>
    public required string? Error { get; init; }

    /// <summary>The remedy for the error; null: there is no error, or it is not among the usual ones.</summary>
    public required string? Advice { get; init; }

    public static BatchUserResponse From(MigrationUser user) =>
        new()
        {
            Identity = user.Identity,
            Status = user.Status,
            PercentComplete = user.PercentageComplete,
            Error = user.ErrorSummary,
            Advice = MigrationErrors.Advise(user.ErrorSummary)?.Words,
        };
}

/// <summary>A finding about a batch, a row of its CSV or a person. An error stops the batch.</summary>
internal sealed record BatchFindingResponse
{
    /// <summary>error, warning or info.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>The stable code.</summary>
    [StableCodes(typeof(MigrationCodes))]
    public required string Code { get; init; }

    /// <summary>The finding as a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The row of the CSV, the header being 1; null: the whole batch.</summary>
    public required int? Row { get; init; }

    /// <summary>The person as the row or list names them; null: the whole batch.</summary>
    public required string? Identity { get; init; }

    /// <summary>The member of the request; null: none.</summary>
    public required string? Member { get; init; }

    public static BatchFindingResponse From(MigrationFinding finding) =>
        new()
        {
            Severity = finding.Severity,
            Code = finding.Code,
            Message = finding.Message,
            Row = finding.Row,
            Identity = finding.Identity,
            Member = finding.Member,
        };
}

/// <summary>The plan of a batch to create. Nothing is created.</summary>
internal sealed record BatchPlanResponse : IApiExample<BatchPlanResponse>
{
    /// <summary>The properties that the batch would have.</summary>
    public required IReadOnlyList<AttributeChangeResponse> Changes { get; init; }

    /// <summary>The findings about the batch and its people.</summary>
    public required IReadOnlyList<BatchFindingResponse> Findings { get; init; }

    /// <summary>The Exchange cmdlet that would do the same.</summary>
    public required string Cmdlet { get; init; }

    /// <summary>The CSV as it would be sent; null: the kind takes none.</summary>
    public required string? Csv { get; init; }

    public static BatchPlanResponse Example =>
        new()
        {
            Changes =
            [
                new()
                {
                    Attribute = "Name",
                    Before = [],
                    After = ["Berlin wave 2"],
                    Added = ["Berlin wave 2"],
                    Removed = [],
                },
            ],
            Findings =
            [
                new()
                {
                    Severity = FindingSeverity.Error,
                    Code = MigrationCodes.UnknownPerson,
                    Message = "Nobody has the address nobody@contoso.example.",
                    Row = 3,
                    Identity = "nobody@contoso.example",
                    Member = null,
                },
            ],
            Cmdlet = "New-MigrationBatch -Name 'Berlin wave 2' -SourceEndpoint 'Hybrid Migration Endpoint'",
            Csv = "EmailAddress\r\nkenji.watanabe@contoso.example\r\n",
        };

    public static BatchPlanResponse From(MigrationPlan plan) =>
        new()
        {
            Changes = [.. plan.Changes.Select(AttributeChangeResponse.From)],
            Findings = [.. plan.Findings.Select(BatchFindingResponse.From)],
            Cmdlet = plan.Cmdlet,
            Csv = plan.Csv,
        };
}
