using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Microsoft365.Tests;

public sealed class ExchangeCmdletClientTests
{
    private const string NotFound =
        """{"error":{"code":"BadRequest","message":"Error executing cmdlet","details":[{"code":"Context","target":"","message":"Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The operation couldn't be performed."}],"innererror":{"stacktrace":"at X"}}}""";
    private const string Synced =
        """{"error":{"code":"BadRequest","details":[{"message":"Ex|Microsoft.X.DataException|The action 'Set-Mailbox', 'EmailAddresses', can't be performed on the object because it is out of the current user's write scope: the object is being synchronized from your on-premises organization."}]}}""";

    [Fact]
    public async Task InvokeAsync_Pages_SendsTheSameBodyToTheNextLink()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On(
                "Get-Recipient",
                200,
                """{"@adminapi.warnings":[],"value":[{"Guid":"x","WhenChanged@data.type":"System.DateTime"}],"@odata.nextLink":"{root}/adminapi/beta/t/InvokeCommand?$skiptoken=2"}"""
            )
            .On("Get-Recipient", 200, """{"value":[]}""");

        Assert.Single(await rig.InvokeAsync("Get-Recipient", ("ResultSize", "Unlimited")));

        var calls = rig.Stub.Requests.Where(r => r.Path.Contains("InvokeCommand", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, calls.Length);
        Assert.Equal(calls[0].Body, calls[1].Body);
        Assert.Equal(
            """{"CmdletInput":{"CmdletName":"Get-Recipient","Parameters":{"ResultSize":"Unlimited"}}}""",
            calls[0].Body
        );
        Assert.All(
            calls,
            c =>
                Assert.Equal(
                    $"APP:SystemMailbox{{bb558c35-97f1-4cb9-8ff7-d53741dc928c}}@{StubTenant.Id}",
                    c.Headers["X-AnchorMailbox"]
                )
        );
        Assert.All(calls, c => Assert.Equal("odata.maxpagesize=1000", c.Headers["Prefer"]));
    }

    [Theory]
    [InlineData(400, NotFound, TenantFaultKind.NotFound, "ManagementObjectNotFoundException")]
    [InlineData(400, Synced, TenantFaultKind.Refused, "DataException")]
    [InlineData(
        400,
        """{"error":{"code":"BadRequest","message":"A parameter cannot be found that matches parameter name 'X'."}}""",
        TenantFaultKind.Denied,
        "BadRequest"
    )]
    [InlineData(400, "", TenantFaultKind.Refused, null)]
    [InlineData(403, "", TenantFaultKind.Denied, null)]
    [InlineData(403, "\0\0", TenantFaultKind.Denied, null)]
    [InlineData(404, "", TenantFaultKind.NotFound, null)]
    public async Task InvokeAsync_Error_IsClassified(int status, string body, TenantFaultKind kind, string? code)
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("Get-Mailbox", status, body);

        var fault = await rig.FaultAsync(() => rig.InvokeAsync("Get-Mailbox"));

        Assert.Equal((kind, code), (fault.Kind, fault.Code));
        Assert.DoesNotContain("at X", fault.ServerText ?? string.Empty, StringComparison.Ordinal);
        Assert.Equal(1, rig.Stub.Count("Get-Mailbox"));
    }

    [Fact]
    public async Task InvokeAsync_TransientInSpiteOf400_IsRepeated()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On(
                "Get-Mailbox",
                400,
                """{"error":{"details":[{"message":"E|Microsoft.Exchange.Data.Storage.ServerBusyException|busy"}]}}"""
            )
            .On("Get-Mailbox", 200, """{"value":[{}]}""");

        Assert.Single(await rig.InvokeAsync("Get-Mailbox"));
        Assert.Single(rig.Time.Waits);
    }

    [Theory]
    [InlineData(429, false)]
    [InlineData(503, true)]
    [InlineData(500, true)]
    [InlineData(400, false)]
    public async Task InvokeAsync_WriteRefused_IsNeverRepeated(int status, bool isUnknown)
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("Set-Mailbox", status, "", ("Retry-After", "1"));

        var fault = await rig.FaultAsync(() => rig.InvokeAsync("Set-Mailbox", ("Identity", "a")));

        Assert.Equal(isUnknown, fault.OutcomeUnknown);
        Assert.Equal(1, rig.Stub.Count("Set-Mailbox"));
    }

    [Fact]
    public async Task InvokeAsync_AnswerOfAWriteLost_IsUnknownAndNotRepeated()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.Half("Set-Mailbox", """{"val""");

        Assert.True((await rig.FaultAsync(() => rig.InvokeAsync("Set-Mailbox"))).OutcomeUnknown);
        Assert.Equal(1, rig.Stub.Count("Set-Mailbox"));
    }

    [Fact]
    public async Task InvokeAsync_WriteThatWasNeverSent_IsKnownNotToHaveHappened()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("Get-Mailbox", 200, """{"value":[]}""", ("Connection", "close"));
        await rig.InvokeAsync("Get-Mailbox");
        await rig.Stub.DisposeAsync();

        Assert.False((await rig.FaultAsync(() => rig.InvokeAsync("Set-Mailbox"))).OutcomeUnknown);
    }

    [Fact]
    public async Task ListAvailableAsync_EndPointGone_IsUnknown()
    {
        await using var rig = await TenantHarness.StartAsync();

        Assert.Null(await rig.Exchange.ListAvailableAsync(CancellationToken.None));
    }
}
