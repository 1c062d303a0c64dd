using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Cloud;
using HybridAdmin.Sandbox.Tenant.Http;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>The organisation and its licences.</summary>
internal sealed class GraphOrganization(TenantState state, TenantMisbehaviour misbehaviour)
{
    public TenantAnswer Answer(TenantRequest request)
    {
        var whole = new JsonObject
        {
            ["id"] = SimulatedTenant.TenantId.ToString(),
            ["displayName"] = "Tailwind",
            ["countryLetterCode"] = "DE",
            ["createdDateTime"] = "2014-05-06T07:08:09Z",
            ["tenantType"] = misbehaviour.UnknownValues ? "AAD Lunar" : "AAD",
            ["onPremisesSyncEnabled"] = true,
            ["onPremisesLastSyncDateTime"] = GraphShapes.Time(state.LastSync),
            ["technicalNotificationMails"] = GraphShapes.Texts(["it@tailwind.example"]),
            ["verifiedDomains"] = new JsonArray([
                .. state
                    .Domains.Where(d => d.IsVerified)
                    .Select(d => new JsonObject
                    {
                        ["name"] = d.Name,
                        ["isInitial"] = d.IsInitial,
                        ["isDefault"] = d.IsDefault,
                        ["type"] = "Managed",
                        ["capabilities"] = string.Join(", ", d.SupportedServices),
                    }),
            ]),
            ["assignedPlans"] = new JsonArray([
                .. Licence
                    .All.SelectMany(l => l.Plans)
                    .DistinctBy(p => p.Id)
                    .Select(p => new JsonObject
                    {
                        ["assignedDateTime"] = "2024-01-02T03:04:05Z",
                        ["capabilityStatus"] = "Enabled",
                        ["service"] = p.Service,
                        ["servicePlanId"] = p.Id.ToString(),
                    }),
            ]),
            ["provisionedPlans"] = new JsonArray([
                .. Licence
                    .All.SelectMany(l => l.Plans)
                    .Select(p => p.Service)
                    .Distinct()
                    .Select(s => new JsonObject
                    {
                        ["capabilityStatus"] = "Enabled",
                        ["provisioningStatus"] = "Success",
                        ["service"] = s,
                    }),
            ]),
        };
        var chosen = new JsonObject();
        var names = request
            .Parameter("$select")
            ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Append("id")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in whole.Where(m => names?.Contains(m.Key) != false))
            chosen[name] = value?.DeepClone();
        return Collection(request, "organization", [chosen]);
    }

    public TenantAnswer Skus(TenantRequest request) =>
        Collection(
            request,
            "subscribedSkus",
            Licence.All.Select(l => new JsonObject
            {
                ["id"] = $"{SimulatedTenant.TenantId}_{l.SkuId}",
                ["accountId"] = SimulatedTenant.TenantId.ToString(),
                ["accountName"] = "Tailwind",
                ["appliesTo"] = "User",
                ["capabilityStatus"] = "Enabled",
                ["consumedUnits"] = state.Objects.Count(o => o.Licences.Contains(l)),
                ["prepaidUnits"] = new JsonObject
                {
                    ["enabled"] = l.Bought,
                    ["lockedOut"] = 0,
                    ["suspended"] = 0,
                    ["warning"] = 0,
                },
                ["servicePlans"] = Plans(l),
                ["skuId"] = l.SkuId.ToString(),
                ["skuPartNumber"] = l.PartNumber,
                ["subscriptionIds"] = GraphShapes.Texts([
                    Engine.ObjectBuilder.GuidOf($"subscription:{l.SkuId}").ToString(),
                ]),
            })
        );

    public static TenantAnswer LicenceDetails(TenantRequest request, CloudObject item) =>
        Collection(
            request,
            "licenseDetails",
            item.Licences.Select(l => new JsonObject
            {
                ["id"] = Engine.ObjectBuilder.GuidOf($"{item.Id}:{l.SkuId}").ToString(),
                ["skuId"] = l.SkuId.ToString(),
                ["skuPartNumber"] = l.PartNumber,
                ["servicePlans"] = Plans(l),
            })
        );

    internal static TenantAnswer Collection(TenantRequest request, string context, IEnumerable<JsonObject> items) =>
        new(
            200,
            new JsonObject
            {
                ["@odata.context"] = $"{request.Root}/{request.Segments[0]}/$metadata#{context}",
                ["value"] = new JsonArray([.. items]),
            }
        );

    private static JsonArray Plans(Licence licence) =>
        new([
            .. licence.Plans.Select(p => new JsonObject
            {
                ["appliesTo"] = "User",
                ["provisioningStatus"] = "Success",
                ["servicePlanId"] = p.Id.ToString(),
                ["servicePlanName"] = p.Name,
            }),
        ]);
}
