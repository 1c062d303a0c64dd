namespace HybridAdmin.Core.Migration;

/// <summary>What can be done with one person of a batch.</summary>
public enum MigrationUserAction
{
    /// <summary>Start-MigrationUser: tries again.</summary>
    Retry,

    /// <summary>Remove-MigrationUser: takes the person out of the batch; the mailbox stays where it is.</summary>
    Remove,

    /// <summary>
    /// Set-MigrationUser -ApproveSkippedItems: what was left out may stay out (data consistency score Investigate).
    /// </summary>
    Approve,
}

/// <summary>
/// Which action is possible for a person in which state (Get-, Start-, Set- and Remove-MigrationUser; derived). Pure.
/// </summary>
public static class MigrationUserRules
{
    public static IReadOnlyList<MigrationUserAction> Allowed(MigrationKind kind, MigrationUser user) =>
        [.. Enum.GetValues<MigrationUserAction>().Where(a => Decide(kind, user, a).IsAllowed)];

    public static MigrationDecision Decide(MigrationKind kind, MigrationUser user, MigrationUserAction action)
    {
        if (kind == MigrationKind.Unknown)
            return Refuse("This is a kind of migration that the console does not know, so it only shows it.");
        return (user.State, action) switch
        {
            (MigrationUserState.Unknown, _) => Refuse(
                $"{user.Identity} is in a state that the console does not know ({user.Status}), so it only shows it."
            ),
            (MigrationUserState.Removing, _) => Refuse($"{user.Identity} is being removed from the batch."),
            (MigrationUserState.Completing, _) => Refuse(
                $"The move of {user.Identity} is completing. Wait until it is completed."
            ),
            (var state, MigrationUserAction.Retry) when state.IsFailed() && state != MigrationUserState.Corrupted =>
                default,
            (MigrationUserState.Stopped or MigrationUserState.IncrementalStopped, MigrationUserAction.Retry) => default,
            (MigrationUserState.Corrupted, MigrationUserAction.Retry) => Refuse(
                $"What Exchange knows of the move of {user.Identity} is broken. Remove the person from the "
                    + $"batch and take them into a new one."
            ),
            (_, MigrationUserAction.Retry) => Refuse(
                $"{user.Identity} did not fail, so there is nothing to try again."
            ),
            (var state, MigrationUserAction.Remove) when state.IsCompleted() => new MigrationDecision(
                null,
                "The mailbox stays where it is; only the record of the move goes."
            ),
            (_, MigrationUserAction.Remove) => new MigrationDecision(
                null,
                $"What was copied of {user.Identity} so far is thrown away."
            ),
            (_, MigrationUserAction.Approve) when !kind.IsRemoteMove() => Refuse(
                "Only remote moves have skipped items to approve."
            ),
            (var state, MigrationUserAction.Approve) when state.IsCompleted() => Refuse(
                $"The move of {user.Identity} is completed already."
            ),
            (_, MigrationUserAction.Approve) when user.NeedsApproval => new MigrationDecision(
                null,
                "The items that were skipped will be missing after the move. Look at them in the report first."
            ),
            _ => Refuse($"Nothing of {user.Identity} waits for an approval."),
        };
    }

    private static MigrationDecision Refuse(string sentence) => new(sentence, null);
}
