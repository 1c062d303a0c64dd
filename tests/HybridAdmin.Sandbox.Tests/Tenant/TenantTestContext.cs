using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Tenant;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Sandbox.Tests.Tenant;

/// <summary>A running tenant with its directory, and an ordinary client.</summary>
public sealed class TenantTestContext : IAsyncLifetime
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    public TenantTestContext()
        : this(null) { }

    internal TenantTestContext(SimulatedTenantOptions? options)
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
        Directory = new SandboxDirectory(null, Clock);
        Tenant = new SimulatedTenant(Directory, Clock, options);
    }

    internal FakeTimeProvider Clock { get; }

    public SandboxDirectory Directory { get; }

    public SimulatedTenant Tenant { get; }

    public Task InitializeAsync() => Tenant.StartAsync();

    public async Task DisposeAsync()
    {
        client.Dispose();
        await Tenant.DisposeAsync();
    }

    internal static async Task<TenantTestContext> StartAsync(SimulatedTenantOptions? options = null)
    {
        var bench = new TenantTestContext(options);
        await bench.InitializeAsync();
        return bench;
    }

    internal Task<Reply> TokenAsync(params (string Name, string Value)[] changed)
    {
        var form = new Dictionary<string, string>
        {
            ["client_id"] = SimulatedTenant.ClientId.ToString(),
            ["client_secret"] = SimulatedTenant.ClientSecret,
            ["grant_type"] = "client_credentials",
            ["scope"] = "https://graph.microsoft.com/.default",
        };
        foreach (var (name, value) in changed)
            form[name] = value;
        foreach (var empty in form.Where(f => f.Value.Length == 0).ToList())
            form.Remove(empty.Key);
        return SendAsync(
            new HttpRequestMessage(
                HttpMethod.Post,
                new Uri(Tenant.LoginEndpoint, $"/{SimulatedTenant.TenantId}/oauth2/v2.0/token")
            )
            {
                Content = new FormUrlEncodedContent(form),
            }
        );
    }

    internal async Task<string> AccessAsync(string scope) =>
        (string)(await TokenAsync(("scope", scope))).Json["access_token"]!;

    /// <summary>Sends a request to Graph; the address is a path after the version, or a whole link.</summary>
    internal async Task<Reply> GraphAsync(
        string address,
        HttpMethod? method = null,
        JsonNode? body = null,
        bool isEventual = false,
        string? token = null
    )
    {
        var uri = address.StartsWith("http", StringComparison.Ordinal)
            ? new Uri(address)
            : new Uri(Tenant.GraphEndpoint, "/v1.0/" + address);
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, uri);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            token ?? await AccessAsync("https://graph.microsoft.com/.default")
        );
        request.Headers.Add("client-request-id", "5f2d7c11-0000-4000-8000-00000000abcd");
        if (isEventual)
            request.Headers.Add("ConsistencyLevel", "eventual");
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await SendAsync(request);
    }

    /// <summary>Lists every object, page by page, with the sizes of the pages.</summary>
    internal async Task<(List<JsonObject> Items, List<int> Pages, string? DeltaLink)> AllAsync(string address)
    {
        var items = new List<JsonObject>();
        var pages = new List<int>();
        for (var next = address; ; )
        {
            var page = await GraphAsync(next);
            Assert.Equal(200, page.Status);
            var values = page.Json["value"]!.AsArray();
            items.AddRange(values.Select(v => v!.AsObject()));
            pages.Add(values.Count);
            if ((string?)page.Json["@odata.nextLink"] is not { } link)
                return (items, pages, (string?)page.Json["@odata.deltaLink"]);
            next = link;
        }
    }

    /// <summary>One user of the directory in Graph's form; null: it does not exist.</summary>
    internal async Task<JsonObject?> UserAsync(
        Guid objectGuid,
        string select =
            "id,displayName,mail,proxyAddresses,onPremisesSyncEnabled,onPremisesImmutableId,onPremisesProvisioningErrors,userPrincipalName,mailNickname,onPremisesLastSyncDateTime"
    )
    {
        var anchor = Uri.EscapeDataString(
            $"onPremisesImmutableId eq '{Convert.ToBase64String(objectGuid.ToByteArray())}'"
        );
        var found = await GraphAsync($"users?$filter={anchor}&$count=true&$select={select}", isEventual: true);
        Assert.True(found.Status == 200, found.Text);
        return found.Json["value"]!.AsArray().SingleOrDefault()?.AsObject();
    }

    internal DirectoryEntry Entry(Guid objectGuid) => Directory.Engine.Current.Find(objectGuid)!;

    /// <summary>Changes the directory as another person.</summary>
    internal void Modify(Guid objectGuid, ModificationKind kind, string attribute, params string[] values) =>
        Directory.Engine.Apply(
            new DirectoryModification(
                objectGuid,
                [new AttributeModification(kind, attribute, [.. values.Select(v => new DirectoryValue(v))])]
            )
        );

    internal async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var message = request;
        using var response = await client.SendAsync(message);
        var octets = await response.Content.ReadAsByteArrayAsync();
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply((int)response.StatusCode, headers, octets);
    }
}

/// <summary>A response, read completely.</summary>
internal sealed record Reply(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Octets)
{
    public string Text => Encoding.UTF8.GetString(Octets);

    public JsonNode Json => JsonNode.Parse(Octets)!;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The code of Graph's error.</summary>
    public string? Code => (string?)Json["error"]?["code"];
}
