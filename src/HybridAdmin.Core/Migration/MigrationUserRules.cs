namespace HybridAdmin.Core.Migration;

/// <summary>The actions on one person of a batch.</summary>
public enum MigrationUserAction
{
    /// <summary>Start-MigrationUser: retries.</summary>
    Retry,

    /// <summary>Remove-MigrationUser: removes the person from the batch; the mailbox stays in its place.</summary>
    Remove,

    /// <summary>
    /// Set-MigrationUser -ApproveSkippedItems: accepts the loss of the skipped items (data consistency score
    /// Investigate).
    /// </summary>
    Approve,
}

/// <summary>
/// The actions that are possible for a person in each state (Get-, Start-, Set- and Remove-MigrationUser; derived).
/// Pure.
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
                $"Exchange's data about the move of {user.Identity} is corrupt. Remove the person from the "
                    + $"batch and add them to a new one."
            ),
            (_, MigrationUserAction.Retry) => Refuse(
                $"{user.Identity} did not fail, so there is nothing to try again."
            ),
            (var state, MigrationUserAction.Remove) when state.IsCompleted() => new MigrationDecision(
                null,
                "The mailbox stays where it is; only the record of the move is deleted."
            ),
            (_, MigrationUserAction.Remove) => new MigrationDecision(
                null,
                $"The data of {user.Identity} copied so far is discarded."
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
            _ => Refuse($"No item of {user.Identity} waits for approval."),
        };
    }

    private static MigrationDecision Refuse(string sentence) => new(sentence, null);
}
