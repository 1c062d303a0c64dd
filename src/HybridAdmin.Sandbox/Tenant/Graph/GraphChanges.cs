using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Cloud;
using HybridAdmin.Sandbox.Tenant.Http;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>PATCH of users and of the source of authority of an object.</summary>
internal sealed class GraphChanges(TenantState state)
{
    public TenantAnswer PatchUser(TenantRequest request, CloudObject item)
    {
        var body =
            request.Json()
            ?? throw GraphFault.Invalid(
                "Unable to read JSON request payload. Please ensure Content-Type header is set and payload "
                    + "is of valid JSON format."
            );
        var changed = item;
        foreach (var (name, value) in body)
        {
            if (name is not "usageLocation" && item.IsSynced)
                throw GraphFault.Invalid(GraphFault.OnPremisesMastered);
            var text = value?.ToString();
            changed = name switch
            {
                "usageLocation" => changed with { UsageLocation = text },
                "displayName" => changed with
                {
                    DisplayName =
                        text
                        ?? throw GraphFault.Invalid(
                            "Invalid value specified for property 'displayName' of resource 'User'."
                        ),
                },
                "givenName" => changed with { GivenName = text },
                "surname" => changed with { Surname = text },
                "jobTitle" => changed with { JobTitle = text },
                "department" => changed with { Department = text },
                "companyName" => changed with { CompanyName = text },
                "officeLocation" => changed with { OfficeLocation = text },
                "accountEnabled" => changed with { AccountEnabled = (bool?)value ?? false },
                "mail" or "proxyAddresses" => throw GraphFault.Invalid(
                    $"Property '{name}' is read-only and cannot be set."
                ),
                _ => throw GraphFault.Invalid($"Invalid property '{name}'."),
            };
        }

        state.Put(changed);
        return new TenantAnswer(204);
    }

    public TenantAnswer ReadBehavior(TenantRequest request, CloudObject item) =>
        new(
            200,
            new JsonObject
            {
                ["@odata.context"] = $"{request.Root}/{request.Segments[0]}/$metadata#onPremisesSyncBehavior/$entity",
                ["id"] = item.Id.ToString(),
                ["isCloudManaged"] = item.IsCloudManaged,
            }
        );

    /// <summary>
    /// Transfers an object to the cloud at once, or back: then the synchronisation takes it over with its next cycle.
    /// </summary>
    public TenantAnswer PatchBehavior(TenantRequest request, CloudObject item)
    {
        if (request.Json()?["isCloudManaged"] is not JsonValue value || !value.TryGetValue<bool>(out var wanted))
            throw GraphFault.Invalid("isCloudManaged is needed.");
        if (item.Anchor is null)
            throw GraphFault.Invalid(
                "The source of authority of an object that was never synchronized cannot be changed."
            );
        if (wanted != item.IsCloudManaged)
            state.Put(item with { IsCloudManaged = wanted, SyncEnabled = null });
        return new TenantAnswer(204);
    }
}
