using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Migration.Running;

/// <summary>Determines from the present state whether an action was carried out. Pure.</summary>
internal static class MigrationOutcome
{
    /// <summary>True if it was carried out; false if nothing shows it; null if reading cannot determine it.</summary>
    /// <param name="changes">The changes of the record.</param>
    /// <param name="batch">The present batch; null if it does not exist.</param>
    public static bool? OfBatch(AuditAction action, IReadOnlyList<AttributeChange> changes, MigrationBatch? batch)
    {
        if (action == AuditAction.MigrationBatchRemoved)
            return batch is null || batch.State == MigrationBatchState.Removing;
        if (action == AuditAction.MigrationBatchCreated)
            return batch is not null;
        if (batch is null)
            return null;
        var isNew =
            changes.FirstOrDefault(c => c.Attribute == MigrationProperties.Status) is not { Before: [var before] }
            || !before.Text.Equals(batch.Status, StringComparison.OrdinalIgnoreCase);
        return action switch
        {
            AuditAction.MigrationBatchStarted => isNew && batch.State != MigrationBatchState.Created,
            AuditAction.MigrationBatchStopped => batch.State
                is MigrationBatchState.Stopping
                    or MigrationBatchState.Stopped,
            AuditAction.MigrationBatchCompleted
                when changes.Any(c => c.Attribute == MigrationProperties.CompleteAfter) => IsSet(changes, batch),
            AuditAction.MigrationBatchCompleted => batch.State == MigrationBatchState.Completing
                || batch.State.IsCompleted(),
            AuditAction.MigrationBatchSet => IsSet(changes, batch),
            _ => null,
        };
    }

    /// <param name="user">The present state of the person; null if in no batch.</param>
    public static bool? OfUser(AuditAction action, IReadOnlyList<AttributeChange> changes, MigrationUser? user) =>
        action switch
        {
            AuditAction.MigrationUserRemoved => user is null || user.State == MigrationUserState.Removing,
            AuditAction.MigrationUserRetried when user is not null => changes is not [{ Before: [var before] }]
                || !before.Text.Equals(user.Status, StringComparison.OrdinalIgnoreCase),
            AuditAction.MigrationUserApproved when user is not null && !user.NeedsApproval => true,
            _ => null,
        };

    /// <summary>Compares the values that can be read again; limits cannot.</summary>
    private static bool? IsSet(IReadOnlyList<AttributeChange> changes, MigrationBatch batch)
    {
        bool? answer = null;
        foreach (var change in changes)
        {
            bool? met = change.Attribute switch
            {
                MigrationProperties.CompleteAfter => Is(change, batch.CompleteAfter),
                MigrationProperties.StartAfter => Is(change, batch.StartAfter),
                "NotificationEmails" => change
                    .After.Select(v => v.Text)
                    .ToHashSet(StringComparer.OrdinalIgnoreCase)
                    .SetEquals(batch.NotificationEmails),
                _ => null,
            };
            if (met == false)
                return false;
            answer ??= met;
        }

        return answer;

        static bool Is(AttributeChange change, DateTimeOffset? at) =>
            at is { } time && change.After is [var wanted] && wanted.Text == MigrationProperties.Text(time);
    }
}
