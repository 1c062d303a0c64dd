using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace HybridAdmin.Storage.Audit;

/// <summary>Reads intents and outcomes joined.</summary>
internal sealed class AuditReader(Database database, StorageOptions options)
{
    internal Task<AuditPage> ListAsync(AuditQuery query, long? after, int take, CancellationToken cancellationToken) =>
        ReadAsync(
            context =>
            {
                var pairs = Page(context, query, after, take + 1).ToList();
                var items = ToEntries(context, pairs.Take(take).ToList());
                return new AuditPage(items, pairs.Count > take ? items[^1].Id : null);
            },
            cancellationToken
        );

    /// <summary>Pages by key: the cost of a page does not depend on its position.</summary>
    internal static IQueryable<AuditRecordPair> Page(
        HybridAdminContext context,
        AuditQuery query,
        long? after,
        int take
    )
    {
        var pairs = context.Matching(query);
        if (after is { } key)
            pairs = pairs.Where(p => p.Intent.Sequence < key);
        return pairs.OrderByDescending(p => p.Intent.Sequence).Take(take);
    }

    internal Task<long> CountAsync(AuditQuery query, CancellationToken cancellationToken) =>
        ReadAsync(context => context.Matching(query).LongCount(), cancellationToken);

    internal Task<AuditEntry?> FindAsync(long changeId, CancellationToken cancellationToken) =>
        ReadAsync(
            context =>
                ToEntries(
                        context,
                        context.Matching(new AuditQuery()).Where(p => p.Intent.Sequence == changeId).ToList()
                    )
                    .SingleOrDefault(),
            cancellationToken
        );

    internal Task<IReadOnlyList<AuditEntry>> ListUnsettledAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<AuditEntry>>(
            context =>
            {
                var open = context
                    .AuditRecords.AsNoTracking()
                    .Where(r =>
                        r.Kind == AuditRecordKind.Intent
                        && !context.AuditRecords.Any(o => o.ChangeId == r.Sequence && o.Kind == AuditRecordKind.Outcome)
                    )
                    .OrderBy(r => r.Sequence)
                    .ToList();
                return ToEntries(context, open.ConvertAll(r => new AuditRecordPair { Intent = r }));
            },
            cancellationToken
        );

    internal Task<IReadOnlyList<AuditDay>> CountByDayAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlyList<DistinguishedName> scope,
        CancellationToken cancellationToken
    ) =>
        ReadAsync<IReadOnlyList<AuditDay>>(
            context =>
            {
                var start = from.ToDateTime(TimeOnly.MinValue).Ticks;
                var end = to.ToDateTime(TimeOnly.MinValue).Ticks + TimeSpan.TicksPerDay;
                var changes = context
                    .AuditRecords.AsNoTracking()
                    .OfObjects()
                    .Where(r => r.Kind == AuditRecordKind.Intent && r.AtTicks >= start && r.AtTicks < end);
                if (scope.Count > 0)
                    changes = changes.Where(AuditScopeFilter.Within(scope));
                var counts = context
                    .Pairs(changes)
                    .GroupBy(p => new
                    {
                        Day = p.Intent.AtTicks / TimeSpan.TicksPerDay,
                        IsApplied = p.Outcome!.Outcome == (int)AuditOutcome.Applied,
                    })
                    .Select(g => new
                    {
                        g.Key.Day,
                        g.Key.IsApplied,
                        Count = g.Count(),
                    })
                    .ToList()
                    .ToLookup(g => (int)g.Day);

                var days = new List<AuditDay>();
                for (var day = from.DayNumber; day <= to.DayNumber; day++)
                {
                    var applied = counts[day].Where(c => c.IsApplied).Sum(c => c.Count);
                    days.Add(
                        new AuditDay(DateOnly.FromDayNumber(day), applied, counts[day].Sum(c => c.Count) - applied)
                    );
                }

                return days;
            },
            cancellationToken
        );

    private static IReadOnlyList<AuditEntry> ToEntries(HybridAdminContext context, List<AuditRecordPair> pairs)
    {
        var reverts = RevertsOf(context, pairs.ConvertAll(p => (long?)p.Intent.Sequence));
        return pairs.ConvertAll(p =>
            AuditRows.ToEntry(p.Intent, p.Outcome, reverts.TryGetValue(p.Intent.Sequence, out var by) ? by : null)
        );
    }

    /// <summary>The latest applied revert of each change.</summary>
    private static Dictionary<long, long> RevertsOf(HybridAdminContext context, List<long?> ids)
    {
        if (ids.Count == 0)
            return [];

        return context
            .AuditRecords.Where(r => ids.Contains(r.RevertsChangeId))
            .Where(r =>
                context.AuditRecords.Any(o =>
                    o.ChangeId == r.Sequence
                    && o.Kind == AuditRecordKind.Outcome
                    && o.Outcome == (int)AuditOutcome.Applied
                )
            )
            .Select(r => new { Id = r.RevertsChangeId!.Value, By = r.Sequence })
            .ToList()
            .GroupBy(r => r.Id)
            .ToDictionary(g => g.Key, g => g.Max(r => r.By));
    }

    private async Task<T> ReadAsync<T>(Func<HybridAdminContext, T> read, CancellationToken cancellationToken)
    {
        try
        {
            // SQLite has no asynchronous calls; a long scan must not block the caller's thread.
            return await Task.Run(
                    () =>
                    {
                        using var context = database.CreateContext();
                        return read(context);
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (StorageFaults.IsStorageFault(exception))
        {
            throw new AuditUnavailableException(
                $"The audit log cannot be read. {StorageFaults.Describe(exception, options)}",
                exception
            );
        }
    }
}
