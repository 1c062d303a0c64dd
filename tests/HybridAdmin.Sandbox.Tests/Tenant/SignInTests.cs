using System.Text;
using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant;

namespace HybridAdmin.Sandbox.Tests.Tenant;

/// <summary>The token end point answers as Entra's does.</summary>
public sealed class SignInTests(TenantTestContext bench) : IClassFixture<TenantTestContext>
{
    [Theory]
    [InlineData("https://graph.microsoft.com/.default", "User.ReadWrite.All")]
    [InlineData("https://outlook.office365.com/.default", "Exchange.ManageAsApp")]
    public async Task Token_RightSecret_IsBearerWithRoles(string scope, string role)
    {
        var reply = await bench.TokenAsync(("scope", scope));

        Assert.Equal(200, reply.Status);
        Assert.Equal("Bearer", (string?)reply.Json["token_type"]);
        Assert.Equal(3599, (int)reply.Json["expires_in"]!);
        var payload = Payload((string)reply.Json["access_token"]!);
        Assert.Contains(role, payload["roles"]!.AsArray().Select(r => (string)r!));
        Assert.Equal(SimulatedTenant.TenantId.ToString(), (string?)payload["tid"]);
    }

    [Fact]
    public async Task Token_ForTheLoopbackRoots_IsIssuedToo()
    {
        Assert.Equal(200, (await bench.TokenAsync(("scope", $"{bench.Tenant.GraphEndpoint}.default"))).Status);
        Assert.Equal(200, (await bench.TokenAsync(("scope", $"{bench.Tenant.ExchangeEndpoint}.default"))).Status);
    }

    [Theory]
    [InlineData("client_secret", "wrong", 401, "invalid_client", 7000215)]
    [InlineData("client_secret", "", 401, "invalid_client", 7000218)]
    [InlineData("client_id", "00000000-0000-0000-0000-000000000001", 400, "unauthorized_client", 700016)]
    [InlineData("grant_type", "password", 400, "unsupported_grant_type", 70003)]
    [InlineData("scope", "https://graph.microsoft.com/User.Read.All", 400, "invalid_scope", 1002012)]
    [InlineData("scope", "https://elsewhere.example/.default", 400, "invalid_scope", 1002012)]
    public async Task Token_Wrong_IsRefusedInEntrasShape(string field, string value, int status, string error, int code)
    {
        var reply = await bench.TokenAsync((field, value));

        Assert.Equal(status, reply.Status);
        Assert.Equal(error, (string?)reply.Json["error"]);
        Assert.StartsWith($"AADSTS{code}: ", (string?)reply.Json["error_description"], StringComparison.Ordinal);
        Assert.Equal(code, (int)reply.Json["error_codes"]![0]!);
        Assert.All(
            new[] { "timestamp", "trace_id", "correlation_id", "error_uri" },
            m => Assert.NotNull(reply.Json[m])
        );
    }

    [Fact]
    public async Task Token_UnknownTenant_IsRefused()
    {
        var reply = await bench.SendAsync(
            new HttpRequestMessage(
                HttpMethod.Post,
                new Uri(bench.Tenant.LoginEndpoint, "/nobody.example/oauth2/v2.0/token")
            )
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]),
            }
        );

        Assert.Equal(400, reply.Status);
        Assert.Equal(90002, (int)reply.Json["error_codes"]![0]!);
    }

    [Theory]
    [InlineData("RS256", 300, null, 200)]
    [InlineData("PS256", 300, null, 200)]
    [InlineData("none", 300, null, 401)]
    [InlineData("RS256", -1, null, 401)]
    [InlineData("RS256", 300, "somebody-else", 401)]
    public async Task Token_Assertion_HasToBeWellFormed(string algorithm, int seconds, string? issuer, int status)
    {
        var client = SimulatedTenant.ClientId.ToString();
        var header = new JsonObject
        {
            ["alg"] = algorithm,
            ["typ"] = "JWT",
            ["x5t"] = "aGFzaC1vZi1hLWNlcnQ",
        };
        var payload = new JsonObject
        {
            ["aud"] = $"{bench.Tenant.LoginEndpoint}{SimulatedTenant.TenantId}/oauth2/v2.0/token",
            ["iss"] = issuer ?? client,
            ["sub"] = client,
            ["jti"] = Guid.NewGuid().ToString(),
            ["exp"] = bench.Clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds(),
        };
        var assertion =
            $"{Encode(header.ToJsonString())}.{Encode(payload.ToJsonString())}.{Encode(new string('s', 256))}";

        var reply = await bench.TokenAsync(
            ("client_secret", string.Empty),
            ("client_assertion", assertion),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        );

        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task Graph_TokenThatIsMissingOrForAnother_Is401()
    {
        var exchange = await bench.AccessAsync("https://outlook.office365.com/.default");

        foreach (var token in new[] { "rubbish", exchange, exchange[..^2] + "xx" })
        {
            var reply = await bench.GraphAsync("organization", token: token);

            Assert.Equal(401, reply.Status);
            Assert.Equal("InvalidAuthenticationToken", reply.Code);
            Assert.NotNull(reply.Header("WWW-Authenticate"));
        }
    }

    [Fact]
    public async Task Graph_TokenAfterItsEnd_Is401()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        var token = await own.Bench.AccessAsync("https://graph.microsoft.com/.default");
        Assert.Equal(200, (await own.Bench.GraphAsync("organization", token: token)).Status);

        own.Bench.Clock.Advance(TimeSpan.FromSeconds(3600));

        Assert.Equal("InvalidAuthenticationToken", (await own.Bench.GraphAsync("organization", token: token)).Code);
    }

    private static JsonNode Payload(string token)
    {
        var part = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonNode.Parse(Convert.FromBase64String(part.PadRight((part.Length + 3) / 4 * 4, '=')))!;
    }

    private static string Encode(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>A separate context for one test.</summary>
internal sealed class Own(TenantTestContext bench) : IAsyncDisposable
{
    public TenantTestContext Bench => bench;

    public ValueTask DisposeAsync() => new(bench.DisposeAsync());
}
