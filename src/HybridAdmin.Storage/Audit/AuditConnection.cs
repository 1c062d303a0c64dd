using HybridAdmin.Storage.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HybridAdmin.Storage.Audit;

/// <summary>
/// The writer's own connection with prepared statements: every change has two records, and EF Core's cost for a row
/// exceeds the disk's. Tables and columns are those of the model, so a new column is included without a change here.
/// For one thread at a time.
/// </summary>
internal sealed class AuditConnection : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Statement last,
        hash,
        kinds,
        record,
        attribute;
    private readonly IProperty[] columns;
    private SqliteTransaction? transaction;

    /// <param name="context">A context of the database to write to; provides the model, the connection string and the
    /// settings of connections.</param>
    /// <param name="settings">The settings of every connection, durability above all.</param>
    internal AuditConnection(HybridAdminContext context, ConnectionSettings settings)
    {
        var model = context.Model;
        var (records, attributes) = (
            model.FindEntityType(typeof(AuditRecord))!,
            model.FindEntityType(typeof(AuditAttribute))!
        );
        var table = StoreObjectIdentifier.Table(records.GetTableName()!, null);
        columns = [.. records.GetProperties()];
        connection = new SqliteConnection(context.Database.GetConnectionString());
        try
        {
            connection.Open();
            settings.Apply(connection);
            last = new($"SELECT Sequence, Hash FROM {table.Name} ORDER BY Sequence DESC LIMIT 1", []);
            hash = new($"SELECT Hash FROM {table.Name} WHERE Sequence = $Sequence", ["Sequence"]);
            kinds = new($"SELECT Kind FROM {table.Name} WHERE ChangeId = $ChangeId", ["ChangeId"]);
            record = Insert(table.Name, columns.Select(c => c.GetColumnName(table)!));
            attribute = Insert(
                attributes.GetTableName()!,
                [nameof(AuditAttribute.ChangeId), nameof(AuditAttribute.Attribute)]
            );
            foreach (var statement in (Statement[])[last, hash, kinds, record, attribute])
                statement.Prepare(connection);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes the write lock at once (BEGIN IMMEDIATE), so that the head of the chain that is read next remains the
    /// head.
    /// </summary>
    internal void Begin() => transaction = connection.BeginTransaction(deferred: false);

    internal void Commit()
    {
        transaction!.Commit();
        transaction.Dispose();
        transaction = null;
    }

    internal (long Sequence, byte[] Hash)? Last()
    {
        using var reader = last.In(transaction).ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    internal byte[]? HashOf(long sequence) => hash.In(transaction, sequence).ExecuteScalar() as byte[];

    internal List<AuditRecordKind> KindsOf(long changeId)
    {
        var found = new List<AuditRecordKind>(2);
        using var reader = kinds.In(transaction, changeId).ExecuteReader();
        while (reader.Read())
            found.Add((AuditRecordKind)reader.GetInt32(0));
        return found;
    }

    internal void Add(AuditRecord row)
    {
        var values = new object?[columns.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = columns[i].PropertyInfo!.GetValue(row);
        record.In(transaction, values).ExecuteNonQuery();
    }

    internal void Add(AuditAttribute row) => attribute.In(transaction, row.ChangeId, row.Attribute).ExecuteNonQuery();

    /// <summary>Discards anything that was not committed.</summary>
    public void Dispose()
    {
        transaction?.Dispose();
        foreach (var statement in (Statement?[])[last, hash, kinds, record, attribute])
            statement?.Dispose();
        connection.Dispose();
    }

    private static Statement Insert(string table, IEnumerable<string> columns)
    {
        var names = columns.ToArray();
        return new(
            $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES "
                + $"({string.Join(", ", names.Select(n => "$" + n))})",
            names
        );
    }

    /// <summary>A command with one parameter for each name.</summary>
    private sealed class Statement : IDisposable
    {
        private readonly SqliteCommand command = new();

        internal Statement(string sql, IEnumerable<string> names)
        {
            command.CommandText = sql;
            foreach (var name in names)
                command.Parameters.Add(new SqliteParameter { ParameterName = "$" + name });
        }

        public void Dispose() => command.Dispose();

        internal void Prepare(SqliteConnection connection)
        {
            command.Connection = connection;
            command.Prepare();
        }

        internal SqliteCommand In(SqliteTransaction? transaction, params object?[] values)
        {
            command.Transaction = transaction;
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            return command;
        }
    }
}
