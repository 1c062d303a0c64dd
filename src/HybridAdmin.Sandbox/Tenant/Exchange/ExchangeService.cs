using System.Globalization;
using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Cloud;
using HybridAdmin.Sandbox.Tenant.Graph;
using HybridAdmin.Sandbox.Tenant.Http;

namespace HybridAdmin.Sandbox.Tenant.Exchange;

/// <summary>
/// The cmdlet end point of Exchange Online: InvokeCommand, its batch, the caller's permissions, and the documented
/// Admin API.
/// </summary>
internal sealed class ExchangeService
{
    private static readonly string[] EntitySets =
    [
        "Mailbox",
        "Recipient",
        "CasMailbox",
        "MailboxFolder",
        "MailboxPermission",
        "MobileDevice",
    ];
    private readonly TenantClock clock;
    private readonly SimulatedTenantOptions options;
    private readonly TenantMisbehaviour misbehaviour;
    private readonly CmdletTable table;

    public ExchangeService(
        TenantState state,
        TenantClock clock,
        SimulatedTenantOptions options,
        TenantMisbehaviour misbehaviour,
        IEnumerable<Cmdlet> others
    )
    {
        this.clock = clock;
        this.options = options;
        this.misbehaviour = misbehaviour;
        table = new CmdletTable(
            new RecipientCmdlets(state, new RecipientOutput(misbehaviour), new AddressEdit(state)).All,
            new PersonCmdlets(state).All,
            new RemoteDomainCmdlets(state).All,
            new ConfigurationCmdlets(state, misbehaviour).All,
            others
        );
    }

    public TenantAnswer Answer(TenantRequest request, SimulatedFault? fault, string? tokenProblem)
    {
        var id = request.Header("client-request-id") ?? Guid.NewGuid().ToString();
        TenantAnswer answer;
        try
        {
            answer =
                tokenProblem is not null || fault?.Kind == SimulatedFaultKind.Unauthorized
                    ? new TenantAnswer(401).With(
                        "WWW-Authenticate",
                        "Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\", error=\"invalid_token\""
                    )
                    : Ordered(fault) ?? Carry(request);
        }
        catch (CmdletFault refusal)
        {
            answer = refusal.Answer();
        }

        return answer
            .With("request-id", id)
            .With("client-request-id", id)
            .With("Date", clock.Now.UtcDateTime.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Status 403 in its real form: a body full of NUL.</summary>
    private static TenantAnswer Forbidden() => new(403) { Raw = ("application/json", new byte[64]) };

    private static TenantAnswer? Ordered(SimulatedFault? fault) =>
        fault?.Kind switch
        {
            SimulatedFaultKind.ForbiddenEmpty => new TenantAnswer(403),
            SimulatedFaultKind.Throttled => new TenantAnswer(429).Retry(fault),
            SimulatedFaultKind.Unavailable => new TenantAnswer(503).Retry(fault),
            SimulatedFaultKind.Transient => CmdletFault.Transient().Answer(),
            SimulatedFaultKind.Gone => new TenantAnswer(410),
            _ => null,
        };

    private TenantAnswer Carry(TenantRequest request)
    {
        if (request.Segments is not ["adminapi", _, var tenant, ..] || !SignInService.IsOurTenant(tenant))
            return new TenantAnswer(404);
        return (request.Method, request.Segments[1], request.Segments[3..]) switch
        {
            ("POST", "beta", ["InvokeCommand"]) => Invoke(request, documented: null),
            (_, "v1.0" or "beta", ["InvokeCommand"]) => new TenantAnswer(405),
            ("POST", "beta", ["$batch"]) => Batch(request),
            ("GET", "v1.0", ["EXOModuleFile"]) => ModuleFile(request),
            ("GET", "beta", []) => new TenantAnswer(
                200,
                new JsonObject
                {
                    ["@odata.context"] = $"{request.Root}{request.Path}/$metadata",
                    ["value"] = new JsonArray([
                        .. EntitySets.Select(s => new JsonObject
                        {
                            ["name"] = s,
                            ["kind"] = "EntitySet",
                            ["url"] = s,
                        }),
                    ]),
                }
            ),
            ("POST", "v2.0", ["OrganizationConfig" or "AcceptedDomain" or "Mailbox"]) => Invoke(
                request,
                documented: request.Segments[3]
            ),
            _ => new TenantAnswer(404),
        };
    }

    /// <param name="documented">The end point of the documented Admin API, which accepts its own cmdlet only.</param>
    private TenantAnswer Invoke(TenantRequest request, string? documented)
    {
        if (
            TenantRequest.Member(request.Json(), "CmdletInput") is not JsonObject given
            || TenantRequest.Member(given, "CmdletName")?.ToString() is not { Length: > 0 } name
        )
            throw new CmdletFault(
                "Microsoft.Exchange.Admin.OData.Core.ODataServiceException",
                "The CmdletInput is missing or malformed."
            );
        if (documented is not null && !name.Equals($"Get-{documented}", StringComparison.OrdinalIgnoreCase))
            throw new CmdletFault(
                "Microsoft.Exchange.Admin.OData.Core.ODataServiceException",
                $"The cmdlet '{name}' is not supported at this end point."
            );
        if (table.Find(name, options.ExchangeRoles) is not { } cmdlet)
            return Forbidden();

        var input = new CmdletInput(cmdlet.Name, TenantRequest.Member(given, "Parameters") as JsonObject);
        foreach (var parameter in input.Names)
        {
            if (!cmdlet.Parameters.Contains(parameter, StringComparer.OrdinalIgnoreCase))
                throw CmdletFault.NoParameter(parameter);
            if (cmdlet.Restricted.TryGetValue(parameter, out var role) && !options.ExchangeRoles.Contains(role))
                throw CmdletFault.NoParameter(parameter);
        }

        // The next page is requested with the same body. Repeating a read is correct; repeating a write would not be,
        // and writes have one page.
        return Page(request, cmdlet.Run(input));
    }

    private TenantAnswer Page(TenantRequest request, CmdletResult result)
    {
        var size = PageSize(request.Header("Prefer"));
        var token = request.Parameter("$skiptoken") is { } text
            ? GraphTokens.Read(text, "cmdlet", 3)
            : ["cmdlet", "0", "False"];
        if (token is null)
            throw new CmdletFault(
                "Microsoft.Exchange.Admin.OData.Core.ODataServiceException",
                "The skip token is invalid."
            );
        var start = (int)GraphTokens.Number(token[1]);
        // A page may be empty and have a next one.
        var isEmpty = start > 0 && token[2] == "False" && start / size % 3 == 1;
        var page = isEmpty ? [] : result.Items.Skip(start).Take(size).ToList();
        var address = $"{request.Root}/{string.Join('/', request.Segments)}";
        var body = new JsonObject
        {
            ["@odata.context"] =
                $"{request.Root}/{string.Join('/', request.Segments[..3])}/$metadata#Collection(Exchange.GenericHashTable)",
            ["adminapi.warnings@odata.type"] = "#Collection(String)",
            ["@adminapi.warnings"] = GraphShapes.Texts(start == 0 ? result.Warnings : []),
            ["value"] = new JsonArray([.. page.Select(p => Selected(request, p.Json))]),
        };
        var next = start + page.Count;
        if (next < result.Items.Count)
            body["@odata.nextLink"] = $"{address}?$skiptoken={GraphTokens.Write("cmdlet", next, isEmpty)}";
        var answer = new TenantAnswer(200, body);
        return start == 0 && result.Warnings.Count > 0
            ? answer.With("X-Warnings", Uri.EscapeDataString(result.Warnings[0]))
            : answer;
    }

    private JsonObject Selected(TenantRequest request, JsonObject item)
    {
        if (misbehaviour.UnknownValues)
            item["QuantumState@data.type"] = "System.Spin";
        if (misbehaviour.UnknownValues)
            item["QuantumState"] = "Entangled";
        if (request.Parameter("$select") is not { } select)
            return item;
        var names = select.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (
            var name in item.Select(m => m.Key)
                .Where(k => k != "@odata.type" && !names.Contains(k.Split('@')[0]))
                .ToList()
        )
            item.Remove(name);
        return item;
    }

    private int PageSize(string? prefer)
    {
        var wanted = prefer
            ?.Split([';', ','])
            .Select(p => p.Trim())
            .FirstOrDefault(p => p.StartsWith("odata.maxpagesize=", StringComparison.OrdinalIgnoreCase));
        return wanted is not null && int.TryParse(wanted["odata.maxpagesize=".Length..], out var size)
            ? Math.Clamp(size, 1, 1000)
            : options.ExchangePageSize;
    }

    private TenantAnswer ModuleFile(TenantRequest request) =>
        request.Header("CommandName") != "*"
            ? new TenantAnswer(400)
            : new TenantAnswer(
                200,
                new JsonObject
                {
                    ["value"] = new JsonArray(
                        new JsonObject
                        {
                            ["exportedCmdlets"] = GraphShapes.Texts(table.Callable(options.ExchangeRoles)),
                        }
                    ),
                }
            );

    /// <summary>Handles a batch; its parts fail and page separately.</summary>
    private TenantAnswer Batch(TenantRequest request)
    {
        if (TenantRequest.Member(request.Json(), "requests") is not JsonArray parts)
            return new TenantAnswer(400);
        var responses = new JsonArray();
        foreach (var part in parts.OfType<JsonObject>())
        {
            var headers =
                (part["headers"] as JsonObject)?.ToDictionary(
                    h => h.Key,
                    h => h.Value?.ToString() ?? string.Empty,
                    StringComparer.OrdinalIgnoreCase
                )
                ?? [];
            var root = $"/{string.Join('/', request.Segments[..3])}";
            var inner = new TenantRequest(
                part["method"]?.ToString() ?? "POST",
                request.Root,
                $"{root}/InvokeCommand",
                new Dictionary<string, string>(),
                headers,
                part["body"]?.ToJsonString() ?? string.Empty
            );
            var isInvoke =
                part["url"]?.ToString().EndsWith("InvokeCommand", StringComparison.OrdinalIgnoreCase) == true;
            var answer = isInvoke
                ? Answer(inner, misbehaviour.Take(TenantEndpoint.BatchPart), tokenProblem: null)
                : new TenantAnswer(404);
            responses.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["id"] = part["id"]?.ToString(),
                        ["status"] = answer.Status,
                        ["body"] = answer.Body,
                    }
            );
        }

        return new TenantAnswer(200, new JsonObject { ["responses"] = responses });
    }
}
