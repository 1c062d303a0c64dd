using HybridAdmin.Core.Migration;

namespace HybridAdmin.Features.Migration;

/// <summary>Which people of a batch are shown, as it stands in the URL (?state=).</summary>
/// <param name="Key">Lower-case.</param>
/// <param name="Title">As it is read.</param>
internal sealed record UserFilter(string Key, string Title, Func<MigrationUser, bool> Matches)
{
    public static IReadOnlyList<UserFilter> All { get; } =
    [
        new("failed", "failed", u => u.State.IsFailed()),
        new("approval", "waiting for an approval", u => u.NeedsApproval && !u.State.IsCompleted()),
        new(
            "running",
            "running",
            u => !u.State.IsFailed() && !u.State.IsSynced() && !u.State.IsCompleted() && !IsStopped(u)
        ),
        new("synced", "synced", u => u.State.IsSynced()),
        new("completed", "completed", u => u.State.IsCompleted()),
        new("stopped", "stopped", IsStopped),
    ];

    /// <summary>Null: everybody, also for a word that makes no sense.</summary>
    public static UserFilter? Of(string? key) =>
        All.FirstOrDefault(f => f.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static bool IsStopped(MigrationUser user) =>
        user.State is MigrationUserState.Stopped or MigrationUserState.IncrementalStopped;
}
