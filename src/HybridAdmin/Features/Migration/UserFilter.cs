using HybridAdmin.Core.Migration;

namespace HybridAdmin.Features.Migration;

/// <summary>A filter for the people of a batch, as encoded in the URL (?state=).</summary>
/// <param name="Key">The key in the URL, lower-case.</param>
/// <param name="Title">The displayed text.</param>
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

    /// <summary>The filter for a key; null for everybody, also for an unknown key.</summary>
    public static UserFilter? Of(string? key) =>
        All.FirstOrDefault(f => f.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static bool IsStopped(MigrationUser user) =>
        user.State is MigrationUserState.Stopped or MigrationUserState.IncrementalStopped;
}
