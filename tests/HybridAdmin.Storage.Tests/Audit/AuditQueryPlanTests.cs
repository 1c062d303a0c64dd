using HybridAdmin.Core.Audit;
using HybridAdmin.Storage.Audit;
using HybridAdmin.Storage.Model;
using HybridAdmin.Testing.Audit;
using Microsoft.EntityFrameworkCore;

namespace HybridAdmin.Storage.Tests.Audit;

/// <summary>A page of a large log must not sort it, nor read every outcome.</summary>
public sealed class AuditQueryPlanTests : IDisposable
{
    private const int Records = 100_000;

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Page_HundredThousandRecords_UsesIndexesAndDoesNotSort()
    {
        var store = await folder.OpenAsync();
        Fill();

        Assert.All(
            Scanning().Concat(Searching()),
            query =>
                Assert.All(
                    [null, 90_000L],
                    (long? after) =>
                    {
                        var plan = Explain(store, query, after);

                        Assert.DoesNotContain("USE TEMP B-TREE FOR ORDER BY", plan);
                        Assert.DoesNotContain("AUTOMATIC", plan);
                        Assert.Contains("USING INDEX IX_AuditRecords_ChangeId_Kind", plan);
                    }
                )
        );
        Assert.All(Searching(), query => Assert.DoesNotContain("SCAN", Explain(store, query, null)));
        Assert.Equal(100, (await store.Log.ListAsync(new AuditQuery(), 90_000, 100, default)).Items.Count);
    }

    /// <summary>Queries that walk from the newest record down until the page is full.</summary>
    private static IEnumerable<AuditQuery> Scanning() =>
        [
            new AuditQuery(),
            new AuditQuery { ChangesOnly = true },
            new AuditQuery { Text = "anna" },
            new AuditQuery { Outcome = AuditOutcome.Failed },
            new AuditQuery { From = DateTimeOffset.UnixEpoch, To = DateTimeOffset.UnixEpoch.AddYears(90) },
        ];

    /// <summary>Queries that use an index directly.</summary>
    private static IEnumerable<AuditQuery> Searching() =>
        [
            new AuditQuery { Target = AuditSamples.Anna.ToString() },
            new AuditQuery { CorrelationId = AuditSamples.Anna },
            new AuditQuery { Attribute = "proxyAddresses" },
        ];

    private static string Explain(Store store, AuditQuery query, long? after)
    {
        using var context = store.Database.CreateContext();
        using var command = AuditReader.Page(context, query, after, 101).CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        context.Database.OpenConnection();
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.GetString(3));
        return string.Join('\n', lines);
    }

    /// <summary>Inserts rows without a chain: only their number and distribution matter here.</summary>
    private void Fill() =>
        folder.Execute(
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Records})
            INSERT INTO AuditRecords (Sequence, ChangeId, Kind, AtTicks, ActorId, ActorName, ActorRole, ActorSource, Action, TargetId, CorrelationId, Changes, ActorFolded,
                TargetFolded, TextFolded, Outcome, PreviousHash, Hash, Mac)
            SELECT i, i - (i + 1) % 2, 2 - i % 2, 638000000000000000 + i * 10000000, 'kim', 'Kim', 1, 1, 100, printf('%08x-0000-4000-8000-000000000000', i % 2000),
                printf('%08x-0000-4000-8000-000000000001', i), '[]', 'KIM', 'ANNA', 'X', 1, x'00', x'00', x'00' FROM n;
            INSERT INTO AuditAttributes (ChangeId, Attribute) SELECT Sequence, 'MAIL' FROM AuditRecords WHERE Kind = 1;
            """
        );
}
