using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HybridAdmin.Storage;

/// <summary>
/// Settings that SQLite keeps per connection and forgets with it. FULL: a committed record survives a power cut.
/// recursive_triggers lets
/// REPLACE fire the delete trigger, beside the NoReplace triggers that hold on any connection.
/// </summary>
internal sealed class ConnectionSettings(StorageOptions options) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        // SQLite answers from the same thread; there is nothing to wait for.
        Apply(connection);
        return Task.CompletedTask;
    }

    internal void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            PRAGMA busy_timeout = {(int)options.BusyTimeout.TotalMilliseconds};
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA recursive_triggers = ON;
            {options.FurtherPragmas}
            """;
        command.ExecuteNonQuery();
    }
}
