using Microsoft.EntityFrameworkCore.Migrations;

namespace HybridAdmin.Storage.Migrations;

/// <summary>Creates triggers by which the database refuses changes to recorded rows.</summary>
internal static class AppendOnly
{
    /// <param name="migrationBuilder">The current migration.</param>
    /// <param name="table">The table.</param>
    /// <param name="sameKeys">One condition per unique index, including the primary key and the hidden rowid: REPLACE
    /// removes rows without firing the delete trigger (unless a setting of the connection says otherwise), so a row
    /// that would replace another one is refused before it is inserted.</param>
    internal static void MakeAppendOnly(this MigrationBuilder migrationBuilder, string table, params string[] sameKeys)
    {
        var refuse = $"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END";
        var same = string.Join(" OR ", sameKeys.Select(key => $"EXISTS (SELECT 1 FROM {table} WHERE {key})"));
        migrationBuilder.Sql($"CREATE TRIGGER {table}_NoUpdate BEFORE UPDATE ON {table} {refuse}");
        migrationBuilder.Sql($"CREATE TRIGGER {table}_NoDelete BEFORE DELETE ON {table} {refuse}");
        migrationBuilder.Sql($"CREATE TRIGGER {table}_NoReplace BEFORE INSERT ON {table} WHEN {same} {refuse}");
    }
}
