namespace HybridAdmin.Sandbox.Tenant;

/// <summary>The behaviour of the simulated tenant, and the permissions of the console's application.</summary>
public sealed record SimulatedTenantOptions
{
    /// <summary>
    /// Tenant seconds per second. Durations of the tenant (the synchronisation cycle) are shortened by it; times and
    /// waits reported to clients are not.
    /// </summary>
    public double Speed { get; init; } = 60;

    /// <summary>
    /// The time between two synchronisation cycles, in tenant time (Entra Connect's default: 30 minutes).
    /// </summary>
    public TimeSpan CycleInterval { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The granted application permissions of Microsoft Graph.</summary>
    public IReadOnlySet<string> GraphPermissions { get; init; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "Domain.ReadWrite.All",
            "User.ReadWrite.All",
            "Group.Read.All",
            "GroupMember.Read.All",
            "OrgContact.Read.All",
            "Organization.Read.All",
            "LicenseAssignment.Read.All",
            "User-OnPremisesSyncBehavior.ReadWrite.All",
            "Group-OnPremisesSyncBehavior.ReadWrite.All",
        };

    /// <summary>Exchange management roles of the application; they determine its cmdlets and parameters.</summary>
    public IReadOnlySet<string> ExchangeRoles { get; init; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "View-Only Recipients",
            "View-Only Configuration",
            "Mail Recipients",
            "Remote and Accepted Domains",
            "Organization Configuration",
            "Migration",
        };

    /// <summary>Resource units per ten seconds (Graph's bucket of a large tenant).</summary>
    public int ResourceUnits { get; init; } = 8000;

    /// <summary>The lifetime of an access token.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromSeconds(3599);

    /// <summary>Objects on a page of Graph when $top is absent.</summary>
    public int GraphPageSize { get; init; } = 100;

    /// <summary>Objects on a page of the cmdlet end point without Prefer: odata.maxpagesize.</summary>
    public int ExchangePageSize { get; init; } = 100;
}
