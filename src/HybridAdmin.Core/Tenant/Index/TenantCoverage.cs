namespace HybridAdmin.Core.Tenant.Index;

/// <summary>
/// Which parts of the tenant the application could read: what it may not read is unknown, and never taken for absent.
/// </summary>
/// <param name="HasExchange">Exchange Online told its part: types, hidden flags, who manages Exchange
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
