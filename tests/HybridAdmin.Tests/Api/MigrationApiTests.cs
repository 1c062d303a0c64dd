using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;

namespace HybridAdmin.Tests.Api;

/// <summary>Migration over the API, on the sandbox's tenant.</summary>
public sealed class MigrationApiTests(SandboxApi api) : IClassFixture<SandboxApi>
{
    private static Task<ApiAnswer> PostAsync(ApiCaller caller, string path, object? body = null) =>
        caller.SendAsync(HttpMethod.Post, $"migration/batches{path}", body is null ? null : ApiCaller.Json(body));

    [Fact]
    public async Task List_SeededBatches_HaveKindStateAndCounts()
    {
        var answer = (await api.As(Role.Helpdesk).GetAsync("migration/batches")).Ok();

        var first = answer["items"]!.AsArray().Single(b => b!["name"].Text() == "Brightwater wave 2")!;
        Assert.Equal(
            ("Onboarding", "SyncedwithErrors", 3, 1),
            (
                first["type"].Text(),
                first["status"].Text(),
                first["totalCount"]!.GetValue<int>(),
                first["failedCount"]!.GetValue<int>()
            )
        );
        Assert.Equal(["start", "complete"], first["actions"].Texts());
        var users = (await api.As(Role.Auditor).GetAsync($"migration/batches/{first["id"].Text()}")).Ok()[
            "users"
        ]!.AsArray();
        Assert.Contains(
            "verify the domain",
            users.Single(u => u!["status"].Text() == "Failed")!["advice"].Text(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Life_PreviewCreateStartStop_IsRecordedAndRefusedWhereTheStateSays()
    {
        var administrator = api.As(Role.RecipientAdministrator);
        var batch = new
        {
            name = "API wave",
            type = "Onboarding",
            endpoint = "Hybrid Migration Endpoint - Brightwater",
            csv = "EmailAddress\nisla.abernethy@brightwater.test\n",
            reason = "INC-7",
        };

        var plan = (await PostAsync(administrator, "/preview", batch)).Ok();
        Assert.DoesNotContain(plan["findings"]!.AsArray(), f => f!["severity"].Text() == "error");
        Assert.StartsWith("New-MigrationBatch -Name 'API wave'", plan["cmdlet"].Text(), StringComparison.Ordinal);

        var change = (await PostAsync(administrator, string.Empty, batch)).Ok()["changeId"]!.GetValue<long>();
        (await PostAsync(administrator, string.Empty, batch)).Problem(HttpStatusCode.Conflict, "invalid-state");
        (await PostAsync(administrator, "/API wave/complete")).Problem(HttpStatusCode.Conflict, "invalid-state");
        (await PostAsync(administrator, "/API wave/start")).Ok();
        (await PostAsync(administrator, "/API wave/stop", new { reason = "INC-8" })).Ok();
        (await PostAsync(administrator, "/No such/start")).Problem(HttpStatusCode.NotFound, "not-found");

        var record = (await api.Console.Audit.FindAsync(change, CancellationToken.None))!;
        Assert.Equal(
            (AuditAction.MigrationBatchCreated, AuditOutcome.Applied, "API wave", "INC-7"),
            (record.Action, record.Outcome!.Value, record.TargetName, record.Reason)
        );
        (await administrator.RevertAsync(change)).Problem(HttpStatusCode.Conflict, "not-revertible");
    }

    [Fact]
    public async Task Preview_PeopleWhoAreNotReady_AreNamedByRowAndIdentity()
    {
        var body = new
        {
            name = "Findings",
            csv = "EmailAddress\nnobody@tailwind.example\ntom.fairweather@brightwater.test\njude.hollingworth@brightwater.test\nzoe.weiss@tailwind.example\n",
            endpoint = "Hybrid Migration Endpoint - Brightwater",
        };

        var findings = (await PostAsync(api.As(Role.Administrator), "/preview", body)).Ok()["findings"]!.AsArray();

        string Of(int row) =>
            string.Join(
                ' ',
                findings
                    .Where(f => f!["row"]?.GetValue<int>() == row && f["severity"].Text() == "error")
                    .Select(f => f!["code"].Text())
                    .Distinct()
            );
        Assert.Equal("unknown-person", Of(2));
        Assert.Contains("proxy-domain-not-accepted", Of(3), StringComparison.Ordinal);
        Assert.Equal("routing-address-missing", Of(4));
        Assert.NotEmpty(Of(5));
        Assert.Equal(
            "tom.fairweather@brightwater.test",
            findings.First(f => f!["row"]?.GetValue<int>() == 3)!["identity"].Text()
        );
    }

    [Theory]
    [InlineData("""{"name":"x","type":"Teleport"}""", "type")]
    [InlineData("""{"name":"x","type":"3"}""", "type")]
    [InlineData("""{"name":"x","startAfter":"2026-12-01T20:00:00"}""", "startAfter")]
    [InlineData("""{"name":"x","csv":"EmailAddress","identities":["a@tailwind.example"]}""", "identities")]
    [InlineData("""{"name":"x","colour":"red"}""", "colour")]
    public async Task Create_BadMember_IsInvalid(string body, string member) =>
        Assert.NotNull(
            (await PostAsync(api.As(Role.Administrator), string.Empty, body)).Problem(
                HttpStatusCode.UnprocessableEntity,
                "invalid"
            )["errors"]![member]
        );

    [Fact]
    public async Task Write_Helpdesk_IsForbiddenAndRecorded()
    {
        var before = await api.Console.CountRecordsAsync();

        (await PostAsync(api.As(Role.Helpdesk), "/Stellaria mail/remove")).Problem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );

        Assert.Equal(before + 1, await api.Console.CountRecordsAsync());
    }
}
