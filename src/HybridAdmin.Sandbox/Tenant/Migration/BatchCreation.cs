using System.Text;
using HybridAdmin.Sandbox.Tenant.Cloud;
using HybridAdmin.Sandbox.Tenant.Exchange;

namespace HybridAdmin.Sandbox.Tenant.Migration;

/// <summary>New-MigrationBatch.</summary>
internal sealed class BatchCreation(
    MigrationState migration,
    MigrationEngine engine,
    TenantState state,
    MigrationOutput output,
    TenantClock clock
)
{
    private static readonly string[] Columns =
    [
        "EmailAddress",
        "MailboxType",
        "BadItemLimit",
        "LargeItemLimit",
        "TargetDatabase",
        "TargetArchiveDatabase",
    ];

    public CmdletResult Run(CmdletInput input)
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
        if (domain is null || !MailNames.IsDomain(domain) || (!isBack && !state.IsVerified(domain)))
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
            State = BatchStatus.Created,
            StartAfter = input.Time("StartAfter"),
            CompleteAfter = input.Time("CompleteAfter"),
            NotificationEmails = input.Texts("NotificationEmails"),
            BadItemLimit = input.Text("BadItemLimit"),
        };
        batch.People.AddRange(People(input));
        migration.Batches.Add(batch);
        if (input.Flag("AutoStart") == true)
            engine.Start(batch);
        else if (batch.StartAfter is not null)
            batch.State = BatchStatus.Waiting;
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
                .Select(c => SimulatedMove.Of(Value(c, "EmailAddress")!, Value(c, "BadItemLimit")))
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
}
