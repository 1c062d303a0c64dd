using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Graph;

namespace HybridAdmin.Microsoft365.Tests;

public sealed class GraphClientTests
{
    private const string One = """{"value":[{"id":"a"}]}""";

    [Fact]
    public async Task ListAsync_PagesOneOfThemEmpty_AreFollowedToTheEndWithTheSameHeaders()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/users", 200, """{"value":[{"id":"a"}],"@odata.nextLink":"{root}/p2"}""")
            .On("/p2", 200, """{"value":[],"@odata.nextLink":"{root}/p3"}""")
            .On("/p3", 200, """{"value":[{"id":"b"}]}""");

        var found = await rig.ListAsync("users?$select=id", isAdvanced: true);

        Assert.Equal(2, found.Count);
        Assert.All(
            rig.Stub.Requests.Where(r => r.Method == "GET"),
            r => Assert.Equal("eventual", r.Headers["ConsistencyLevel"])
        );
        Assert.All(
            rig.Stub.Requests.Where(r => r.Method == "GET"),
            r => Assert.True(Guid.TryParse(r.Headers["client-request-id"], out _))
        );
    }

    [Theory]
    [InlineData(429, "7")]
    [InlineData(503, "7")]
    [InlineData(504, null)]
    [InlineData(429, null)]
    public async Task GetAsync_BusyThenFine_WaitsAsAskedAndRepeats(int status, string? retryAfter)
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/organization", status, "", retryAfter is null ? [] : [("Retry-After", retryAfter)])
            .On("/v1.0/organization", 200, One);

        await rig.GetAsync("organization?$select=id");

        var wait = Assert.Single(rig.Time.Waits);
        if (retryAfter is not null)
            Assert.Equal(TimeSpan.FromSeconds(7), wait);
        else
            Assert.InRange(wait.TotalSeconds, 0.4, 1.6);
    }

    [Fact]
    public async Task GetAsync_BusyUntilATime_WaitsUntilThen()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/organization", 429, "", ("Retry-After", rig.Time.Now.AddSeconds(20).ToString("R")))
            .On("/v1.0/organization", 200, One);

        await rig.GetAsync("organization");

        Assert.InRange(Assert.Single(rig.Time.Waits).TotalSeconds, 18.5, 20.5);
    }

    [Fact]
    public async Task GetAsync_AskedToWaitTooLong_FailsAtOnceAndKeepsTheWait()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/organization", 429, "", ("Retry-After", "3600"));

        var fault = await rig.FaultAsync(() => rig.GetAsync("organization"));

        Assert.Equal((TenantFaultKind.Throttled, TimeSpan.FromHours(1)), (fault.Kind, fault.RetryAfter));
        Assert.Empty(rig.Time.Waits);
    }

    [Fact]
    public async Task GetAsync_AskedForALongSilence_KeepsItForEveryCallAndThenAsksAgain()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/organization", 429, "", ("Retry-After", "300")).On("/v1.0/organization", 200, One);
        await rig.FaultAsync(() => rig.GetAsync("organization"));

        rig.Time.Now += TimeSpan.FromSeconds(100);
        var fault = await rig.FaultAsync(() => rig.GetAsync("users"));

        Assert.Equal(
            (TenantFaultKind.Throttled, TimeSpan.FromSeconds(200), false),
            (fault.Kind, fault.RetryAfter, fault.OutcomeUnknown)
        );
        Assert.Equal(0, rig.Stub.Count("/v1.0/users"));
        rig.Time.Now += TimeSpan.FromSeconds(201);
        await rig.GetAsync("organization");
    }

    [Fact]
    public async Task GetAsync_BusyForEver_GivesUpAfterFiveAttempts()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/organization", 503, "");

        var fault = await rig.FaultAsync(() => rig.GetAsync("organization"));

        Assert.Equal(TenantFaultKind.Throttled, fault.Kind);
        Assert.Equal(5, rig.Stub.Count("/v1.0/organization"));
    }

    [Fact]
    public async Task GetAsync_TokenRefusedOnce_IsRenewedOnce()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/organization", 401, """{"error":{"code":"InvalidAuthenticationToken"}}""")
            .On("/v1.0/organization", 200, One);

        await rig.GetAsync("organization");

        var sent = rig
            .Stub.Requests.Where(r => r.Path == "/v1.0/organization")
            .Select(r => r.Headers["Authorization"])
            .ToArray();
        Assert.Equal(["Bearer opaque1", "Bearer opaque2"], sent);
    }

    [Fact]
    public async Task GetAsync_TokenRefusedForEver_IsDeniedAfterOneRenewal()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/organization", 401, """{"error":{"code":"InvalidAuthenticationToken"}}""");

        var fault = await rig.FaultAsync(() => rig.GetAsync("organization"));

        Assert.Equal(
            (TenantFaultKind.Denied, "InvalidAuthenticationToken", true),
            (fault.Kind, fault.Code, fault.IsSignInRefused)
        );
        Assert.Equal(2, rig.Stub.Count("/v1.0/organization"));
    }

    [Theory]
    [InlineData(
        403,
        """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges"}}""",
        TenantFaultKind.Denied,
        "Authorization_RequestDenied"
    )]
    [InlineData(403, "", TenantFaultKind.Denied, null)]
    [InlineData(403, "\0\0\0", TenantFaultKind.Denied, null)]
    [InlineData(
        404,
        """{"error":{"code":"Request_ResourceNotFound"}}""",
        TenantFaultKind.NotFound,
        "Request_ResourceNotFound"
    )]
    [InlineData(
        400,
        """{"error":{"code":"Request_UnsupportedQuery","message":"no"}}""",
        TenantFaultKind.Refused,
        "Request_UnsupportedQuery"
    )]
    [InlineData(409, "[]", TenantFaultKind.Conflict, null)]
    [InlineData(500, "<html>", TenantFaultKind.Unreachable, null)]
    [InlineData(302, "", TenantFaultKind.Refused, null)]
    public async Task GetAsync_Refusal_IsAFaultWithTheServersCodeAndNotRepeated(
        int status,
        string body,
        TenantFaultKind kind,
        string? code
    )
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/organization", status, body, ("Location", "http://127.0.0.1:1/"));

        var fault = await rig.FaultAsync(() => rig.GetAsync("organization"));

        Assert.Equal((kind, code, status), (fault.Kind, fault.Code, fault.Status));
        Assert.NotNull(fault.RequestId);
        Assert.Equal(1, rig.Stub.Count("/v1.0/organization"));
    }

    [Fact]
    public async Task ListAsync_HalfAPage_IsReadAgain()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.Half("/v1.0/users", """{"value":[{"id":"a"},""")
            .On("/v1.0/users", 200, """{"value":[{"id":"a"}""")
            .On("/v1.0/users", 200, One);

        Assert.Single(await rig.ListAsync("users"));
        Assert.Equal(3, rig.Stub.Count("/v1.0/users"));
    }

    [Fact]
    public async Task ListAsync_SlowPage_TimesOutAndIsBounded()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Options.Timeout = TimeSpan.FromMilliseconds(150);
        rig.Stub.On("/v1.0/users", async context => await Task.Delay(Timeout.Infinite, context.RequestAborted));
        await rig.Graph.TokenAsync(CancellationToken.None);

        var fault = await rig.FaultAsync(() => rig.ListAsync("users"));

        Assert.Equal((TenantFaultKind.Unreachable, false), (fault.Kind, fault.OutcomeUnknown));
        Assert.Equal(5, rig.Stub.Count("/v1.0/users"));
    }

    [Theory]
    [InlineData("""{"value":[],"@odata.nextLink":"https://evil.example/steal"}""", TenantFaultKind.Refused)]
    [InlineData("""{"value":[],"@odata.nextLink":"{root}/v1.0/users"}""", TenantFaultKind.Unreachable)]
    [InlineData("""{"items":[]}""", TenantFaultKind.Unreachable)]
    [InlineData("[]", TenantFaultKind.Unreachable)]
    public async Task ListAsync_PageThatLeadsAstray_EndsTheList(string body, TenantFaultKind kind)
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/users", 200, body);

        Assert.Equal(kind, (await rig.FaultAsync(() => rig.ListAsync("users"))).Kind);
    }

    [Fact]
    public async Task GetAsync_NobodyListens_IsUnreachable()
    {
        await using var rig = await TenantHarness.StartAsync();
        await rig.Graph.TokenAsync(CancellationToken.None);
        await rig.Stub.DisposeAsync();

        Assert.Equal(TenantFaultKind.Unreachable, (await rig.FaultAsync(() => rig.GetAsync("organization"))).Kind);
    }

    [Fact]
    public async Task GetAsync_Cancelled_IsNoFault()
    {
        await using var rig = await TenantHarness.StartAsync();
        using var cancelled = new CancellationTokenSource();
        rig.Stub.On(
            "/v1.0/organization",
            async context =>
            {
                await cancelled.CancelAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.GetAsync("organization", cancelled.Token));
    }

    [Fact]
    public async Task Log_Calls_HoldRequestIdsAndNeitherTokensNorQueries()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On(
            "/v1.0/users",
            403,
            """{"error":{"code":"Authorization_RequestDenied","message":"about anna@contoso.example"}}""",
            ("request-id", "abc-123")
        );

        var fault = await rig.FaultAsync(() =>
            rig.ListAsync($"users?$filter=mail eq {GraphClient.Quote("anna@contoso.example")}")
        );

        var text = string.Join('\n', rig.Lines);
        Assert.Contains(fault.RequestId!, text, StringComparison.Ordinal);
        Assert.Contains("abc-123", text, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", text, StringComparison.Ordinal);
        Assert.DoesNotContain("opaque", text, StringComparison.Ordinal);
        Assert.Contains("'anna@contoso.example'", rig.Stub.Requests.Last().Query, StringComparison.Ordinal);
    }
}
