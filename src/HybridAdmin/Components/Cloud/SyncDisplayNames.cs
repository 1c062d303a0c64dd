using HybridAdmin.Core.Synchronization;

namespace HybridAdmin.Components.Cloud;

/// <summary>Describes the time until the next synchronisation in words. Pure.</summary>
internal static class SyncDisplayNames
{
    /// <returns>"in about 12 minutes", "in about 30 seconds" or "now"; null if not known or overdue.</returns>
    public static string? Due(SyncStatus status, DateTimeOffset now) =>
        status.NextDue is not { } due
            ? null
            : (due - now) switch
            {
                { TotalSeconds: > 90 } left => $"in about {(int)Math.Round(left.TotalMinutes)} minutes",
                { TotalSeconds: > 0 } left => $"in about {(int)Math.Ceiling(left.TotalSeconds / 15) * 15} seconds",
                _ when status.Health.Level is SyncHealthLevel.Current => "now",
                _ => null,
            };
}
