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
/// An action on a batch or a person of it, worked out and not yet carried out; carried out by
/// <see cref="ChangePipeline"/> only.
/// </summary>
public sealed record MigrationPlan
{
    public required AuditAction Action { get; init; }

    public required MigrationWrite Write { get; init; }

    /// <summary>By Exchange's property: what is there and what is expected, as the record keeps it.</summary>
    public required IReadOnlyList<AttributeChange> Changes { get; init; }

    /// <summary>Errors first; one stops the action.</summary>
    public IReadOnlyList<MigrationFinding> Findings { get; init; } = [];

    /// <summary>What has to be typed before; null: nothing.</summary>
    public MigrationConfirmation? Confirmation { get; init; }

    /// <summary>The batch as it was read; null: it is to be created.</summary>
    public MigrationBatch? Batch { get; init; }

    /// <summary>The Exchange Online PowerShell line that does the same.</summary>
    public string Cmdlet => MigrationCmdlets.Of(Write).Line;

    /// <summary>The CSV that goes along; null: none.</summary>
    public string? Csv =>
        Write is CreateMigrationBatch { Kind: not MigrationKind.Cutover } create
            ? System.Text.Encoding.UTF8.GetString(MigrationCsvWriter.Write(create.People, create.Kind))
            : null;

    public bool HasErrors => Findings.Any(f => f.Severity == FindingSeverity.Error);

    /// <summary>As the pipeline carries it out.</summary>
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

    /// <summary>An attempt that is refused, as the log keeps it.</summary>
    internal AuditIntent ToAttempt(ChangeOrder order)
    {
        var change = ToChange();
        return ChangePipeline.IntentOf(change, change.Steps[0], order);
    }
}
