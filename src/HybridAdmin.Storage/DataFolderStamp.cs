using System.Text.Json;
using HybridAdmin.Core.Audit;
using Microsoft.Data.Sqlite;

namespace HybridAdmin.Storage;

/// <summary>
/// stamp.json in the data folder. Claim it before the first record: a log without a stamp may belong to another
/// console.
/// </summary>
internal sealed class DataFolderStamp(StorageOptions options, TimeProvider time) : IDataFolderStamp
{
    private const string WayOut = "Correct the configuration, or set Storage:Path to another folder.";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public async Task<string?> ClaimAsync(string mode, string domainSid, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mode);
        ArgumentException.ThrowIfNullOrWhiteSpace(domainSid);
        try
        {
            return await Task.Run(() => Claim(mode, domainSid), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (StorageFaults.IsStorageFault(exception))
        {
            return $"Whom the data folder {options.FullFolder} belongs to cannot be found out. "
                + $"{StorageFaults.Describe(exception, options)}";
        }
    }

    private string? Claim(string mode, string domainSid)
    {
        if (!File.Exists(options.StampFile))
        {
            var records = CountRecords();
            if (records > 0)
                return $"The data folder {options.FullFolder} has an audit log of {records} records, but its "
                    + $"stamp.json is missing, so the owner of the log is unknown. "
                    + "Restore stamp.json from the backup, or set Storage:Path to another folder.";

            FilePaths.CreateFolder(options.FullFolder);
            var content = JsonSerializer.SerializeToUtf8Bytes(new Stamp(mode, domainSid, time.GetUtcNow()), Json);
            if (FilePaths.TryCreateAtomically(options.StampFile, content))
                return null;
        }

        return Read() is not { } stamp
                ? $"{options.StampFile} cannot be read: it is not a stamp of the data folder. Restore it "
                    + $"from the backup."
            : Same(stamp.Mode, mode) && Same(stamp.DomainSid, domainSid) ? null
            : $"The data folder {options.FullFolder} belongs to {stamp.Mode} with the domain "
                + $"{stamp.DomainSid} since {stamp.CreatedAt:u}, "
                + $"not to {mode} with the domain {domainSid}. {WayOut}";
    }

    private Stamp? Read()
    {
        try
        {
            var stamp = JsonSerializer.Deserialize<Stamp>(File.ReadAllBytes(options.StampFile), Json);
            return stamp is { Mode.Length: > 0, DomainSid.Length: > 0 } ? stamp : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Counts the records in the existing database, before anything is migrated or created.</summary>
    private long CountRecords()
    {
        if (!File.Exists(options.DatabaseFile))
            return 0;

        var source = new SqliteConnectionStringBuilder
        {
            DataSource = options.DatabaseFile,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        };
        using var connection = new SqliteConnection(source.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'AuditRecords'";
        if ((long)command.ExecuteScalar()! == 0)
            return 0;

        command.CommandText = "SELECT COUNT(*) FROM AuditRecords";
        return (long)command.ExecuteScalar()!;
    }

    private static bool Same(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private sealed record Stamp(string Mode, string DomainSid, DateTimeOffset CreatedAt);
}
