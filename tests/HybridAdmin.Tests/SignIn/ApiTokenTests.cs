using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Hosting;

namespace HybridAdmin.Tests.SignIn;

[Trait(Category.Name, Category.Slow)]
public sealed class ApiTokenTests
{
    private const string Token = "3f1c9ad00fb14cd08c1d5f2f9e6c7a42";

    private static readonly string Hash = Convert
        .ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Token)))
        .ToLowerInvariant();

    private static readonly string[] Settings =
    [
        "Api:Tokens:0:Name=script",
        "Api:Tokens:0:Role=Auditor",
        $"Api:Tokens:0:Sha256={Hash}",
    ];

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Get_WithoutValidToken_Is401WithCode(string? authorization)
    {
        await using var host = await ConsoleHost.StartAsync(Settings);

        var answer = await GetAsync(host, authorization);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal(
            "unauthorized",
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()
        );
    }

    [Fact]
    public async Task Get_TokenIsTheHashItself_Is401()
    {
        await using var host = await ConsoleHost.StartAsync(Settings);

        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(host, $"Bearer {Hash}")).StatusCode);
    }

    [Theory]
    [InlineData("2020-01-01", HttpStatusCode.Unauthorized)]
    [InlineData("2999-01-01", HttpStatusCode.OK)]
    public async Task Get_TokenWithAnEnd_IsValidUntilThen(string notAfter, HttpStatusCode expected)
    {
        await using var host = await ConsoleHost.StartAsync([.. Settings, $"Api:Tokens:0:NotAfter={notAfter}"]);

        Assert.Equal(expected, (await GetAsync(host, $"Bearer {Token}")).StatusCode);
    }

    [Fact]
    public async Task Get_ValidToken_ActsWithItsRole()
    {
        await using var host = await ConsoleHost.StartAsync(Settings);

        var answer = await GetAsync(host, $"bearer {Token}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Auditor", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithTheCookieOfAPerson_Is401()
    {
        await using var host = await ConsoleHost.StartAsync(Settings);
        using var visitor = host.Visit();
        await visitor.SignInAsync("Administrator");

        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Client.GetAsync("/api/v1/permissions")).StatusCode);
    }

    [Fact]
    public async Task Get_PageWithAToken_LeadsToTheSignIn()
    {
        await using var host = await ConsoleHost.StartAsync(Settings);

        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync(host, $"Bearer {Token}", "/")).StatusCode);
    }

    private static async Task<HttpResponseMessage> GetAsync(
        ConsoleHost host,
        string? authorization,
        string path = "/api/v1/permissions"
    )
    {
        using var visitor = host.Visit();
        if (authorization is not null)
            visitor.Client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(authorization);
        return await visitor.Client.GetAsync(path);
    }
}
