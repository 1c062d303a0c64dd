using HybridAdmin.Core.Audit;
using HybridAdmin.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace HybridAdmin.Storage.Audit;

/// <summary>An intent with its outcome, as the database joins them.</summary>
internal sealed class AuditRecordPair
{
    public required AuditRecord Intent { get; init; }

    public AuditRecord? Outcome { get; init; }
}

/// <summary>
/// Translates a query of the port to SQL. Text is compared in the folded columns without LIKE and its wildcards.
/// </summary>
internal static class AuditFilter
{
    internal static IQueryable<AuditRecordPair> Pairs(
        this HybridAdminContext context,
        IQueryable<AuditRecord> intents
    ) =>
        from intent in intents
        join record in context.AuditRecords
            on new { Id = intent.Sequence, Kind = AuditRecordKind.Outcome } equals new
            {
                Id = record.ChangeId,
                record.Kind,
            }
            into outcomes
        from outcome in outcomes.DefaultIfEmpty()
        select new AuditRecordPair { Intent = intent, Outcome = outcome };

    internal static IQueryable<AuditRecordPair> Matching(this HybridAdminContext context, AuditQuery query)
    {
        var pairs = context.Pairs(Intents(context, query));
        if (query.Outcome is { } outcome)
            pairs = pairs.Where(p => p.Outcome!.Outcome == (int)outcome);

        if (Folded(query.Text) is { } text)
            pairs = pairs.Where(p =>
                p.Intent.ActorFolded!.Contains(text)
                || p.Intent.TargetFolded!.Contains(text)
                || p.Intent.TextFolded!.Contains(text)
                || p.Outcome!.TextFolded!.Contains(text)
            );

        return pairs;
    }

    private static IQueryable<AuditRecord> Intents(HybridAdminContext context, AuditQuery query)
    {
        var intents = context.AuditRecords.AsNoTracking().Where(r => r.Kind == AuditRecordKind.Intent);
        if (Folded(query.Attribute) is { } attribute)
            intents = intents.Where(r =>
                context
                    .AuditAttributes.Where(a => a.Attribute == attribute)
                    .Select(a => a.ChangeId)
                    .Contains(r.Sequence)
            );

        if (Folded(query.Actor) is { } actor)
            intents = intents.Where(r => r.ActorFolded!.Contains(actor));

        if (Guid.TryParse(query.Target?.Trim(), out var id))
        {
            var targetId = id.ToString("D");
            intents = intents.Where(r => r.TargetId == targetId);
        }
        else if (Folded(query.Target) is { } target)
        {
            intents = intents.Where(r => r.TargetFolded!.Contains(target));
        }

        if (query.Scope.Count > 0)
            intents = intents.Where(AuditScopeFilter.Within(query.Scope));
        if (query.Action is { } action)
            intents = intents.Where(r => r.Action == (int)action);
        if (query.ChangesOnly)
            intents = intents.OfObjects();
        if (query.CorrelationId is { } correlation)
        {
            var correlationId = correlation.ToString("D");
            intents = intents.Where(r => r.CorrelationId == correlationId);
        }

        // "+ 0" prevents SQLite from using the index on the time and then sorting the whole range: a descending walk
        // from the newest ends with the page.
        if (query.From is { } from)
        {
            var ticks = from.UtcTicks;
            intents = intents.Where(r => r.AtTicks + 0 >= ticks);
        }

        if (query.To is { } to)
        {
            var ticks = to.UtcTicks;
            intents = intents.Where(r => r.AtTicks + 0 < ticks);
        }

        return intents;
    }

    /// <summary>Actions 100 to 199 are about objects (see <see cref="AuditAction"/>).</summary>
    internal static IQueryable<AuditRecord> OfObjects(this IQueryable<AuditRecord> intents) =>
        intents.Where(r => r.Action >= 100 && r.Action < 200);

    internal static byte[]? HashOf(this HybridAdminContext context, long sequence) =>
        context.AuditRecords.Where(r => r.Sequence == sequence).Select(r => r.Hash).FirstOrDefault();

    private static string? Folded(string? text) => string.IsNullOrWhiteSpace(text) ? null : AuditRows.Fold(text.Trim());
}
