using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Cloud;

/// <summary>What of an object of Active Directory joins it with the cloud (RULES.md, Joining).</summary>
public static class CloudJoin
{
    /// <summary>Dynamic groups are <see cref="CloudRecipientKind.ExchangeOnly"/>: they never synchronise.</summary>
    public static CloudRecipientKind KindOf(DirectoryEntry entry) => entry.IsOfClass("contact") ? CloudRecipientKind.Contact
        : entry.IsOfClass("msExchDynamicDistributionList") ? CloudRecipientKind.ExchangeOnly
        : entry.IsOfClass("group") ? CloudRecipientKind.Group : CloudRecipientKind.User;

    /// <summary>objectSid as text; null: not read, or it has none.</summary>
    public static string? SecurityIdentifierOf(DirectoryEntry entry) =>
        entry.Values(RecipientAttributes.ObjectSid) is [{ IsOctets: true } sid, ..] ? SecurityIdentifierText.Of(sid.Octets.Span) : null;

    /// <summary>Whether the synchronisation takes the object, by its rules and the units that are configured; null: filters are not known.</summary>
    public static bool? WillSync(DirectoryEntry entry, ChangeSettings settings) =>
        SyncForecast.Of(entry, new SyncScope(settings.SyncedOrganizationalUnits, HasExchangeSchema: true)).WillSync;
}
