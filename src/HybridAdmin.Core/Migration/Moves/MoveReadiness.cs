using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Migration.Moves;

/// <summary>
/// Determines whether a person can be moved, before the batch is created (RULES.md, Moves). An error would make the
/// move fail, a warning requires action soon, a note is advice. Pure.
/// </summary>
public static class MoveReadiness
{
    /// <summary>
    /// The mailbox size of the smallest plan in bytes (50 GB); from this size on that plan is too small.
    /// </summary>
    public const long LargeMailbox = 50L * 1024 * 1024 * 1024;

    internal static readonly RecipientTypeDetails[] OnServer =
    [
        RecipientTypeDetails.UserMailbox,
        RecipientTypeDetails.LinkedMailbox,
        RecipientTypeDetails.SharedMailbox,
        RecipientTypeDetails.RoomMailbox,
        RecipientTypeDetails.EquipmentMailbox,
    ];

    /// <summary>Errors first; empty: ready.</summary>
    public static IReadOnlyList<MigrationFinding> Check(MoveFacts facts, MoveTarget target) =>
        new MoveCheck(facts, target).Run();

    internal static Guid? MailboxGuid(DirectoryEntry entry) =>
        entry.Values(RecipientAttributes.MailboxGuid) is [{ Octets: { Length: 16 } octets }]
        && new Guid(octets.Span) is var guid
        && guid != Guid.Empty
            ? guid
            : null;

    internal static bool Has(IEnumerable<string> addresses, string domain) =>
        addresses
            .Select(ProxyAddress.FromStored)
            .Any(a => a.IsSmtp && string.Equals(a.Domain, domain, StringComparison.OrdinalIgnoreCase));
}
