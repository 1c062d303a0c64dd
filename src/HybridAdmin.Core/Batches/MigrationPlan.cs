using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Migration.Running;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Batches;

/// <summary>
/// A planned action on a batch or on a person of it. Carried out by <see cref="ChangePipeline"/> only.
/// </summary>
public sealed record MigrationPlan
{
    public required AuditAction Action { get; init; }

    public required MigrationWrite Write { get; init; }

    /// <summary>The present and the expected values by Exchange property, as stored in the record.</summary>
    public required IReadOnlyList<AttributeChange> Changes { get; init; }

    /// <summary>The findings, errors first. One error prevents the action.</summary>
    public IReadOnlyList<MigrationFinding> Findings { get; init; } = [];

    /// <summary>The text that has to be typed to confirm; null if no confirmation is required.</summary>
    public MigrationConfirmation? Confirmation { get; init; }

    /// <summary>The batch as it was read; null if it is to be created.</summary>
    public MigrationBatch? Batch { get; init; }

    /// <summary>The Exchange Online PowerShell line that performs the same action.</summary>
    public string Cmdlet => MigrationCmdlets.Of(Write).Line;

    /// <summary>The CSV that is sent along; null if there is none.</summary>
    public string? Csv =>
        Write is CreateMigrationBatch { Kind: not MigrationKind.Cutover } create
            ? System.Text.Encoding.UTF8.GetString(MigrationCsvWriter.Write(create.People, create.Kind))
            : null;

    public bool HasErrors => Findings.Any(f => f.Severity == FindingSeverity.Error);

    /// <summary>Converts the plan to the form that the pipeline carries out.</summary>
    internal ChangePlan ToChange() =>
        new()
        {
            TargetName = Write is ActOnMigrationUser person ? $"{person.User} in {Write.Batch}" : Write.Batch,
            Action = Action,
            Steps =
            [
                new MigrationStep(
                    new MigrationObject(
                        Write is ActOnMigrationUser user
                            ? new TenantTarget(TenantTargetKind.MigrationUser, user.User)
                            : new TenantTarget(TenantTargetKind.MigrationBatch, Write.Batch)
                    ),
                    Write
                )
                {
                    Changes = Changes,
                },
            ],
        };

    /// <summary>Returns the intent that records a refused attempt.</summary>
    internal AuditIntent ToAttempt(ChangeOrder order)
    {
        var change = ToChange();
        return ChangePipeline.IntentOf(change, change.Steps[0], order);
    }
}
