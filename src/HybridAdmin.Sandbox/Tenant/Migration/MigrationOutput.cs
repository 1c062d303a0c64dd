using System.Globalization;
using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Exchange;

namespace HybridAdmin.Sandbox.Tenant.Migration;

/// <summary>
/// The output of the migration cmdlets: dates without offset, sizes as text, some objects instead of names.
/// </summary>
internal sealed class MigrationOutput(MigrationState migration, TenantMisbehaviour misbehaviour, TenantClock clock)
{
    public CmdletOutput Endpoint(SimulatedEndpoint endpoint) =>
        new CmdletOutput()
            .Add("Identity", endpoint.Identity)
            .Add("EndpointType", endpoint.EndpointType)
            .Add("RemoteServer", endpoint.RemoteServer)
            .Add("Username", "BRIGHTWATER\\svc-migration")
            .Add("MaxConcurrentMigrations", endpoint.MaxConcurrentMigrations.ToString(CultureInfo.InvariantCulture))
            .Add("MaxConcurrentIncrementalSyncs", 10)
            .Add(
                "ActiveMigrationCount",
                migration
                    .Batches.Where(b => b.Endpoint == endpoint.Identity)
                    .Sum(b => b.People.Count(p => p.State == MoveStatus.Syncing))
            )
            .AddBare("LastModifiedTime", clock.Now.AddDays(-90));

    public CmdletOutput Batch(SimulatedBatch batch)
    {
        var json = new CmdletOutput()
            .Add("Identity", batch.Identity)
            .Add("BatchGuid", batch.Guid)
            .Add("Status", batch.OddStatus ?? (misbehaviour.UnknownValues ? "Hibernating" : batch.State.ToString()))
            .Add("State", batch.State.IsRunning() ? "Active" : "Ready")
            .Add("MigrationType", batch.MigrationType)
            .Add("BatchDirection", batch.Direction)
            .Add("TotalCount", batch.People.Count)
            .Add(
                "ActiveCount",
                Count(p =>
                    p
                        is MoveStatus.Queued
                            or MoveStatus.Validating
                            or MoveStatus.Provisioning
                            or MoveStatus.Syncing
                            or MoveStatus.Completing
                )
            )
            .Add("StoppedCount", Count(p => p == MoveStatus.Stopped))
            .Add("SyncedCount", Count(p => p.IsSynced()))
            .Add("FinalizedCount", Count(p => p.IsCompleted()))
            .Add("FailedCount", Count(p => p.IsFailed()))
            .Add("TargetDeliveryDomain", batch.TargetDeliveryDomain)
            .Add(
                batch.IsOffboarding ? "TargetEndpoint" : "SourceEndpoint",
                new JsonObject { ["Identity"] = batch.Endpoint }
            )
            .Add("NotificationEmails", batch.NotificationEmails)
            .Add("SubmittedByUser", "HybridAdmin")
            .Add(
                "DataConsistencyScore",
                batch.People.Exists(p => p.Skipped > 0 && !p.IsApproved) ? "Investigate" : "Perfect"
            )
            .AddBare("CreationDateTime", batch.Created);
        if (batch.Started is { } started)
            json.AddBare("StartDateTime", started);
        if (batch.InitialSync is { } synced)
            json.AddBare("InitialSyncDateTime", synced);
        if (batch.People.Max(p => p.LastSync) is { } last)
            json.AddBare("LastSyncedDateTime", last);
        if (batch.Finalized is { } end)
            json.AddBare("FinalizedDateTime", end);
        if (batch.StartAfter is { } start)
            json.AddBare("StartAfter", start);
        return batch.CompleteAfter is { } complete ? json.AddBare("CompleteAfter", complete) : json;

        int Count(Func<MoveStatus, bool> isMeant) => batch.People.Count(p => isMeant(p.State));
    }

    public CmdletOutput User((SimulatedBatch Batch, SimulatedMove Move) of)
    {
        var (batch, move) = of;
        var json = new CmdletOutput()
            .Add("Identity", move.Identity)
            .Add("BatchId", batch.Identity)
            .Add("Status", move.State.ToString())
            .Add(
                "StatusSummary",
                move.State.IsFailed() ? "Failed"
                    : move.State.IsSynced() ? "Synced"
                    : move.State.IsCompleted() ? "Completed"
                    : move.State == MoveStatus.Stopped ? "Stopped"
                    : "Active"
            )
            .Add("ItemsSynced", (move.Items * move.Percent / 100).ToString("N0", CultureInfo.InvariantCulture))
            .Add("ItemsSkipped", move.Percent >= 95 ? move.Skipped : 0)
            .Add("ErrorSummary", move.Error)
            .Add("DataConsistencyScore", Score(move))
            .Add("PercentageComplete", move.Percent)
            .Add("RecipientType", batch.IsOffboarding ? "Mailbox" : "MailboxUser");
        return move.LastSync is { } sync ? json.AddBare("LastSuccessfulSyncTime", sync) : json;
    }

    public CmdletOutput Statistics(SimulatedMove move, bool withReport, bool withSkipped)
    {
        var json = new CmdletOutput()
            .Add("Identity", move.Identity)
            .Add("Status", move.State.ToString())
            .Add("Error", move.Error)
            .Add("SyncedItemCount", move.Items * move.Percent / 100)
            .Add("SkippedItemCount", move.Percent >= 95 ? move.Skipped : 0)
            .AddSize("EstimatedTotalTransferSize", move.Size)
            .AddSize("BytesTransferred", move.Size * move.Percent / 100)
            .AddSize(
                "CurrentBytesTransferredPerMinute",
                move.State == MoveStatus.Syncing ? move.Size / Math.Max(1, (long)move.CopyTime.TotalMinutes) : 0
            )
            .Add("PercentageComplete", move.Percent)
            .Add("DataConsistencyScore", Score(move));
        if (withReport)
            json.Add("Report", string.Join('\n', move.Report));
        if (withSkipped && move.Percent >= 95)
        {
            json.Add(
                "SkippedItems",
                new JsonArray([
                    .. Enumerable
                        .Range(1, (int)move.Skipped)
                        .Select(n => new JsonObject
                        {
                            ["Kind"] = "CorruptItem",
                            ["Subject"] = $"Delivery note {n}",
                            ["Failure"] = "MapiExceptionCorruptData",
                        }),
                ])
            );
        }

        return json;
    }

    private static string Score(SimulatedMove move) =>
        move.Percent < 95 ? "None"
        : move.Skipped == 0 ? "Perfect"
        : move.IsApproved ? "Good"
        : "Investigate";
}
