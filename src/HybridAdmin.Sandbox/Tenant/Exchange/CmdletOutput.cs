using System.Globalization;
using System.Text.Json.Nodes;

namespace HybridAdmin.Sandbox.Tenant.Exchange;

/// <summary>One object of a cmdlet's output, with the type annotations that the end point adds.</summary>
internal sealed class CmdletOutput
{
    private readonly JsonObject members = new() { ["@odata.type"] = "#Exchange.GenericHashTable" };

    public JsonObject Json => members;

    public CmdletOutput Add(string name, JsonNode? value)
    {
        members[name] = value;
        return this;
    }

    public CmdletOutput Add(string name, Guid value) => Typed(name, "System.Guid", value.ToString());

    public CmdletOutput Add(string name, IEnumerable<string> values)
    {
        members[$"{name}@odata.type"] = "#Collection(String)";
        return Add(name, Graph.GraphShapes.Texts(values));
    }

    /// <summary>Adds a time with its offset.</summary>
    public CmdletOutput Add(string name, DateTimeOffset value) =>
        Typed(
            name,
            "System.DateTime",
            value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture)
        );

    /// <summary>Adds a time as some cmdlets return it: UTC without an indication of it.</summary>
    public CmdletOutput AddBare(string name, DateTimeOffset value) =>
        Typed(
            name,
            "System.DateTime",
            value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
        );

    /// <summary>Adds a size in the form 49.5 GB (53,150,220,288 bytes).</summary>
    public CmdletOutput AddSize(string name, long bytes) =>
        Typed(
            name,
            "Microsoft.Exchange.Data.ByteQuantifiedSize",
            string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024d / 1024 / 1024:0.##} GB ({bytes:N0} bytes)")
        );

    private CmdletOutput Typed(string name, string type, string value)
    {
        members[$"{name}@data.type"] = type;
        members[name] = value;
        return this;
    }
}

/// <summary>The result of a cmdlet.</summary>
internal sealed record CmdletResult(IReadOnlyList<CmdletOutput> Items, IReadOnlyList<string> Warnings)
{
    public static CmdletResult Nothing { get; } = new([], []);

    public static CmdletResult Of(params CmdletOutput[] items) => new(items, []);

    /// <summary>Limits the result to ResultSize, with a warning if there are more objects.</summary>
    public static CmdletResult Limited(CmdletInput input, IEnumerable<CmdletOutput> items)
    {
        if (input.Limit is not { } limit)
            return new([.. items], []);
        var some = items.Take(limit + 1).ToList();
        return some.Count <= limit
            ? new(some, [])
            : new(
                some[..limit],
                [
                    "By default, only the first 1000 items are returned. Use the ResultSize parameter to "
                        + "specify the number of items returned. To return all items, specify \"-ResultSize "
                        + "Unlimited\".",
                ]
            );
    }
}
