using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Tenant.Cloud;
using HybridAdmin.Sandbox.Tenant.Exchange;

namespace HybridAdmin.Sandbox.Tenant.Migration;

/// <summary>
/// The migration cmdlets of Exchange Online; they refuse what its state machine refuses, in its words.
/// </summary>
internal sealed class MigrationCmdlets(
    MigrationState migration,
    MigrationEngine engine,
    TenantState state,
    MigrationOutput output,
    TenantClock clock
)
{
    private const string Role = "Migration";
    private static readonly string[] Columns =
    [
        "EmailAddress",
        "MailboxType",
        "BadItemLimit",
        "LargeItemLimit",
        "TargetDatabase",
        "TargetArchiveDatabase",
    ];

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
                New
            ),
            new(
                "Start-MigrationBatch",
                [Role],
                ["Identity", "Confirm"],
                i => Act(i, MigrationAction.Start, engine.Start)
            ),
            new("Stop-MigrationBatch", [Role], ["Identity", "Confirm"], i => Act(i, MigrationAction.Stop, engine.Stop)),
            new(
                "Complete-MigrationBatch",
                [Role],
                ["Identity", "Confirm"],
                i => Act(i, MigrationAction.Complete, engine.Complete)
            ),
            new(
                "Remove-MigrationBatch",
                [Role],
                ["Identity", "Confirm"],
                i => Act(i, MigrationAction.Remove, engine.Remove)
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
        var move = Person(item.Mail ?? item.UserPrincipalName ?? input.Identity);
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

    private CmdletResult Act(CmdletInput input, MigrationAction action, Action<SimulatedBatch> run)
    {
        var batch = Batch(input.Identity);
        if (batch.OddStatus is not null || !MigrationRules.Decide(batch.Kind, batch.State, action).IsAllowed)
            throw new CmdletFault(
                "Microsoft.Exchange.Management.Migration.MigrationPermanentException",
                $"The migration batch \"{batch.Identity}\" can't be {Past(action)} because it's currently in "
                    + $"the state '{batch.State}'."
            );
        run(batch);
        return CmdletResult.Nothing;
    }

    private static string Past(MigrationAction action) =>
        action switch
        {
            MigrationAction.Start => "started",
            MigrationAction.Stop => "stopped",
            MigrationAction.Complete => "completed",
            _ => "removed",
        };

    private CmdletResult New(CmdletInput input)
    {
        var name = input.Text("Name") ?? string.Empty;
        if (name.Length is 0 or > 64)
            throw CmdletFault.Invalid("Name", name);
        if (migration.Find(name) is not null)
            throw new CmdletFault(
                "Microsoft.Exchange.Management.Migration.MigrationBatchAlreadyExistsException",
                $"The migration batch \"{name}\" already exists. Please choose a different name."
            );
        var isBack = input.Has("TargetEndpoint");
        var asked = input.Text(isBack ? "TargetEndpoint" : "SourceEndpoint") ?? string.Empty;
        var endpoint =
            migration.Endpoints.Find(e => e.Identity.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? throw new CmdletFault(
                "Microsoft.Exchange.Management.Migration.MigrationEndpointNotFoundException",
                $"The migration endpoint '{asked}' couldn't be found."
            );
        var domain = input.Text("TargetDeliveryDomain");
        if (domain is null || !SmtpAddress.IsDomain(domain) || (!isBack && !state.IsVerified(domain)))
            throw new CmdletFault(
                "Microsoft.Exchange.Management.Migration.InvalidTargetDeliveryDomainException",
                $"The target delivery domain '{domain}' isn't an accepted domain."
            );
        var batch = new SimulatedBatch(name, endpoint.EndpointType)
        {
            Endpoint = endpoint.Identity,
            Direction = isBack ? "Offboarding" : "Onboarding",
            TargetDeliveryDomain = domain,
            Created = clock.Now,
            State = MigrationBatchState.Created,
            StartAfter = Time(input, "StartAfter"),
            CompleteAfter = Time(input, "CompleteAfter"),
            NotificationEmails = Texts(input, "NotificationEmails"),
            BadItemLimit = input.Text("BadItemLimit"),
        };
        batch.People.AddRange(People(input));
        migration.Batches.Add(batch);
        if (input.Flag("AutoStart") == true)
            engine.Start(batch);
        else if (batch.StartAfter is not null)
            batch.State = MigrationBatchState.Waiting;
        return CmdletResult.Of(output.Batch(batch));
    }

    /// <summary>CSVData: the bytes of a file in UTF-8, in Base64.</summary>
    private List<SimulatedMove> People(CmdletInput input)
    {
        string[] lines;
        try
        {
            lines = new UTF8Encoding(false, true)
                .GetString(Convert.FromBase64String(input.Text("CSVData") ?? string.Empty))
                .TrimStart('\uFEFF')
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            throw CmdletFault.Invalid("CSVData", "System.Byte[]");
        }

        var header = lines.Length == 0 ? [] : Cells(lines[0]);
        if (
            !header.Contains("EmailAddress", StringComparer.OrdinalIgnoreCase)
            || header.Except(Columns, StringComparer.OrdinalIgnoreCase).Any()
        )
            throw new CmdletFault(
                "Microsoft.Exchange.Migration.MigrationCSVParsingException",
                "The CSV file header isn't valid: the required column EmailAddress is missing, or there is "
                    + "an unknown column."
            );
        if (lines.Length == 1)
            throw new CmdletFault(
                "Microsoft.Exchange.Migration.MigrationCSVParsingException",
                "The CSV file has no rows."
            );
        return
        [
            .. lines
                .Skip(1)
                .Select(l => Cells(l))
                .Select(c => Person(Value(c, "EmailAddress")!, Value(c, "BadItemLimit")))
                .DistinctBy(p => p.Identity, StringComparer.OrdinalIgnoreCase),
        ];

        string? Value(string[] cells, string column) =>
            Array.FindIndex(header, h => h.Equals(column, StringComparison.OrdinalIgnoreCase)) is var at and >= 0
            && at < cells.Length
            && cells[at].Length > 0
                ? cells[at]
                : null;
    }

    private static string[] Cells(string line) => [.. line.Split(',').Select(c => c.Trim().Trim('"'))];

    /// <summary>Size, time and broken items follow from the address, so that they are the same each time.</summary>
    internal static SimulatedMove Person(string address, string? badItemLimit = null)
    {
        var dice = ObjectBuilder.GuidOf($"move:{address.ToUpperInvariant()}").ToByteArray();
        var size = (200L + (BitConverter.ToUInt16(dice, 0) % 6000)) * 1024 * 1024;
        return new SimulatedMove(address)
        {
            Size = size,
            Items = size / 75_000,
            CopyTime = TimeSpan.FromMinutes(8 + (dice[2] % 10)),
            Skipped = dice[3] % 9 == 4 ? 3 : 0,
            BadItemLimit = badItemLimit,
        };
    }

    private CmdletResult Set(CmdletInput input)
    {
        var batch = Batch(input.Identity);
        if (
            batch.OddStatus is not null
            || !MigrationRules.Decide(batch.Kind, batch.State, MigrationAction.Set).IsAllowed
        )
            throw new CmdletFault(
                "Microsoft.Exchange.Management.Migration.MigrationPermanentException",
                $"The migration batch \"{batch.Identity}\" can't be changed because it's currently in the "
                    + $"state '{batch.State}'."
            );
        batch.CompleteAfter = Time(input, "CompleteAfter") ?? batch.CompleteAfter;
        batch.StartAfter = Time(input, "StartAfter") ?? batch.StartAfter;
        if (input.Has("NotificationEmails"))
            batch.NotificationEmails = Texts(input, "NotificationEmails");
        batch.BadItemLimit = input.Text("BadItemLimit") ?? batch.BadItemLimit;
        return CmdletResult.Nothing;
    }

    private CmdletResult Retry(CmdletInput input)
    {
        var (batch, move) = Move(input.Identity);
        if (!move.State.IsFailed() && move.State != MigrationUserState.Stopped)
            throw new CmdletFault(
                "Microsoft.Exchange.Management.Migration.MigrationPermanentException",
                $"The migration user '{move.Identity}' can't be started in the state '{move.State}'."
            );
        MigrationEngine.Queue(move);
        if (!batch.State.IsRunning())
            batch.State = MigrationBatchState.Syncing;
        return CmdletResult.Nothing;
    }

    private CmdletResult SetUser(CmdletInput input)
    {
        var (_, move) = Move(input.Identity);
        if (input.Flag("ApproveSkippedItems") == true)
            (move.IsApproved, move.Error) = (true, null);
        move.CompleteAfter = Time(input, "CompleteAfter") ?? move.CompleteAfter;
        return CmdletResult.Nothing;
    }

    private CmdletResult RemoveUser(CmdletInput input)
    {
        var (batch, move) = Move(input.Identity);
        if (move.State is MigrationUserState.Completing or MigrationUserState.Removing)
            throw new CmdletFault(
                "Microsoft.Exchange.Management.Migration.MigrationPermanentException",
                $"The migration user '{move.Identity}' can't be removed in the state '{move.State}'."
            );
        batch.People.Remove(move);
        return CmdletResult.Nothing;
    }

    private static DateTimeOffset? Time(CmdletInput input, string name)
    {
        if (input.Text(name) is not { Length: > 0 } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw CmdletFault.Invalid(name, text);
    }

    private static IReadOnlyList<string> Texts(CmdletInput input, string name) =>
        input.Node(name) switch
        {
            JsonArray many => [.. many.Select(t => t?.ToString() ?? string.Empty)],
            JsonValue one => [one.ToString()],
            _ => [],
        };
}
