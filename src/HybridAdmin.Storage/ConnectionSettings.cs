using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HybridAdmin.Storage;

/// <summary>
/// Applies settings that SQLite holds per connection. FULL: a committed record survives a power cut. recursive_triggers
/// lets REPLACE fire the delete trigger, in addition to the NoReplace triggers that apply on any connection.
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
        // SQLite runs synchronously on the same thread.
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
