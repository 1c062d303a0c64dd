using System.Globalization;
using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Migration;

namespace HybridAdmin.Features.Migration;

/// <summary>Maps batches and their people to words and tones.</summary>
internal static class MigrationDisplay
{
    public static string Href(MigrationBatch batch) => Href(batch.BatchGuid?.ToString() ?? batch.Identity);

    public static string Href(string id) => "migration/" + Uri.EscapeDataString(id);

    public static Tone ToneOf(MigrationBatchState state) =>
        state switch
        {
            MigrationBatchState.Completed or MigrationBatchState.Synced => Tone.Good,
            MigrationBatchState.SyncedWithErrors
            or MigrationBatchState.CompletedWithErrors
            or MigrationBatchState.Unknown => Tone.Warning,
            MigrationBatchState.Failed or MigrationBatchState.Corrupted => Tone.Bad,
            var running
                when running.IsRunning() || running is MigrationBatchState.Stopping or MigrationBatchState.Removing =>
                Tone.Accent,
            _ => Tone.Neutral,
        };

    public static Tone ToneOf(MigrationUserState state) =>
        state switch
        {
            MigrationUserState.CompletedWithWarnings or MigrationUserState.Unknown => Tone.Warning,
            var failed when failed.IsFailed() => Tone.Bad,
            var good when good.IsCompleted() || good.IsSynced() => Tone.Good,
            MigrationUserState.Queued or MigrationUserState.Stopped or MigrationUserState.IncrementalStopped =>
                Tone.Neutral,
            _ => Tone.Accent,
        };

    /// <summary>The display name of Exchange's status.</summary>
    public static string Words(this MigrationUser user) =>
        user.State switch
        {
            MigrationUserState.Unknown => user.Status,
            MigrationUserState.CompletedWithWarnings => "Completed, with a warning",
            MigrationUserState.IncrementalSyncing => "Syncing changes",
            MigrationUserState.IncrementalSynced or MigrationUserState.CompletionSynced => "Synced",
            MigrationUserState.IncrementalFailed => "Failed while syncing changes",
            MigrationUserState.IncrementalStopped => "Stopped",
            MigrationUserState.CompletionFailed => "Completion failed",
            MigrationUserState.ProvisionUpdating => "Provisioning",
            MigrationUserState.Corrupted => "Broken",
            var state => state.ToString(),
        };

    public static string Words(MigrationAction action) =>
        action switch
        {
            MigrationAction.Start => "Start",
            MigrationAction.Stop => "Stop",
            MigrationAction.Complete => "Complete",
            MigrationAction.Set => "Change settings",
            _ => "Remove",
        };

    public static IconName IconOf(MigrationAction action) =>
        action switch
        {
            MigrationAction.Start => IconName.Play,
            MigrationAction.Stop => IconName.Stop,
            MigrationAction.Complete => IconName.CheckCircle,
            MigrationAction.Set => IconName.Edit,
            _ => IconName.Delete,
        };

    public static string Words(MigrationUserAction action) =>
        action switch
        {
            MigrationUserAction.Retry => "Try again",
            MigrationUserAction.Approve => "Approve skipped items",
            _ => "Remove from the batch",
        };

    /// <summary>The number of people who are copied or completed, as in "5 of 6".</summary>
    public static int Done(MigrationBatch batch) => (batch.SyncedCount ?? 0) + (batch.FinalizedCount ?? 0);

    /// <summary>Describes the completion of a batch that has no time for it.</summary>
    public static string Ends(MigrationKind kind) =>
        kind switch
        {
            MigrationKind.Unknown => "not known",
            var move when move.IsRemoteMove() => "by hand",
            _ => "by removing",
        };

    public static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "not known";

    /// <summary>Formats bytes in binary units.</summary>
    public static string Size(long? bytes)
    {
        if (bytes is not { } value)
            return "not known";
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var unit = 0;
        double size = value;
        while (size >= 1024 && unit < units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return $"{size.ToString(unit == 0 || size >= 100 ? "N0" : "N1", CultureInfo.InvariantCulture)} {units[unit]}";
    }

    public static ProblemSeverity Severity(global::HybridAdmin.Core.Findings.FindingSeverity severity) =>
        severity switch
        {
            global::HybridAdmin.Core.Findings.FindingSeverity.Error => ProblemSeverity.Error,
            global::HybridAdmin.Core.Findings.FindingSeverity.Warning => ProblemSeverity.Warning,
            _ => ProblemSeverity.Information,
        };
}
