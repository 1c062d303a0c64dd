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

/// <summary>Plans the creation of batches and actions on batches and their people. Pure.</summary>
public static class MigrationPlanner
{
    /// <summary>
    /// The maximum number of people named in a record; above it the record has their number and the CSV's hash.
    /// </summary>
    public const int PeopleNamed = 1000;

    /// <param name="set">For <see cref="MigrationAction.Set"/>, and for Complete at a time.</param>
    /// <param name="own">People with a time of completion of their own, which takes precedence.</param>
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
                        $"{user.Identity} has a time of completion of their own, "
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

    /// <summary>Plans a new batch.</summary>
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
                            System.Security.Cryptography.SHA256.HashData(
                                MigrationCsvWriter.Write(create.People, create.Kind)
                            )
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
