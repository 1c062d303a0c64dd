using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Storage.Model;

namespace HybridAdmin.Storage.Audit;

/// <summary>Converts between the port's records and the table's rows.</summary>
internal static class AuditRows
{
    private const string Damaged = "Parts of this record cannot be read: the row was edited. Verify the audit log.";

    internal static AuditRecord Intent(AuditIntent intent, long sequence, long ticks) =>
        new()
        {
            Sequence = sequence,
            ChangeId = sequence,
            Kind = AuditRecordKind.Intent,
            AtTicks = ticks,
            ActorId = Clean(intent.Actor.Id),
            ActorName = Clean(intent.Actor.DisplayName),
            ActorRole = (int)intent.Actor.Role,
            ActorSource = (int)intent.Actor.Source,
            ClientAddress = Clean(intent.Actor.ClientAddress),
            Action = (int)intent.Action,
            TargetId = intent.TargetId?.ToString("D"),
            TargetName = Clean(intent.TargetName),
            TargetDn = Clean(intent.TargetDn),
            Server = Clean(intent.Server),
            Tenant = Clean(intent.Tenant?.ToString()),
            Reason = Clean(intent.Reason),
            CorrelationId = intent.CorrelationId.ToString("D"),
            RevertsChangeId = intent.RevertsChangeId,
            Changes = ChangesJson.Write(intent.Changes),
            ActorFolded = Fold(intent.Actor.Id, intent.Actor.DisplayName),
            TargetFolded = Fold(intent.TargetName, intent.TargetDn),
            TextFolded = Fold([intent.Reason, .. Values(intent.Changes)]),
        };

    internal static AuditRecord Outcome(AuditEnd end, long changeId, long sequence, long ticks) =>
        new()
        {
            Sequence = sequence,
            ChangeId = changeId,
            Kind = AuditRecordKind.Outcome,
            AtTicks = ticks,
            Outcome = (int)end.Outcome,
            Message = Clean(end.Message),
            Changes = end.Found is null ? null : ChangesJson.Write(end.Found),
            TextFolded = Fold([end.Message, .. Values(end.Found ?? [])]),
        };

    internal static IEnumerable<AuditAttribute> Attributes(
        AuditRecord intent,
        IReadOnlyList<AttributeChange> changes
    ) =>
        changes
            .Select(c => Fold(c.Attribute))
            .Distinct(StringComparer.Ordinal)
            .Select(a => new AuditAttribute { ChangeId = intent.Sequence, Attribute = a });

    /// <summary>
    /// Never throws: a row that was edited by hand is shown as far as it can be read, and verification reports it.
    /// </summary>
    internal static AuditEntry ToEntry(AuditRecord intent, AuditRecord? outcome, long? revertedBy)
    {
        var isWhole = ChangesJson.TryRead(intent.Changes ?? string.Empty, out var changes);
        var isFirstFormat = intent.Format == AuditRecordFormat.First;
        var tenantText =
            !isFirstFormat ? intent.Tenant
            : isWhole ? ChangesJson.Tenant(intent.Changes!)
            : null;
        TenantTarget? tenant = TenantTarget.TryParse(tenantText, out var parsed) ? parsed : null;
        isWhole &= isFirstFormat || tenantText is null == tenant is null;
        IReadOnlyList<AttributeChange>? found = null;
        if (outcome?.Changes is { } json)
            isWhole &= ChangesJson.TryRead(json, out found);
        isWhole &= Guid.TryParse(intent.CorrelationId, out var correlation);

        return new AuditEntry
        {
            Id = intent.Sequence,
            At = Time(intent.AtTicks),
            SettledAt = outcome is null ? null : Time(outcome.AtTicks),
            ActorId = intent.ActorId ?? string.Empty,
            ActorName = intent.ActorName ?? string.Empty,
            Role = (Role)(intent.ActorRole ?? 0),
            Source = (ActorSource)(intent.ActorSource ?? 0),
            ClientAddress = intent.ClientAddress,
            Action = (AuditAction)(intent.Action ?? 0),
            TargetId = Guid.TryParse(intent.TargetId, out var target) ? target : null,
            TargetName = intent.TargetName,
            TargetDn = intent.TargetDn,
            Tenant = tenant,
            Outcome = (AuditOutcome?)outcome?.Outcome,
            Message = isWhole ? outcome?.Message : Damaged,
            Reason = intent.Reason,
            CorrelationId = correlation,
            RevertsChangeId = intent.RevertsChangeId,
            Server = isFirstFormat ? intent.Message : intent.Server,
            RevertedByChangeId = revertedBy,
            Changes = changes,
            Found = found,
        };
    }

    /// <summary>Folds text for storage and for search: upper case, each part on its own line.</summary>
    internal static string Fold(params string?[] parts) =>
        Clean(string.Join('\n', parts.Where(p => !string.IsNullOrEmpty(p)))).ToUpperInvariant();

    private static IEnumerable<string> Values(IReadOnlyList<AttributeChange> changes) =>
        changes.SelectMany(c => c.Before.Concat(c.After)).Select(v => v.Text).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// Replaces characters that SQLite cannot store. It returns text only up to the first NUL, so the hashed text would
    /// differ from the text that is read. Outside of values, where JSON escapes it, a NUL is never intended; its
    /// control picture replaces it. Unpaired surrogates have no UTF-8 form and become U+FFFD.
    /// </summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Clean(string? text) => text?.Replace('\0', '\u2400');

    private static DateTimeOffset Time(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
}
