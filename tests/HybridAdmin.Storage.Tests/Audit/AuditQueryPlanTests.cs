using HybridAdmin.Core.Audit;
using HybridAdmin.Storage.Audit;
using HybridAdmin.Testing.Audit;
using Microsoft.EntityFrameworkCore;

namespace HybridAdmin.Storage.Tests.Audit;

/// <summary>A page of a large log must not sort it, nor look at every outcome.</summary>
public sealed class AuditQueryPlanTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, AuditQuery> Queries => new()
    {
        { "everything", new AuditQuery() },
        { "one object", new AuditQuery { Target = AuditSamples.Anna.ToString() } },
        { "one job", new AuditQuery { CorrelationId = Guid.NewGuid() } },
        { "one attribute", new AuditQuery { Attribute = "proxyAddresses" } },
        { "text", new AuditQuery { Text = "anna" } },
        { "outcome", new AuditQuery { Outcome = AuditOutcome.Failed } },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Page_HundredThousandRecords_UsesIndexesAndDoesNotSort(string what, AuditQuery query)
    {
        var store = await folder.OpenAsync();
        Fill(100_000);

        var plan = Explain(store, query);

        Assert.DoesNotContain("USE TEMP B-TREE FOR ORDER BY", plan);
        Assert.DoesNotContain("AUTOMATIC", plan);
        Assert.Contains("USING INDEX IX_AuditRecords_ChangeId_Kind", plan);
        Assert.True(what is not ("one object" or "one job" or "one attribute") || !plan.Contains("SCAN", StringComparison.Ordinal), plan);
        Assert.Equal(100, (await store.Log.ListAsync(new AuditQuery(), 90_000, 100, default)).Items.Count);
    }

    private static string Explain(Store store, AuditQuery query)
    {
        using var context = store.Database.CreateContext();
        using var command = AuditReader.Page(context, query, 90_000, 101).CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        context.Database.OpenConnection();
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read()) lines.Add(reader.GetString(3));
        return string.Join('\n', lines);
    }

    /// <summary>Rows without a chain: only their number and spread matter here.</summary>
    private void Fill(int records) => folder.Execute($"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {records})
        INSERT INTO AuditRecords (Sequence, ChangeId, Kind, AtTicks, ActorId, ActorName, ActorRole, ActorSource, Action, TargetId, CorrelationId, Changes, ActorFolded,
            TargetFolded, TextFolded, Outcome, PreviousHash, Hash, Mac)
        SELECT i, i - (i + 1) % 2, 2 - i % 2, 638000000000000000 + i * 10000000, 'kim', 'Kim', 1, 1, 100, printf('%08x-0000-4000-8000-000000000000', i % 2000),
            printf('%08x-0000-4000-8000-000000000001', i), '[]', 'KIM', 'ANNA', 'X', 1, x'00', x'00', x'00' FROM n;
        INSERT INTO AuditAttributes (ChangeId, Attribute) SELECT Sequence, 'MAIL' FROM AuditRecords WHERE Kind = 1;
        ANALYZE;
        """);
}
