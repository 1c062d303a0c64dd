using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Cloud;
using HybridAdmin.Sandbox.Tenant.Exchange;

namespace HybridAdmin.Sandbox.Tenant.Migration;

/// <summary>
/// The migration cmdlets of Exchange Online; they refuse what its state machine refuses, with the same messages.
/// </summary>
internal sealed class MigrationCmdlets(
    MigrationState migration,
    MigrationEngine engine,
    TenantState state,
    MigrationOutput output,
    BatchCreation creation
)
{
    private const string Role = "Migration";
    public IEnumerable<Cmdlet> All =>
        [
            new(
                "Get-MigrationEndpoint",
                [Role],
                ["Identity", "Type"],
                _ => new([.. migration.Endpoints.Select(output.Endpoint)], [])
            ),
            new("Test-MigrationServerAvailability", [Role], ["Endpoint"], Test),
            new(
                "Get-MigrationBatch",
                [Role],
                ["Identity", "Status", "IncludeReport"],
                i =>
                    i.Has("Identity")
                        ? CmdletResult.Of(output.Batch(Batch(i.Identity)))
                        : new([.. migration.Batches.Select(output.Batch)], [])
            ),
            new(
                "New-MigrationBatch",
                [Role],
                [
                    "Name",
                    "SourceEndpoint",
                    "TargetEndpoint",
                    "TargetDeliveryDomain",
                    "TargetDatabases",
                    "CSVData",
                    "AutoStart",
                    "StartAfter",
                    "CompleteAfter",
                    "NotificationEmails",
                    "BadItemLimit",
                    "LargeItemLimit",
                    "AllowUnknownColumnsInCsv",
                    "Confirm",
                ],
                creation.Run
            ),
            new("Start-MigrationBatch", [Role], ["Identity", "Confirm"], i => Act(i, BatchCommand.Start, engine.Start)),
            new("Stop-MigrationBatch", [Role], ["Identity", "Confirm"], i => Act(i, BatchCommand.Stop, engine.Stop)),
            new(
                "Complete-MigrationBatch",
                [Role],
                ["Identity", "Confirm"],
                i => Act(i, BatchCommand.Complete, engine.Complete)
            ),
            new(
                "Remove-MigrationBatch",
                [Role],
                ["Identity", "Confirm"],
                i => Act(i, BatchCommand.Remove, engine.Remove)
            ),
            new(
                "Set-MigrationBatch",
                [Role],
                [
                    "Identity",
                    "StartAfter",
                    "CompleteAfter",
                    "NotificationEmails",
                    "BadItemLimit",
                    "LargeItemLimit",
                    "Confirm",
                ],
                Set
            ),
            new("Get-MigrationUser", [Role], ["Identity", "BatchId", "Status", "StatusSummary", "ResultSize"], Users),
            new(
                "Get-MigrationUserStatistics",
                [Role],
                ["Identity", "IncludeReport", "IncludeSkippedItems"],
                i =>
                    CmdletResult.Of(
                        output.Statistics(Move(i.Identity).Move, i.Has("IncludeReport"), i.Has("IncludeSkippedItems"))
                    )
            ),
            new("Get-MailboxStatistics", ["View-Only Recipients", "Mail Recipients"], ["Identity"], Statistics),
            new("Start-MigrationUser", [Role], ["Identity", "Confirm"], Retry),
            new("Set-MigrationUser", [Role], ["Identity", "CompleteAfter", "ApproveSkippedItems", "Confirm"], SetUser),
            new("Remove-MigrationUser", [Role], ["Identity", "Confirm"], RemoveUser),
        ];

    private SimulatedBatch Batch(string identity) =>
        migration.Find(identity)
        ?? throw new CmdletFault(
            "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
            $"The migration batch '{identity}' couldn't be found."
        );

    private (SimulatedBatch Batch, SimulatedMove Move) Move(string identity) =>
        migration.FindMove(identity)
        ?? throw new CmdletFault(
            "Microsoft.Exchange.Management.Migration.MigrationUserNotFoundException",
            $"The migration user '{identity}' couldn't be found."
        );

    private CmdletResult Test(CmdletInput input)
    {
        if (
            !migration.Endpoints.Exists(e =>
                e.Identity.Equals(input.Text("Endpoint"), StringComparison.OrdinalIgnoreCase)
            )
        )
            throw CmdletFault.NotFound(input.Text("Endpoint") ?? string.Empty);
        return CmdletResult.Of(
            new CmdletOutput()
                .Add("Result", "Success")
                .Add("Message", string.Empty)
                .Add("SupportsCutover", false)
                .Add("ErrorDetail", (JsonNode?)null)
        );
    }

    private CmdletResult Statistics(CmdletInput input)
    {
        var item =
            state.Objects.FirstOrDefault(o =>
                o.IsMailbox
                && o.ProxyAddresses.Append($"smtp:{o.UserPrincipalName}")
                    .Contains($"smtp:{input.Identity}", StringComparer.OrdinalIgnoreCase)
            ) ?? throw CmdletFault.NotFound(input.Identity);
        var move = SimulatedMove.Of(item.Mail ?? item.UserPrincipalName ?? input.Identity);
        return CmdletResult.Of(
            new CmdletOutput()
                .Add("DisplayName", item.DisplayName)
                .Add("ItemCount", move.Items)
                .AddSize("TotalItemSize", move.Size)
        );
    }

    private CmdletResult Users(CmdletInput input)
    {
        if (input.Has("Identity"))
            return CmdletResult.Of(output.User(Move(input.Identity)));
        if (input.Text("BatchId") is { } batch)
            return CmdletResult.Limited(input, Batch(batch).People.Select(p => output.User((Batch(batch), p))));
        return CmdletResult.Limited(
            input,
            migration.Batches.SelectMany(b => b.People.Select(p => output.User((b, p))))
        );
    }

    private CmdletResult Act(CmdletInput input, BatchCommand action, Action<SimulatedBatch> run)
    {
        var batch = Batch(input.Identity);
        if (!batch.Takes(action))
            throw new CmdletFault(
                "Microsoft.Exchange.Management.Migration.MigrationPermanentException",
                $"The migration batch \"{batch.Identity}\" can't be {Past(action)} because it's currently in "
                    + $"the state '{batch.State}'."
            );
        run(batch);
        return CmdletResult.Nothing;
    }

    private static string Past(BatchCommand action) =>
        action switch
        {
            BatchCommand.Start => "started",
            BatchCommand.Stop => "stopped",
            BatchCommand.Complete => "completed",
            _ => "removed",
        };

    private CmdletResult Set(CmdletInput input)
    {
        var batch = Batch(input.Identity);
        if (!batch.Takes(BatchCommand.Set))
            throw new CmdletFault(
                "Microsoft.Exchange.Management.Migration.MigrationPermanentException",
                $"The migration batch \"{batch.Identity}\" can't be changed because it's currently in the "
                    + $"state '{batch.State}'."
            );
        batch.CompleteAfter = input.Time("CompleteAfter") ?? batch.CompleteAfter;
        batch.StartAfter = input.Time("StartAfter") ?? batch.StartAfter;
        if (input.Has("NotificationEmails"))
            batch.NotificationEmails = input.Texts("NotificationEmails");
        batch.BadItemLimit = input.Text("BadItemLimit") ?? batch.BadItemLimit;
        return CmdletResult.Nothing;
    }

    private CmdletResult Retry(CmdletInput input)
    {
        var (batch, move) = Move(input.Identity);
        if (!move.State.IsFailed() && move.State != MoveStatus.Stopped)
            throw new CmdletFault(
                "Microsoft.Exchange.Management.Migration.MigrationPermanentException",
                $"The migration user '{move.Identity}' can't be started in the state '{move.State}'."
            );
        MigrationEngine.Queue(move);
        if (!batch.State.IsRunning())
            batch.State = BatchStatus.Syncing;
        return CmdletResult.Nothing;
    }

    private CmdletResult SetUser(CmdletInput input)
    {
        var (_, move) = Move(input.Identity);
        if (input.Flag("ApproveSkippedItems") == true)
            (move.IsApproved, move.Error) = (true, null);
        move.CompleteAfter = input.Time("CompleteAfter") ?? move.CompleteAfter;
        return CmdletResult.Nothing;
    }

    private CmdletResult RemoveUser(CmdletInput input)
    {
        var (batch, move) = Move(input.Identity);
        if (move.State is MoveStatus.Completing or MoveStatus.Removing)
            throw new CmdletFault(
                "Microsoft.Exchange.Management.Migration.MigrationPermanentException",
                $"The migration user '{move.Identity}' can't be removed in the state '{move.State}'."
            );
        batch.People.Remove(move);
        return CmdletResult.Nothing;
    }
}
