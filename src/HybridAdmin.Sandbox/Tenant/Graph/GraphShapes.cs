using System.Globalization;
using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Organization;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>
/// Directory objects in Graph's form with all properties; those that were not requested are removed afterwards.
/// </summary>
internal static class GraphShapes
{
    /// <summary>The properties returned without $select.</summary>
    public static IReadOnlyList<string> UserDefaults { get; } =
    [
        "id",
        "businessPhones",
        "displayName",
        "givenName",
        "jobTitle",
        "mail",
        "mobilePhone",
        "officeLocation",
        "preferredLanguage",
        "surname",
        "userPrincipalName",
    ];

    /// <summary>Properties of one user's mailbox, which lists refuse.</summary>
    public static IReadOnlySet<string> SingleUserOnly { get; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "aboutMe",
            "birthday",
            "hireDate",
            "interests",
            "mailboxSettings",
            "mySite",
            "pastProjects",
            "responsibilities",
            "schools",
            "skills",
        };

    public static JsonObject Render(CloudObject item, bool unknownValues) =>
        item.Kind switch
        {
            CloudKind.User => User(item, unknownValues),
            CloudKind.Group => Group(item, unknownValues),
            _ => Contact(item),
        };

    public static string TypeName(CloudKind kind) =>
        kind switch
        {
            CloudKind.User => "#microsoft.graph.user",
            CloudKind.Group => "#microsoft.graph.group",
            _ => "#microsoft.graph.orgContact",
        };

    public static JsonNode? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);

    private static JsonObject User(CloudObject item, bool unknownValues)
    {
        var isFromDirectory = item.Source is not null;
        var extension = new JsonObject();
        for (var i = 0; i < item.CustomAttributes.Count; i++)
            extension[$"extensionAttribute{i + 1}"] = item.CustomAttributes[i];
        return new JsonObject
        {
            ["id"] = item.Id.ToString(),
            ["businessPhones"] = Texts(item.BusinessPhone is { } phone ? [phone] : []),
            ["displayName"] = item.DisplayName,
            ["givenName"] = item.GivenName,
            ["jobTitle"] = item.JobTitle,
            ["mail"] = item.Mail,
            ["mobilePhone"] = null,
            ["officeLocation"] = item.OfficeLocation,
            ["preferredLanguage"] = null,
            ["surname"] = item.Surname,
            ["userPrincipalName"] = item.UserPrincipalName,
            ["accountEnabled"] = item.AccountEnabled,
            ["companyName"] = item.CompanyName,
            ["department"] = item.Department,
            ["createdDateTime"] = Time(item.Created),
            ["deletedDateTime"] = Time(item.Deleted),
            ["isResourceAccount"] = item.RecipientType is "RoomMailbox" or "EquipmentMailbox" ? true : null,
            ["mailNickname"] = item.MailNickname,
            ["proxyAddresses"] = Texts(item.ProxyAddresses),
            ["showInAddressList"] = null,
            ["usageLocation"] = item.UsageLocation,
            ["userType"] = unknownValues && isFromDirectory ? "ExternalMember" : item.UserType,
            ["onPremisesSyncEnabled"] = item.SyncEnabled,
            ["onPremisesLastSyncDateTime"] = Time(item.LastSync),
            ["onPremisesImmutableId"] = item.Anchor,
            ["onPremisesDomainName"] = isFromDirectory ? Tailwind.DnsName : null,
            ["onPremisesSamAccountName"] = item.SamAccountName,
            ["onPremisesUserPrincipalName"] = item.OnPremisesUserPrincipalName,
            ["onPremisesDistinguishedName"] = item.DistinguishedName,
            ["onPremisesSecurityIdentifier"] = item.SecurityIdentifier,
            ["onPremisesExtensionAttributes"] = extension,
            ["onPremisesProvisioningErrors"] = Errors(item, unknownValues),
            ["serviceProvisioningErrors"] = new JsonArray(),
            ["assignedLicenses"] = new JsonArray([
                .. item.Licences.Select(l => new JsonObject
                {
                    ["disabledPlans"] = new JsonArray(),
                    ["skuId"] = l.SkuId.ToString(),
                }),
            ]),
            ["assignedPlans"] = new JsonArray([.. Plans(item, unknownValues)]),
            ["licenseAssignmentStates"] = new JsonArray([
                .. item.Licences.Select(l => new JsonObject
                {
                    ["skuId"] = l.SkuId.ToString(),
                    ["disabledPlans"] = new JsonArray(),
                    ["assignedByGroup"] = isFromDirectory
                        ? Engine.ObjectBuilder.GuidOf("cloud-only:sg-licences-e5").ToString()
                        : null,
                    ["state"] = "Active",
                    ["error"] = "None",
                    ["lastUpdatedDateTime"] = Time(item.Created),
                }),
            ]),
        };
    }

    private static JsonObject Group(CloudObject item, bool unknownValues) =>
        new()
        {
            ["id"] = item.Id.ToString(),
            ["createdDateTime"] = Time(item.Created),
            ["deletedDateTime"] = Time(item.Deleted),
            ["description"] = null,
            ["displayName"] = item.DisplayName,
            ["groupTypes"] = Texts(
                item.IsUnified ? ["Unified"]
                : unknownValues ? ["Federated"]
                : []
            ),
            ["mail"] = item.Mail,
            ["mailEnabled"] = item.MailEnabled,
            ["mailNickname"] = item.MailNickname,
            ["membershipRule"] = null,
            ["proxyAddresses"] = Texts(item.ProxyAddresses),
            ["securityEnabled"] = item.SecurityEnabled,
            ["visibility"] = item.IsUnified ? "Private" : null,
            ["onPremisesSyncEnabled"] = item.SyncEnabled,
            ["onPremisesLastSyncDateTime"] = Time(item.LastSync),
            ["onPremisesDomainName"] = item.Source is null ? null : Tailwind.DnsName,
            ["onPremisesNetBiosName"] = item.Source is null ? null : "CORP",
            ["onPremisesSamAccountName"] = item.SamAccountName,
            ["onPremisesSecurityIdentifier"] = item.SecurityIdentifier,
            ["onPremisesProvisioningErrors"] = Errors(item, unknownValues),
            ["serviceProvisioningErrors"] = new JsonArray(),
        };

    private static JsonObject Contact(CloudObject item) =>
        new()
        {
            ["id"] = item.Id.ToString(),
            ["companyName"] = item.CompanyName,
            ["department"] = item.Department,
            ["displayName"] = item.DisplayName,
            ["givenName"] = item.GivenName,
            ["jobTitle"] = item.JobTitle,
            ["mail"] = item.Mail,
            ["mailNickname"] = item.MailNickname,
            ["proxyAddresses"] = Texts(item.ProxyAddresses),
            ["surname"] = item.Surname,
            ["onPremisesSyncEnabled"] = item.SyncEnabled,
            ["onPremisesLastSyncDateTime"] = Time(item.LastSync),
            ["onPremisesProvisioningErrors"] = Errors(item, unknownValues: false),
            ["serviceProvisioningErrors"] = new JsonArray(),
        };

    private static JsonArray Errors(CloudObject item, bool unknownValues) =>
        new([
            .. item.Errors.Select(e => new JsonObject
            {
                ["category"] = unknownValues ? "PropertyFeud" : "PropertyConflict",
                ["occurredDateTime"] = Time(e.Occurred),
                ["propertyCausingError"] = e.Property,
                ["value"] = e.Value,
            }),
        ]);

    /// <summary>Plans remain with the status Deleted after the licence was removed.</summary>
    private static IEnumerable<JsonNode> Plans(CloudObject item, bool unknownValues)
    {
        foreach (
            var (licences, status) in new[]
            {
                (item.Licences, unknownValues ? "Simmering" : "Enabled"),
                (item.FormerLicences, "Deleted"),
            }
        )
        {
            foreach (var plan in licences.SelectMany(l => l.Plans))
            {
                yield return new JsonObject
                {
                    ["assignedDateTime"] = Time(item.Created),
                    ["capabilityStatus"] = status,
                    ["service"] = plan.Service,
                    ["servicePlanId"] = plan.Id.ToString(),
                };
            }
        }
    }
}
