namespace HybridAdmin.Sandbox.Tenant.Cloud;

/// <summary>A service plan within a licence.</summary>
internal sealed record ServicePlan(Guid Id, string Name, string Service)
{
    public static readonly ServicePlan ExchangeStandard = new(
        new("9aaf7827-d63c-4b61-89c3-182f06f82e5c"),
        "EXCHANGE_S_STANDARD",
        "exchange"
    );
    public static readonly ServicePlan ExchangeEnterprise = new(
        new("efb87545-963c-4e0d-99df-69c6916d9eb0"),
        "EXCHANGE_S_ENTERPRISE",
        "exchange"
    );
    public static readonly ServicePlan ExchangeDeskless = new(
        new("4a82b400-a79f-41a4-b4e2-e94f5787b113"),
        "EXCHANGE_S_DESKLESS",
        "exchange"
    );
    public static readonly ServicePlan ExchangeFoundation = new(
        new("113feb6c-3fe4-4440-bddc-54d774bf0318"),
        "EXCHANGE_S_FOUNDATION",
        "exchange"
    );
    public static readonly ServicePlan Teams = new(
        new("57ff2da0-773e-42df-b2af-ffb7a2317929"),
        "TEAMS1",
        "TeamspaceAPI"
    );
    public static readonly ServicePlan SharePoint = new(
        new("5dbe027f-2339-4123-9542-606e4d348a72"),
        "SHAREPOINTENTERPRISE",
        "SharePoint"
    );
    public static readonly ServicePlan PowerBi = new(
        new("2049e525-b859-401b-b2a0-e0a31c4b1fe4"),
        "BI_AZURE_P0",
        "PowerBI"
    );

    /// <summary>Indicates whether it includes a mailbox; the foundation that other products include does not.</summary>
    public bool HasMailbox => Service == "exchange" && Id != ExchangeFoundation.Id;
}

/// <summary>A product that the tenant subscribed to.</summary>
internal sealed record Licence(Guid SkuId, string PartNumber, int Bought, params ServicePlan[] Plans)
{
    public static readonly Licence E5 = new(
        new("06ebc4ee-1bb5-47dd-8120-11324bc54e06"),
        "SPE_E5",
        900,
        ServicePlan.ExchangeEnterprise,
        ServicePlan.Teams,
        ServicePlan.SharePoint
    );
    public static readonly Licence E3 = new(
        new("05e9a617-0261-4cee-bb44-138d3ef5d965"),
        "SPE_E3",
        400,
        ServicePlan.ExchangeEnterprise,
        ServicePlan.Teams,
        ServicePlan.SharePoint
    );
    public static readonly Licence F3 = new(
        new("66b55226-6b4f-492c-910c-a3b7a3c9d993"),
        "SPE_F1",
        120,
        ServicePlan.ExchangeDeskless,
        ServicePlan.Teams
    );
    public static readonly Licence ExchangePlan1 = new(
        new("4b9405b0-7788-4568-add1-99614e613b69"),
        "EXCHANGESTANDARD",
        150,
        ServicePlan.ExchangeStandard
    );
    public static readonly Licence PowerBi = new(
        new("a403ebcc-fae0-4ca2-8c8c-7a907fd6c235"),
        "POWER_BI_STANDARD",
        10_000,
        ServicePlan.PowerBi,
        ServicePlan.ExchangeFoundation
    );

    public static IReadOnlyList<Licence> All { get; } = [E5, E3, F3, ExchangePlan1, PowerBi];

    public bool HasMailbox => Plans.Any(p => p.HasMailbox);

    public bool Equals(Licence? other) => SkuId == other?.SkuId;

    public override int GetHashCode() => SkuId.GetHashCode();
}
