using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Tests.Api;

public sealed class AccessTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    public static TheoryData<string, string> Calls =>
        new()
        {
            { "GET", "recipients" },
            { "GET", $"recipients/{SandboxPeople.ZoeWeiss.Id}" },
            { "POST", $"recipients/{SandboxPeople.ZoeWeiss.Id}/preview" },
            { "PATCH", $"recipients/{SandboxPeople.ZoeWeiss.Id}" },
            { "GET", "audit" },
            { "GET", "audit/count" },
            { "GET", "audit/verify" },
            { "GET", "audit/export?format=csv" },
            { "GET", "audit/1" },
            { "POST", "audit/1/revert" },
            { "GET", "permissions" },
            { "GET", "nowhere" },
            { "DELETE", "recipients" },
        };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_WithoutGoodToken_IsUnauthorized(string method, string path)
    {
        foreach (
            var token in new[]
            {
                null,
                "",
                "wrong",
                ApiConsole.TokenOf("old"),
                ApiConsole.HashOf(ApiConsole.TokenOf("Administrator")),
            }
        )
        {
            var answer = await sandbox
                .With(token)
                .SendAsync(new HttpMethod(method), path, method == "GET" ? null : ApiCaller.Json(new { alias = "x" }));

            answer.Problem(HttpStatusCode.Unauthorized, "unauthorized");
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        }
    }

    [Theory]
    [InlineData(Role.Helpdesk, true, false)]
    [InlineData(Role.RecipientAdministrator, true, false)]
    [InlineData(Role.Auditor, true, true)]
    [InlineData(Role.Administrator, true, true)]
    public async Task Get_AuditByRole_FollowsTheMatrix(Role role, bool reads, bool verifies)
    {
        foreach (
            var (path, may) in new[]
            {
                ("audit", reads),
                ("audit/count", reads),
                ("audit/1", reads),
                ("audit/verify", verifies),
                ("audit/export?format=jsonl", verifies),
            }
        )
        {
            var answer = await sandbox.As(role).GetAsync(path);

            if (may)
                Assert.Equal(HttpStatusCode.OK, answer.Status);
            else
                answer.Problem(HttpStatusCode.Forbidden, "forbidden");
        }
    }

    [Theory]
    [InlineData(Role.Helpdesk)]
    [InlineData(Role.RecipientAdministrator)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task Permissions_OfTheCaller_AreThoseOfItsRole(Role role)
    {
        var answer = (await sandbox.As(role).GetAsync("permissions")).Ok();

        Assert.Equal(($"token:{role}", role.ToString()), (answer["actor"].Text(), answer["role"].Text()));
        Assert.Empty(answer["scope"].Texts());
        Assert.Equal(PermissionMatrix.Of(role).Select(p => p.ToString()), answer["permissions"].Texts());
    }

    [Fact]
    public async Task Permissions_OfAScopedToken_NameItsUnits()
    {
        var answer = (await sandbox.With(ApiConsole.TokenOf("berlin")).GetAsync("permissions")).Ok();

        Assert.Equal(["OU=Berlin,OU=Staff,DC=corp,DC=tailwind,DC=example"], answer["scope"].Texts());
    }

    [Theory]
    [InlineData("GET", "nowhere")]
    [InlineData("GET", "recipients/not-a-guid")]
    [InlineData("PATCH", "recipients/not-a-guid")]
    [InlineData("GET", "recipients/00000000-0000-0000-0000-000000000000/preview/more")]
    [InlineData("GET", "/api/v2/recipients")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/api/v1")]
    [InlineData("GET", "%2e%2e%2f%ff")]
    public async Task Call_UnknownPath_IsNotFound(string method, string path) =>
        (await sandbox.As(Role.Administrator).SendAsync(new HttpMethod(method), path)).Problem(
            HttpStatusCode.NotFound,
            "not-found"
        );

    [Theory]
    [InlineData("POST", "recipients", "GET")]
    [InlineData("DELETE", "recipients/7d0f6d3c-0000-0000-0000-000000000000", "GET, PATCH")]
    [InlineData("PUT", "recipients/7d0f6d3c-0000-0000-0000-000000000000", "GET, PATCH")]
    [InlineData("GET", "recipients/7d0f6d3c-0000-0000-0000-000000000000/preview", "POST")]
    [InlineData("DELETE", "audit", "GET")]
    [InlineData("DELETE", "audit/1", "GET")]
    [InlineData("POST", "audit/count", "GET")]
    [InlineData("POST", "audit/verify", "GET")]
    [InlineData("PUT", "audit/export", "GET")]
    [InlineData("GET", "audit/1/revert", "POST")]
    [InlineData("PATCH", "permissions", "GET")]
    public async Task Call_WrongMethod_NamesTheRightOnes(string method, string path, string allowed)
    {
        var answer = await sandbox.As(Role.Administrator).SendAsync(new HttpMethod(method), path);

        answer.Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(allowed, string.Join(", ", answer.ContentHeaders.Allow));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_WithoutToken_Answers(string path)
    {
        var answer = (await sandbox.With(null).GetAsync(path)).Ok();

        Assert.NotEmpty(answer["status"].Text());
    }
}
