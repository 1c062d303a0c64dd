using System.Text.Json;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Graph;

/// <summary>
/// Maps Graph's objects to the console's. A delta contains only changes: absent members retain the value of the
/// previous object.
/// </summary>
internal static class GraphMapping
{
    private static readonly string[] Common =
    [
        "id",
        "displayName",
        "mail",
        "mailNickname",
        "proxyAddresses",
        "onPremisesSyncEnabled",
        "onPremisesLastSyncDateTime",
        "onPremisesProvisioningErrors",
        "serviceProvisioningErrors",
    ];

    private static readonly string[] OnPremises =
    [
        "onPremisesDomainName",
        "onPremisesSamAccountName",
        "onPremisesSecurityIdentifier",
    ];

    /// <summary>Members of users and contacts that the table of properties names.</summary>
    private static readonly string[] Plain = [.. RecipientProperties.Plain.Select(p => p.Graph).OfType<string>()];

    private static readonly string[] OfUser =
    [
        .. Common,
        .. Plain,
        .. OnPremises,
        "userPrincipalName",
        "userType",
        "accountEnabled",
        "onPremisesImmutableId",
        "assignedPlans",
    ];

    private static readonly string[] OfGroup = [.. Common, .. OnPremises];

    private static readonly string[] OfContact = [.. Common, .. Plain];

    /// <summary>The members to request.</summary>
    public static string[] Select(TenantRecipientKind kind) =>
        kind switch
        {
            TenantRecipientKind.User => OfUser,
            TenantRecipientKind.Group => OfGroup,
            TenantRecipientKind.Contact => OfContact,
            _ => Common,
        };

    /// <summary>The path segment: users, groups or contacts.</summary>
    public static string Segment(TenantRecipientKind kind) =>
        kind switch
        {
            TenantRecipientKind.User => "users",
            TenantRecipientKind.Group => "groups",
            TenantRecipientKind.Contact => "contacts",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Exchange-only objects are not in Graph."),
        };

    /// <summary>Null: the element has no id that is a GUID.</summary>
    public static TenantRecipient? Recipient(TenantRecipientKind kind, JsonElement json, TenantRecipient? before = null)
    {
        if (json.Id("id") is not { } id)
            return null;
        before ??= new TenantRecipient { Id = id, Kind = kind };
        return before with
        {
            DisplayName = json.Has("displayName") ? json.Text("displayName") : before.DisplayName,
            UserPrincipalName = json.Has("userPrincipalName")
                ? json.Text("userPrincipalName")
                : before.UserPrincipalName,
            Mail = json.Has("mail") ? json.Text("mail") : before.Mail,
            MailNickname = json.Has("mailNickname") ? json.Text("mailNickname") : before.MailNickname,
            ProxyAddresses = json.Has("proxyAddresses") ? json.Texts("proxyAddresses") : before.ProxyAddresses,
            UserType = json.Has("userType") ? json.Text("userType") : before.UserType,
            AccountEnabled = json.Has("accountEnabled") ? json.Flag("accountEnabled") : before.AccountEnabled,
            OnPremisesSyncEnabled = json.Has("onPremisesSyncEnabled")
                ? json.Flag("onPremisesSyncEnabled")
                : before.OnPremisesSyncEnabled,
            OnPremisesImmutableId = json.Has("onPremisesImmutableId")
                ? json.Text("onPremisesImmutableId")
                : before.OnPremisesImmutableId,
            OnPremisesSecurityIdentifier = json.Has("onPremisesSecurityIdentifier")
                ? json.Text("onPremisesSecurityIdentifier")
                : before.OnPremisesSecurityIdentifier,
            OnPremisesSamAccountName = json.Has("onPremisesSamAccountName")
                ? json.Text("onPremisesSamAccountName")
                : before.OnPremisesSamAccountName,
            OnPremisesDomainName = json.Has("onPremisesDomainName")
                ? json.Text("onPremisesDomainName")
                : before.OnPremisesDomainName,
            OnPremisesLastSyncDateTime = json.Has("onPremisesLastSyncDateTime")
                ? json.Time("onPremisesLastSyncDateTime")
                : before.OnPremisesLastSyncDateTime,
            Texts = PropertyTexts.Of(p => p.Graph is { } name && json.Has(name) ? json.Text(name) : before.Texts[p]),
            MailboxPlan = json.Has("assignedPlans")
                ? ExchangePlans.Evaluate(json.Items("assignedPlans").Select(Plan))
                : before.MailboxPlan,
            ProvisioningErrors =
                json.Has("onPremisesProvisioningErrors") || json.Has("serviceProvisioningErrors")
                    ? Errors(json)
                    : before.ProvisioningErrors,
        };
    }

    public static TenantDomain? Domain(JsonElement json) =>
        json.Text("id") is not { } name
            ? null
            : new TenantDomain
            {
                Name = name.ToLowerInvariant(),
                IsVerified = json.Flag("isVerified") == true,
                IsDefault = json.Flag("isDefault") == true,
                IsInitial = json.Flag("isInitial") == true,
                IsRoot = json.Flag("isRoot") == true,
                IsAdminManaged = json.Flag("isAdminManaged") != false,
                AuthenticationType = json.Text("authenticationType"),
                SupportedServices = json.Texts("supportedServices"),
            };

    private static AssignedPlan Plan(JsonElement json) =>
        new(json.Id("servicePlanId") ?? Guid.Empty, json.Text("service"), json.Text("capabilityStatus"));

    private static CloudProvisioningError[] Errors(JsonElement json) =>
        [
            .. json.Items("onPremisesProvisioningErrors")
                .Select(e => new CloudProvisioningError(
                    e.Text("category"),
                    e.Text("propertyCausingError"),
                    e.Text("value"),
                    e.Time("occurredDateTime")
                )),
            .. json.Items("serviceProvisioningErrors")
                .Where(e => e.Flag("isResolved") != true)
                .Select(e => new CloudProvisioningError(
                    e.Text("serviceInstance"),
                    null,
                    null,
                    e.Time("createdDateTime")
                )),
        ];
}
