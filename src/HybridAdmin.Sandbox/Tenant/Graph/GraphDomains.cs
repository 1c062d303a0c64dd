using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Cloud;
using HybridAdmin.Sandbox.Tenant.Http;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>
/// Domains: list, add, verify, the records that the tenant expects, and the objects that use a domain.
/// </summary>
internal sealed class GraphDomains(TenantState state, TenantMisbehaviour misbehaviour)
{
    public TenantAnswer Answer(TenantRequest request, string[] path) =>
        (request.Method, path) switch
        {
            ("GET", [_]) => GraphOrganization.Collection(request, "domains", state.Domains.Select(d => Shape(d))),
            ("POST", [_]) => Add(request),
            ("GET", [_, var name]) => One(request, Find(name)),
            ("PATCH", [_, var name]) => Patch(request, Find(name)),
            ("POST", [_, var name, "verify"]) => Verify(request, Find(name)),
            ("GET", [_, var name, "verificationDnsRecords"]) => GraphOrganization.Collection(
                request,
                $"domains('{name}')/verificationDnsRecords",
                Proofs(Find(name))
            ),
            ("GET", [_, var name, "serviceConfigurationRecords"]) => GraphOrganization.Collection(
                request,
                $"domains('{name}')/serviceConfigurationRecords",
                Records(Find(name))
            ),
            ("GET", [_, var name, "domainNameReferences"]) => References(request, Find(name)),
            ("GET", _) => throw GraphFault.Segment(path[^1]),
            _ => throw new GraphFault(
                405,
                "Request_BadRequest",
                "Specified HTTP method is not allowed for the request target."
            ),
        };

    private TenantDomain Find(string name) =>
        state.Domains.Find(d => d.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw GraphFault.NotFound(name);

    private TenantAnswer Add(TenantRequest request)
    {
        var name = request.Json()?["id"]?.ToString().ToLowerInvariant() ?? string.Empty;
        if (!MailNames.IsDomain(name))
            throw GraphFault.Invalid("Invalid value specified for property 'id' of resource 'Domain'.");
        if (state.Domains.Exists(d => d.Name == name))
            throw GraphFault.Invalid(
                "A conflicting object with one or more of the specified property values is present in the directory."
            );
        var isBelowVerified = state.Domains.Exists(d =>
            d is { IsVerified: true, IsInitial: false } && name.EndsWith("." + d.Name, StringComparison.Ordinal)
        );
        state.Domains.Add(new TenantDomain(name) { IsVerified = isBelowVerified });
        return One(request, Find(name), 201);
    }

    private TenantAnswer Patch(TenantRequest request, TenantDomain domain)
    {
        if (!domain.IsVerified)
            throw GraphFault.Invalid("Domain verification is required to perform the operation.");
        var services =
            (request.Json()?["supportedServices"] as JsonArray)?.Select(s => s?.ToString() ?? string.Empty).ToList()
            ?? throw GraphFault.Invalid("Invalid property.");
        if (services.Find(s => s is not ("Email" or "OfficeCommunicationsOnline" or "Yammer")) is { } unknown)
            throw GraphFault.Invalid(
                $"Invalid value '{unknown}' specified for property 'supportedServices' of resource 'Domain'."
            );
        state.Domains[state.Domains.IndexOf(domain)] = domain with { SupportedServices = services };
        return new TenantAnswer(204);
    }

    private TenantAnswer Verify(TenantRequest request, TenantDomain domain)
    {
        if (domain.IsVerified)
            throw GraphFault.Invalid("Domain is already verified.");
        if (!domain.IsProofPublished)
            throw GraphFault.Invalid(
                "Domain verification failed with the following error: 'DNS record not found: the expected "
                    + "verification record is not visible yet.'"
            );
        var verified = domain with { IsVerified = true };
        state.Domains[state.Domains.IndexOf(domain)] = verified;
        return One(request, verified, availability: "AvailableImmediately");
    }

    private TenantAnswer One(TenantRequest request, TenantDomain domain, int status = 200, string? availability = null)
    {
        var body = Shape(domain, availability);
        body["@odata.context"] = $"{request.Root}/{request.Segments[0]}/$metadata#domains/$entity";
        return new TenantAnswer(status, body);
    }

    private JsonObject Shape(TenantDomain domain, string? availability = null) =>
        new()
        {
            ["id"] = domain.Name,
            ["authenticationType"] = misbehaviour.UnknownValues ? "Telepathic" : "Managed",
            ["availabilityStatus"] = availability,
            ["isAdminManaged"] = !domain.IsInitial,
            ["isDefault"] = domain.IsDefault,
            ["isInitial"] = domain.IsInitial,
            ["isRoot"] = !state.Domains.Exists(d => domain.Name.EndsWith("." + d.Name, StringComparison.Ordinal)),
            ["isVerified"] = domain.IsVerified,
            ["passwordNotificationWindowInDays"] = 14,
            ["passwordValidityPeriodInDays"] = int.MaxValue,
            ["state"] = null,
            ["supportedServices"] = GraphShapes.Texts(domain.SupportedServices),
        };

    private static IEnumerable<JsonObject> Proofs(TenantDomain domain) =>
        [
            Record(domain, "Txt", domain.Name, string.Empty, new JsonObject { ["text"] = domain.Proof }),
            Record(
                domain,
                "Mx",
                domain.Name,
                string.Empty,
                new JsonObject { ["mailExchange"] = $"{domain.Proof[3..]}.msv1.invalid", ["preference"] = 32767 }
            ),
        ];

    private static IEnumerable<JsonObject> Records(TenantDomain domain)
    {
        if (!domain.IsVerified)
            throw GraphFault.Invalid("Domain verification is required to perform the operation.");
        if (domain.SupportedServices.Contains("Email"))
        {
            yield return Record(
                domain,
                "Mx",
                domain.Name,
                "Email",
                new JsonObject
                {
                    ["mailExchange"] = $"{domain.Name.Replace('.', '-')}.mail.protection.outlook.com",
                    ["preference"] = 0,
                }
            );
            yield return Record(
                domain,
                "Txt",
                domain.Name,
                "Email",
                new JsonObject { ["text"] = "v=spf1 include:spf.protection.outlook.com -all" }
            );
            yield return Record(
                domain,
                "CName",
                $"autodiscover.{domain.Name}",
                "Email",
                new JsonObject { ["canonicalName"] = "autodiscover.outlook.com" }
            );
        }

        if (domain.SupportedServices.Contains("OfficeCommunicationsOnline"))
        {
            yield return Record(
                domain,
                "Srv",
                $"_sipfederationtls._tcp.{domain.Name}",
                "OfficeCommunicationsOnline",
                new JsonObject
                {
                    ["nameTarget"] = "sipfed.online.lync.com",
                    ["port"] = 5061,
                    ["priority"] = 100,
                    ["protocol"] = "_tcp",
                    ["service"] = "_sipfederationtls",
                    ["weight"] = 1,
                }
            );
        }
    }

    private static JsonObject Record(TenantDomain domain, string type, string label, string service, JsonObject members)
    {
        var record = new JsonObject
        {
            ["@odata.type"] = $"#microsoft.graph.domainDns{(type == "CName" ? "Cname" : type)}Record",
            ["id"] = Engine.ObjectBuilder.GuidOf($"{domain.Name}:{type}:{label}:{service}").ToString(),
            ["isOptional"] = service == "OfficeCommunicationsOnline",
            ["label"] = label,
            ["recordType"] = type,
            ["supportedService"] = service.Length > 0 ? service : null,
            ["ttl"] = 3600,
        };
        foreach (var (name, value) in members)
            record[name] = value?.DeepClone();
        return record;
    }

    private TenantAnswer References(TenantRequest request, TenantDomain domain)
    {
        var suffix = "@" + domain.Name;
        bool Uses(CloudObject o) =>
            o.UserPrincipalName?.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) == true
            || o.ProxyAddresses.Any(a => a.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
        return GraphOrganization.Collection(
            request,
            "directoryObjects",
            state
                .Objects.Where(Uses)
                .OrderBy(o => o.Id)
                .Take(999)
                .Select(o => new JsonObject
                {
                    ["@odata.type"] = GraphShapes.TypeName(o.Kind),
                    ["id"] = o.Id.ToString(),
                    ["displayName"] = o.DisplayName,
                })
        );
    }
}
