namespace HybridAdmin.Core.Tenant.Index;

/// <summary>
/// The parts of the tenant that the application could read. Parts that it cannot read are unknown, and never treated as
/// absent.
/// </summary>
/// <param name="HasExchange">True if Exchange Online returned its part: types, hidden flags, the owner of Exchange
/// attributes.</param>
public sealed record TenantCoverage(bool HasUsers, bool HasGroups, bool HasContacts, bool HasExchange)
{
    public static TenantCoverage Everything { get; } = new(true, true, true, true);

    public static TenantCoverage Nothing { get; } = new(false, false, false, false);

    public bool Covers(TenantRecipientKind kind) =>
        kind switch
        {
            TenantRecipientKind.User => HasUsers,
            TenantRecipientKind.Group => HasGroups,
            TenantRecipientKind.Contact => HasContacts,
            _ => HasExchange,
        };
}
