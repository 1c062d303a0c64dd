using System.Globalization;
using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Cloud;
using HybridAdmin.Sandbox.Tenant.Http;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>Lists of directory objects: $select, $filter, $top, $orderby, $count, pages with an opaque token.</summary>
internal sealed class GraphList(SimulatedTenantOptions options, TenantMisbehaviour misbehaviour)
{
    private const int Most = 999;

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "$select",
        "$filter",
        "$top",
        "$orderby",
        "$count",
        "$skiptoken",
        "$expand",
    };

    /// <param name="context">The text after $metadata#.</param>
    /// <param name="withTypes">True if members of navigations state their type.</param>
    public TenantAnswer Answer(
        TenantRequest request,
        string context,
        IEnumerable<CloudObject> items,
        bool withTypes = false
    )
    {
        CheckParameters(request);
        var isEventual = string.Equals(
            request.Header("ConsistencyLevel"),
            "eventual",
            StringComparison.OrdinalIgnoreCase
        );
        var isCounted = string.Equals(request.Parameter("$count"), "true", StringComparison.OrdinalIgnoreCase);
        var all = Filter(request, items, isEventual && isCounted).ToList();
        if (request.Parameter("$orderby") is { } order)
            all = Sort(all, order, isEventual && isCounted, request.Parameter("$filter") is not null);

        var size = Size(request);
        var (start, wasEmpty) = Start(request);
        // The service may return a page without objects that has a next one.
        var isEmpty = start > 0 && !wasEmpty && start / size % 3 == 1;
        var page = isEmpty ? [] : all.Skip(start).Take(size).ToList();
        var body = new JsonObject
        {
            ["@odata.context"] = $"{request.Root}/{request.Segments[0]}/$metadata#{context}{SelectSuffix(request)}",
        };
        if (isCounted && isEventual && start == 0)
            body["@odata.count"] = all.Count;
        var next = start + page.Count;
        if (next < all.Count)
            body["@odata.nextLink"] = NextLink(request, GraphTokens.Write("page", next, isEmpty));
        body["value"] = new JsonArray([.. page.Select(i => Selected(request, i, withTypes))]);
        return new TenantAnswer(200, body);
    }

    /// <summary>GET .../$count: a number as text, only with the required header.</summary>
    public TenantAnswer Count(TenantRequest request, IEnumerable<CloudObject> items)
    {
        if (!string.Equals(request.Header("ConsistencyLevel"), "eventual", StringComparison.OrdinalIgnoreCase))
            throw GraphFault.Invalid("$count is not currently supported.");
        var count = Filter(request, items, isAdvanced: true).Count();
        return new TenantAnswer(200)
        {
            Raw = ("text/plain", System.Text.Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture))),
        };
    }

    /// <summary>An object with exactly the requested properties.</summary>
    public JsonObject Selected(TenantRequest request, CloudObject item, bool withTypes = false) =>
        Selected(request.Parameter("$select"), item, withTypes);

    public JsonObject Selected(string? select, CloudObject item, bool withTypes = false)
    {
        var whole = GraphShapes.Render(item, misbehaviour.UnknownValues);
        var chosen = new JsonObject();
        if (withTypes)
            chosen["@odata.type"] = GraphShapes.TypeName(item.Kind);
        var names =
            select?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ?? (item.Kind == CloudKind.User ? GraphShapes.UserDefaults : [.. whole.Select(m => m.Key)]);
        foreach (var name in names.Append("id").Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var member = whole.FirstOrDefault(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (member.Key is null)
            {
                if (withTypes)
                    continue; // members are of many types
                throw GraphFault.Invalid(
                    $"Could not find a property named '{name}' on type '{GraphShapes.TypeName(item.Kind)[1..]}'."
                );
            }

            chosen[member.Key] = member.Value?.DeepClone();
        }

        if (misbehaviour.UnknownValues)
            chosen["custodianTier"] = new JsonObject { ["level"] = "amber" };
        return chosen;
    }

    private static string SelectSuffix(TenantRequest request) =>
        request.Parameter("$select") is { } select ? $"({select})" : string.Empty;

    private static void CheckParameters(TenantRequest request)
    {
        if (request.Parameter("$skip") is not null)
            throw GraphFault.Invalid("'$skip' is not supported by the service.");
        if (request.Parameter("$search") is not null)
            throw GraphFault.Unsupported(
                "Request with $search query parameter only works through MSGraph with a special request "
                    + "header: 'ConsistencyLevel: eventual'"
            );
        if (request.Query.Keys.FirstOrDefault(k => k.StartsWith('$') && !Known.Contains(k)) is { } unknown)
            throw GraphFault.Invalid($"The query parameter '{unknown}' is not supported.");
        if (
            request.Parameter("$select")?.Split(',').FirstOrDefault(s => GraphShapes.SingleUserOnly.Contains(s.Trim()))
                is not null
            && request.Segments is [_, "users"]
        )
            throw new GraphFault(501, "NotImplemented", "This operation target is not yet supported.");
    }

    private IEnumerable<CloudObject> Filter(TenantRequest request, IEnumerable<CloudObject> items, bool isAdvanced)
    {
        if (request.Parameter("$filter") is not { Length: > 0 } text)
            return items;
        var names = GraphShapes
            .Render(
                new CloudObject
                {
                    Id = Guid.Empty,
                    Kind = Kind(request),
                    DisplayName = string.Empty,
                },
                unknownValues: false
            )
            .Select(m => m.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var filter = GraphFilter.Parse(text, names);
        if (filter.IsAdvanced && !isAdvanced)
            throw GraphFault.Unsupported(
                "Unsupported Query. The query needs the header ConsistencyLevel: eventual and $count=true."
            );
        return items.Where(i => filter.Matches(GraphShapes.Render(i, unknownValues: false)));
    }

    private static CloudKind Kind(TenantRequest request) =>
        request.Segments[1] switch
        {
            "groups" when request.Segments.Length == 2 => CloudKind.Group,
            "contacts" => CloudKind.Contact,
            _ => CloudKind.User,
        };

    private static List<CloudObject> Sort(List<CloudObject> items, string order, bool isAdvanced, bool isFiltered)
    {
        if (isFiltered && !isAdvanced)
            throw GraphFault.Unsupported("Sorting not supported for current query.");
        var words = order.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Func<CloudObject, string?> key = words[0] switch
        {
            "displayName" => i => i.DisplayName,
            "userPrincipalName" => i => i.UserPrincipalName,
            _ => throw GraphFault.Unsupported("Sorting not supported for current query."),
        };
        var sorted = items.OrderBy(key, StringComparer.OrdinalIgnoreCase);
        return words.Length > 1 && words[1] == "desc" ? [.. sorted.Reverse()] : [.. sorted];
    }

    private int Size(TenantRequest request)
    {
        if (request.Parameter("$top") is not { } text)
            return options.GraphPageSize;
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top is > 0 and <= Most
            ? top
            : throw GraphFault.Invalid(
                $"Invalid page size specified: '{text}'. Must be between 1 and {Most} inclusive."
            );
    }

    private static (int Start, bool WasEmpty) Start(TenantRequest request)
    {
        if (request.Parameter("$skiptoken") is not { } token)
            return (0, false);
        var parts =
            GraphTokens.Read(token, "page", 3)
            ?? throw new GraphFault(
                400,
                "Directory_ExpiredPageToken",
                "The specified page token value has expired and can no longer be included in your request."
            );
        return ((int)GraphTokens.Number(parts[1]), parts[2] == "True");
    }

    private static string NextLink(TenantRequest request, string token)
    {
        var kept = request
            .Query.Where(q => !q.Key.Equals("$skiptoken", StringComparison.OrdinalIgnoreCase))
            .Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}");
        var path = Uri.EscapeDataString(request.Path).Replace("%2F", "/", StringComparison.Ordinal);
        return $"{request.Root}{path}?{string.Join('&', kept.Append($"$skiptoken={token}"))}";
    }
}
