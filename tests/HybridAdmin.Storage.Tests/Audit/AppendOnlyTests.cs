using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.Audit;
using Microsoft.Data.Sqlite;

namespace HybridAdmin.Storage.Tests.Audit;

/// <summary>Uses a connection without the console's settings, as another tool would open one.</summary>
public sealed class AppendOnlyTests : IDisposable
{
    private const string Columns = "ChangeId, Kind, AtTicks, PreviousHash, Hash, Mac";

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("UPDATE AuditRecords SET Reason = 'another' WHERE Sequence = 1")]
    [InlineData("DELETE FROM AuditRecords WHERE Sequence = 2")]
    [InlineData("DELETE FROM AuditRecords")]
    [InlineData($"INSERT OR REPLACE INTO AuditRecords (Sequence, {Columns}) VALUES (1, 9, 1, 0, x'00', x'00', x'00')")]
    [InlineData($"INSERT OR REPLACE INTO AuditRecords (Sequence, {Columns}) VALUES (9, 1, 1, 0, x'00', x'00', x'00')")]
    [InlineData($"REPLACE INTO AuditRecords (Sequence, {Columns}) VALUES (9, 1, 2, 0, x'00', x'00', x'00')")]
    [InlineData(
        $"INSERT INTO AuditRecords (Sequence, {Columns}) VALUES (1, 1, 1, 0, x'00', x'00', x'00') ON CONFLICT (Sequence) DO UPDATE SET Reason = 'another'"
    )]
    [InlineData($"INSERT OR IGNORE INTO AuditRecords (Sequence, {Columns}) VALUES (1, 1, 1, 0, x'00', x'00', x'00')")]
    [InlineData("UPDATE AuditAttributes SET Attribute = 'MAIL'")]
    [InlineData("DELETE FROM AuditAttributes")]
    [InlineData("INSERT OR REPLACE INTO AuditAttributes (ChangeId, Attribute) VALUES (1, 'PROXYADDRESSES')")]
    [InlineData("INSERT OR REPLACE INTO AuditAttributes (rowid, ChangeId, Attribute) VALUES (1, 2, 'MAIL')")]
    public async Task Execute_WhatWouldChangeARecord_IsRefusedByTheDatabase(string sql)
    {
        var store = await folder.OpenAsync();
        await store.Log.RecordAsync(AuditSamples.AnIntent(), new AuditEnd(AuditOutcome.Applied), default);

        var exception = Assert.Throws<SqliteException>(() => folder.Execute(sql));

        Assert.Contains("append-only", exception.Message);
        Assert.Equal("INC-4711", (await store.Log.FindAsync(1, default))!.Reason);
        Assert.True((await store.Log.VerifyAsync(default)).IsValid);
    }

    [Fact]
    public async Task Migration_EveryUniqueIndex_IsNamedInTheReplaceTrigger()
    {
        await folder.OpenAsync();

        var uncovered = folder.Query<long>(
            """
            SELECT COUNT(*) FROM sqlite_master AS t, pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c, sqlite_master AS g
            WHERE t.type = 'table' AND t.name LIKE 'Audit%' AND i."unique" AND g.type = 'trigger' AND g.name = t.name || '_NoReplace'
            AND g.sql NOT LIKE '%' || c.name || ' = NEW.' || c.name || '%'
            """
        );
        var triggers = folder.Query<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger'");

        Assert.Equal((0L, 6L), (uncovered, triggers));
    }
}
