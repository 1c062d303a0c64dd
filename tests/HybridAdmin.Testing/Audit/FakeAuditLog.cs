using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Testing.Audit;

/// <summary>
/// The audit log in memory, for tests of recorded changes. Passes <see cref="AuditLogContract"/>; its chain is only a
/// count.
/// </summary>
public sealed class FakeAuditLog(TimeProvider? time = null) : IAuditLog, IAuditIntents
{
    private readonly object gate = new();
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly SortedDictionary<long, AuditEntry> entries = [];
    private long sequence;

    /// <summary>
    /// Set: the next Begin (or Record) throws <see cref="AuditUnavailableException"/> with this text and records
    /// nothing.
    /// </summary>
    public string? FailNextBegin { get; set; }

    /// <summary>
    /// Set: the next End throws <see cref="AuditUnavailableException"/> with this text and records nothing.
    /// </summary>
    public string? FailNextEnd { get; set; }

    /// <summary>All entries, oldest first.</summary>
    public IReadOnlyList<AuditEntry> Entries
    {
        get
        {
            lock (gate)
                return entries.Values.Select(Joined).ToArray();
        }
    }

    public Task<long> BeginAsync(AuditIntent intent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            ThrowIfAsked(FailNextBegin, () => FailNextBegin = null);
            return Task.FromResult(Add(intent));
        }
    }

    public Task EndAsync(long changeId, AuditEnd end, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            ThrowIfAsked(FailNextEnd, () => FailNextEnd = null);
            Settle(changeId, end);
            return Task.CompletedTask;
        }
    }

    public Task<long> RecordAsync(AuditIntent intent, AuditEnd end, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            ThrowIfAsked(FailNextBegin, () => FailNextBegin = null);
            var id = Add(intent);
            Settle(id, end);
            return Task.FromResult(id);
        }
    }

    public Task<AuditPage> ListAsync(AuditQuery query, long? after, int take, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, 1000);
        var found = Entries
            .Reverse()
            .Where(e => (after is null || e.Id < after) && Matches(e, query))
            .Take(take + 1)
            .ToList();
        var items = found.Take(take).ToArray();
        return Task.FromResult(new AuditPage(items, found.Count > take ? items[^1].Id : null));
    }

    public Task<long> CountAsync(AuditQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(Entries.LongCount(e => Matches(e, query)));

    public Task<AuditEntry?> FindAsync(long changeId, CancellationToken cancellationToken) =>
        Task.FromResult(Entries.SingleOrDefault(e => e.Id == changeId));

    public Task<IReadOnlyList<AuditEntry>> ListUnsettledAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AuditEntry>>(Entries.Where(e => e.Outcome is null).ToArray());

    public Task<IReadOnlyList<AuditDay>> CountByDayAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlyList<DistinguishedName> scope,
        CancellationToken cancellationToken
    )
    {
        var byDay = Entries
            .Where(e => IsOfObject(e) && IsWithin(e, scope))
            .ToLookup(e => DateOnly.FromDateTime(e.At.UtcDateTime), e => e.Outcome == AuditOutcome.Applied);
        var days = Enumerable
            .Range(from.DayNumber, Math.Max(0, to.DayNumber - from.DayNumber + 1))
            .Select(DateOnly.FromDayNumber)
            .Select(day => new AuditDay(
                day,
                byDay[day].Count(applied => applied),
                byDay[day].Count(applied => !applied)
            ));
        return Task.FromResult<IReadOnlyList<AuditDay>>(days.ToArray());
    }

    public Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult(new AuditVerification(true, sequence, null, null, IsProof: false));
    }

    private static void ThrowIfAsked(string? message, Action reset)
    {
        if (message is null)
            return;

        reset();
        throw new AuditUnavailableException(message);
    }

    private static bool IsOfObject(AuditEntry entry) => (int)entry.Action is >= 100 and < 200;

    private static bool Matches(AuditEntry entry, AuditQuery query) =>
        Has(query.Actor, entry.ActorId, entry.ActorName)
        && (
            Guid.TryParse(query.Target, out var id)
                ? entry.TargetId == id
                : Has(query.Target, entry.TargetName, entry.TargetDn)
        )
        && (
            string.IsNullOrWhiteSpace(query.Attribute)
            || entry.Changes.Any(c => c.Attribute.Equals(query.Attribute.Trim(), StringComparison.OrdinalIgnoreCase))
        )
        && (query.Outcome is null || entry.Outcome == query.Outcome)
        && (query.Action is null || entry.Action == query.Action)
        && (query.CorrelationId is null || entry.CorrelationId == query.CorrelationId)
        && (query.From is null || entry.At >= query.From)
        && (query.To is null || entry.At < query.To)
        && IsWithin(entry, query.Scope)
        && (!query.ChangesOnly || IsOfObject(entry))
        && Has(
            query.Text,
            [
                entry.ActorId,
                entry.ActorName,
                entry.TargetName,
                entry.TargetDn,
                entry.Reason,
                entry.Message,
                .. Values(entry),
            ]
        );

    private static bool IsWithin(AuditEntry entry, IReadOnlyList<DistinguishedName> scope) =>
        scope.Count == 0
        || (
            DistinguishedName.TryParse(entry.TargetDn, out var dn)
            && scope.Any(unit => !dn.Equals(unit) && dn.IsWithin(unit))
        );

    private static IEnumerable<string> Values(AuditEntry entry) =>
        entry
            .Changes.Concat(entry.Found ?? [])
            .SelectMany(c => c.Before.Concat(c.After))
            .Select((DirectoryValue v) => v.Text);

    private static bool Has(string? part, params string?[] texts) =>
        string.IsNullOrWhiteSpace(part)
        || texts.Any(t => t is not null && t.Contains(part.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Text as the database stores it: a NUL outside of values becomes its control picture.</summary>
    private static string? Stored(string? text) => text?.Replace('\0', '\u2400');

    private long Add(AuditIntent intent)
    {
        var id = ++sequence;
        entries.Add(
            id,
            new AuditEntry
            {
                Id = id,
                At = time.GetUtcNow(),
                ActorId = intent.Actor.Id,
                ActorName = intent.Actor.DisplayName,
                Role = intent.Actor.Role,
                Source = intent.Actor.Source,
                ClientAddress = intent.Actor.ClientAddress,
                Action = intent.Action,
                TargetId = intent.TargetId,
                TargetName = Stored(intent.TargetName),
                TargetDn = Stored(intent.TargetDn),
                Tenant = intent.Changes.Count == 0 ? null : intent.Tenant,
                Reason = Stored(intent.Reason),
                CorrelationId = intent.CorrelationId,
                RevertsChangeId = intent.RevertsChangeId,
                Server = Stored(intent.Server),
                Changes = intent.Changes.ToArray(),
            }
        );
        return id;
    }

    private void Settle(long changeId, AuditEnd end)
    {
        if (!entries.TryGetValue(changeId, out var entry))
            throw new InvalidOperationException($"There is no change {changeId} to end.");
        if (entry.Outcome is not null)
            throw new InvalidOperationException($"Change {changeId} has ended already.");

        sequence++;
        entries[changeId] = entry with
        {
            Outcome = end.Outcome,
            Message = Stored(end.Message),
            Found = end.Found,
            SettledAt = time.GetUtcNow(),
        };
    }

    private AuditEntry Joined(AuditEntry entry) =>
        entry with
        {
            RevertedByChangeId = entries
                .Values.LastOrDefault(e => e.RevertsChangeId == entry.Id && e.Outcome == AuditOutcome.Applied)
                ?.Id,
        };
}
