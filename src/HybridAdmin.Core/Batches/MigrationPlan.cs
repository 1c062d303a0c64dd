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
            ? System.Text.Encoding.UTF8.GetString(MigrationCsv.Write(create.People, create.Kind))
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

/// <summary>Plans actions on new and existing batches. Pure.</summary>
public static class MigrationPlanner
{
    /// <summary>
    /// The maximum number of people named in a record. The others are only counted; the hash of the CSV stands for all
    /// of them.
    /// </summary>
    public const int PeopleNamed = 1000;

    /// <param name="set">The settings for <see cref="MigrationAction.Set"/>, and the time for Complete.</param>
    /// <param name="own">People with a completion time of their own, which takes precedence.</param>
    public static MigrationPlan Plan(
        MigrationBatch batch,
        MigrationAction action,
        SetMigrationBatch? set,
        IReadOnlyList<MigrationUser> own,
        DateTimeOffset now,
        WorkingHours hours
    )
    {
        var decision = MigrationRules.Decide(batch.Kind, batch.State, action);
        var findings = new List<MigrationFinding>();
        if (decision.Refusal is { } refusal)
            findings.Add(new MigrationFinding(FindingSeverity.Error, InvalidState, refusal));
        if (decision.Warning is { } warning)
            findings.Add(new MigrationFinding(FindingSeverity.Warning, InvalidState, warning));
        if (action == MigrationAction.Set && set?.IsEmpty != false)
            findings.Add(
                new MigrationFinding(
                    FindingSeverity.Error,
                    MigrationCodes.Invalid,
                    "Nothing is to be set: give a time, addresses or a limit."
                )
            );
        MigrationConfirmation? confirmation = null;
        if (action == MigrationAction.Complete || (action == MigrationAction.Set && set?.CompleteAfter is not null))
        {
            var at = set?.CompleteAfter is { } later && later > now ? later : now;
            confirmation = MigrationConfirmation.ForCompletion(batch, at, hours);
            foreach (var user in own.Where(u => u.CompleteAfter > at))
            {
                findings.Add(
                    new MigrationFinding(
                        FindingSeverity.Warning,
                        OwnTime,
                        $"{user.Identity} has an individual completion time, "
                            + $"{user.CompleteAfter!.Value.UtcDateTime:yyyy-MM-dd HH:mm} UTC, which wins: "
                            + $"they are completed then."
                    )
                    {
                        Identity = user.Identity,
                    }
                );
            }
        }

        MigrationWrite write = (action, set) switch
        {
            (MigrationAction.Set, _) => (set ?? new SetMigrationBatch(batch.Identity)) with { Batch = batch.Identity },
            (MigrationAction.Complete, { CompleteAfter: { } at }) when at > now => new SetMigrationBatch(batch.Identity)
            {
                CompleteAfter = at,
            },
            _ => new ActOnMigrationBatch(batch.Identity, action),
        };
        return new MigrationPlan
        {
            Action = ActionOf(action),
            Write = write,
            Changes = write is SetMigrationBatch wanted
                ? Set(batch, wanted)
                :
                [
                    new AttributeChange(
                        MigrationProperties.Status,
                        [batch.Status],
                        action == MigrationAction.Remove ? [] : [Expected(action)]
                    ),
                ],
            Findings = [.. findings.OrderBy(f => f.Severity)],
            Confirmation = confirmation,
            Batch = batch,
        };
    }

    public static MigrationPlan Plan(MigrationBatch batch, MigrationUser user, MigrationUserAction action)
    {
        var decision = MigrationUserRules.Decide(batch.Kind, user, action);
        MigrationFinding[] findings = decision switch
        {
            { Refusal: { } refusal } =>
            [
                new MigrationFinding(FindingSeverity.Error, InvalidState, refusal) { Identity = user.Identity },
            ],
            { Warning: { } warning } =>
            [
                new MigrationFinding(FindingSeverity.Warning, InvalidState, warning) { Identity = user.Identity },
            ],
            _ => [],
        };
        return new MigrationPlan
        {
            Action = action switch
            {
                MigrationUserAction.Retry => AuditAction.MigrationUserRetried,
                MigrationUserAction.Approve => AuditAction.MigrationUserApproved,
                _ => AuditAction.MigrationUserRemoved,
            },
            Write = new ActOnMigrationUser(batch.Identity, user.Identity, action),
            Changes =
                action == MigrationUserAction.Approve
                    ? [new AttributeChange("ApproveSkippedItems", [], ["True"])]
                    :
                    [
                        new AttributeChange(
                            MigrationProperties.Status,
                            [user.Status],
                            action == MigrationUserAction.Remove ? [] : ["Queued"]
                        ),
                    ],
            Findings = findings,
            Batch = batch,
        };
    }

    /// <summary>Plans the creation of a batch.</summary>
    public static MigrationPlan Plan(CreateMigrationBatch create, IReadOnlyList<MigrationFinding> findings)
    {
        var changes = new List<AttributeChange>
        {
            Made("Name", create.Batch),
            Made("MigrationType", create.Kind.ToString()),
            Made("Endpoint", create.Endpoint),
        };
        if (create.TargetDeliveryDomain is { } domain)
            changes.Add(Made("TargetDeliveryDomain", domain));
        if (create.StartAfter is { } start)
            changes.Add(Made(MigrationProperties.StartAfter, MigrationProperties.Text(start)));
        if (create.CompleteAfter is { } complete)
            changes.Add(Made(MigrationProperties.CompleteAfter, MigrationProperties.Text(complete)));
        if (create.People.Count > 0)
        {
            changes.Add(
                new AttributeChange(
                    MigrationProperties.Users,
                    [],
                    [.. create.People.Take(PeopleNamed).Select(p => new DirectoryValue(p.EmailAddress))]
                )
            );
            if (create.People.Count > PeopleNamed)
            {
                changes.Add(
                    Made("TotalCount", create.People.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
                );
                changes.Add(
                    Made(
                        "CSVDataSha256",
                        Convert.ToHexString(
                            System.Security.Cryptography.SHA256.HashData(MigrationCsv.Write(create.People, create.Kind))
                        )
                    )
                );
            }
        }

        return new MigrationPlan
        {
            Action = AuditAction.MigrationBatchCreated,
            Write = create,
            Changes = changes,
            Findings = [.. findings.OrderBy(f => f.Severity).ThenBy(f => f.Row ?? 0)],
        };
    }

    public const string InvalidState = "invalid-state";
    public const string OwnTime = "own-completion-time";

    private static AttributeChange[] Set(MigrationBatch batch, SetMigrationBatch set)
    {
        var changes = new List<AttributeChange>();
        if (set.StartAfter is { } start)
            changes.Add(
                new AttributeChange(
                    MigrationProperties.StartAfter,
                    Values(batch.StartAfter),
                    [MigrationProperties.Text(start)]
                )
            );
        if (set.CompleteAfter is { } complete)
            changes.Add(
                new AttributeChange(
                    MigrationProperties.CompleteAfter,
                    Values(batch.CompleteAfter),
                    [MigrationProperties.Text(complete)]
                )
            );
        if (set.NotificationEmails is { } emails)
            changes.Add(
                new AttributeChange(
                    "NotificationEmails",
                    [.. batch.NotificationEmails.Select(e => new DirectoryValue(e))],
                    [.. emails.Select(e => new DirectoryValue(e))]
                )
            );
        if (set.BadItemLimit is { } bad)
            changes.Add(Made("BadItemLimit", bad));
        if (set.LargeItemLimit is { } large)
            changes.Add(Made("LargeItemLimit", large));
        return [.. changes];
    }

    private static AuditAction ActionOf(MigrationAction action) =>
        action switch
        {
            MigrationAction.Start => AuditAction.MigrationBatchStarted,
            MigrationAction.Stop => AuditAction.MigrationBatchStopped,
            MigrationAction.Complete => AuditAction.MigrationBatchCompleted,
            MigrationAction.Remove => AuditAction.MigrationBatchRemoved,
            _ => AuditAction.MigrationBatchSet,
        };

    private static string Expected(MigrationAction action) =>
        action switch
        {
            MigrationAction.Start => nameof(MigrationBatchState.Starting),
            MigrationAction.Stop => nameof(MigrationBatchState.Stopping),
            _ => nameof(MigrationBatchState.Completing),
        };

    private static DirectoryValue[] Values(DateTimeOffset? at) =>
        at is { } time ? [MigrationProperties.Text(time)] : [];

    private static AttributeChange Made(string name, string value) => new(name, [], [value]);
}
