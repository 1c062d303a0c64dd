using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Microsoft365.Http;
using HybridAdmin.Testing.Running;
using Microsoft.Kiota.Abstractions;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>Rules of the transport that must hold regardless of the SDK and the resilience library.</summary>
public sealed class TransportTests : IAsyncLifetime
{
    private const string Id = "aaaaaaaa-0000-0000-0000-000000000001";
    private const string Behavior = $"/v1.0/users/{Id}/onPremisesSyncBehavior";
    private const string Verify = "/v1.0/domains/new.example/verify";
    private TenantHarness rig = null!; // set before any test by InitializeAsync

    public async Task InitializeAsync() => rig = await TenantHarness.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    public static TheoryData<string, int> Writes
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var target in new[] { Behavior, Verify, "Set-Mailbox" })
            {
                foreach (var status in new[] { 429, 500, 502, 503, 504 })
                    cases.Add(target, status);
            }

            return cases;
        }
    }

    [Fact]
    public async Task SendAsync_Fault_IsMeasuredByServiceAndStatus()
    {
        using var calls = new MeasurementRecorder("hybridadmin.tenant.calls");
        rig.Stub.On(Behavior, 503, "");

        await rig.FaultAsync(() => WriteAsync(Behavior));

        Assert.Equal(["service=Microsoft Graph status=503"], calls.Tags);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task SendAsync_TransientFault_IsSentExactlyOnce(string target, int status)
    {
        rig.Stub.On(target, status, "", ("Retry-After", "1"));

        var fault = await rig.FaultAsync(() => WriteAsync(target));

        Assert.Equal((status, status != 429), (fault.Status, fault.OutcomeUnknown));
        Assert.Equal(1, rig.Stub.Count(target));
        Assert.Empty(rig.Time.Waits);
    }

    [Theory]
    [InlineData(Behavior)]
    [InlineData(Verify)]
    [InlineData("Set-Mailbox")]
    public async Task SendAsync_NoAnswerInTime_IsSentExactlyOnceAndUnknown(string target)
    {
        await rig.Graph.TokenAsync(CancellationToken.None);
        rig.Options.Timeout = TimeSpan.FromSeconds(2);
        rig.Stub.On(target, context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var fault = await rig.FaultAsync(() => WriteAsync(target));

        Assert.Equal((TenantFaultKind.Unreachable, true), (fault.Kind, fault.OutcomeUnknown));
        Assert.Equal("Microsoft 365 did not answer in time.", fault.Message);
        Assert.Equal(1, rig.Stub.Count(target));
    }

    [Fact]
    public async Task SendAsync_WriteToldToWaitLong_KeepsReadsBackAsWell()
    {
        rig.Stub.On(Verify, 429, "", ("Retry-After", "300"));
        await rig.FaultAsync(() => WriteAsync(Verify));

        var fault = await rig.FaultAsync(() => rig.GetAsync("users"));

        Assert.Equal((TenantFaultKind.Throttled, TimeSpan.FromSeconds(300)), (fault.Kind, fault.RetryAfter));
        Assert.Equal(0, rig.Stub.Count("/v1.0/users"));
    }

    [Fact]
    public async Task GetAsync_WaitsAddUpToMoreThanTheBound_EndsThere()
    {
        rig.Stub.On("/v1.0/users", 503, "", ("Retry-After", "25"));

        await rig.FaultAsync(() => rig.GetAsync("users"));

        Assert.Equal([TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(25)], rig.Time.Waits);
        Assert.Equal(3, rig.Stub.Count("/v1.0/users"));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_ToAnotherServer_IsNotFollowedAndIsAFault(int status)
    {
        await using var other = await StubTenant.StartAsync();
        foreach (var target in new[] { "/v1.0/users", Behavior, Verify, "Set-Mailbox" })
            rig.Stub.On(target, status, "", ("Location", $"{other.Root}/v1.0/users"));

        Assert.Equal(status, (await rig.FaultAsync(() => rig.GetAsync("users"))).Status);
        foreach (var target in new[] { Behavior, Verify, "Set-Mailbox" })
        {
            var fault = await rig.FaultAsync(() => WriteAsync(target));
            Assert.Equal((TenantFaultKind.Refused, status, false), (fault.Kind, fault.Status, fault.OutcomeUnknown));
        }

        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Delta_NextLinkToAnotherServer_IsNotFollowed()
    {
        await using var other = await StubTenant.StartAsync();
        rig.Stub.On("/v1.0/users/delta()", 200, $$"""{"value":[],"@odata.nextLink":"{{other.Root}}/p2"}""");

        var fault = await rig.FaultAsync(() =>
            rig.Graph.DeltaAsync(TenantRecipientKind.User, null, _ => { }, CancellationToken.None)
        );

        Assert.Equal(TenantFaultKind.Refused, fault.Kind);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Delta_StoredLinkToAnotherServer_IsNotFollowed()
    {
        await using var other = await StubTenant.StartAsync();

        var fault = await rig.FaultAsync(() =>
            rig.Graph.DeltaAsync(TenantRecipientKind.User, $"{other.Root}/d", _ => { }, CancellationToken.None)
        );

        Assert.Equal(TenantFaultKind.Refused, fault.Kind);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Request_BuiltForAnotherServer_IsRefusedBeforeATokenIsAskedFor()
    {
        await using var other = await StubTenant.StartAsync();
        var request = new RequestInformation { HttpMethod = Method.GET, URI = new Uri($"{other.Root}/v1.0/users") };

        var fault = await rig.FaultAsync(() => rig.Graph.ReadJsonAsync(request, CancellationToken.None));

        Assert.Equal(TenantFaultKind.Refused, fault.Kind);
        Assert.Empty(other.Requests);
        Assert.Empty(rig.Stub.Requests);
    }

    [Fact]
    public async Task Request_FirstPage_CarriesTheTokenToItsOwnServer()
    {
        rig.Stub.On("/v1.0/users", 200, """{"value":[]}""");

        await rig.ListAsync("users");

        Assert.Equal("Bearer opaque1", rig.Stub.Requests.Last().Headers["Authorization"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"value":[]}""")]
    [InlineData("""{"value":[{"displayName":"no id"}]}""")]
    [InlineData("""{"value":[{"id":"no guid"}]}""")]
    [InlineData("""{"value":{"id":7}}""")]
    [InlineData("[]")]
    [InlineData("7")]
    public async Task DescribeAsync_SuccessWithoutItsMembers_IsIncomplete(string body)
    {
        rig.Stub.On("/v1.0/organization", 200, body);

        var fault = await rig.FaultAsync(() => rig.Tenant.DescribeAsync(false, CancellationToken.None));

        Assert.Equal(TenantFaultKind.Unreachable, fault.Kind);
        Assert.Contains("not complete", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("displayName", "7")]
    [InlineData("onPremisesSyncEnabled", "\"perhaps\"")]
    [InlineData("onPremisesLastSyncDateTime", "\"yesterday\"")]
    [InlineData("verifiedDomains", "\"none\"")]
    [InlineData("verifiedDomains", "[7,null,{}]")]
    public async Task DescribeAsync_MemberOfAnotherType_IsAbsentOrAFault(string member, string value)
    {
        rig.Stub.On("/v1.0/organization", 200, $$"""{"value":[{"id":"{{StubTenant.Id}}","{{member}}":{{value}}}]}""");

        try
        {
            var tenant = await rig.Tenant.DescribeAsync(false, CancellationToken.None);
            Assert.Equal(StubTenant.Id, tenant.TenantId.ToString());
        }
        catch (TenantFault fault)
        {
            Assert.Equal(TenantFaultKind.Unreachable, fault.Kind);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"id":"aaaaaaaa-0000-0000-0000-000000000002"}""")]
    public async Task ReadAsync_SuccessWithoutTheObject_IsIncompleteAndNotAbsent(string body)
    {
        rig.Stub.On($"/v1.0/users/{Id}", 200, body);

        var fault = await rig.FaultAsync(() =>
            rig.Tenant.ReadAsync(TenantRecipientKind.User, Guid.Parse(Id), CancellationToken.None)
        );

        Assert.Contains("not complete", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"isVerified":null}""")]
    public async Task ReadValuesAsync_DomainWithoutItsFlag_IsIncompleteAndNotAbsent(string body)
    {
        rig.Stub.On("/v1.0/domains/new.example", 200, body);

        var fault = await rig.FaultAsync(() =>
            rig.Tenant.ReadValuesAsync(new TenantTarget(TenantTargetKind.Domain, "new.example"), default)
        );

        Assert.Contains("not complete", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_NothingAnswersForLong_IsNotAskedForAWhileAndThenAgain()
    {
        await rig.Graph.TokenAsync(CancellationToken.None);
        rig.Options.Timeout = TimeSpan.FromMilliseconds(60);
        for (var i = 0; i < TenantResilience.LostUntilOpen; i++)
            rig.Stub.On("/v1.0/users", context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        rig.Stub.On("/v1.0/users", 200, """{"value":[]}""").On(Verify, 204, "");
        for (var call = 0; call < TenantResilience.LostUntilOpen / TenantRetry.Attempts; call++)
            await rig.FaultAsync(() => rig.GetAsync("users"));
        rig.Options.Timeout = TimeSpan.FromSeconds(10);

        var read = await rig.FaultAsync(() => rig.GetAsync("users"));
        var write = await rig.FaultAsync(() => WriteAsync(Verify));

        Assert.Equal((TenantFaultKind.Unreachable, false), (read.Kind, read.OutcomeUnknown));
        Assert.Equal((TenantFaultKind.Unreachable, false), (write.Kind, write.OutcomeUnknown));
        Assert.Equal(TenantResilience.LostUntilOpen, rig.Stub.Count("/v1.0/users"));
        Assert.Equal(0, rig.Stub.Count(Verify));
        rig.Time.Now += TimeSpan.FromSeconds(6);
        await rig.GetAsync("users");
        await WriteAsync(Verify);
    }

    [Fact]
    public async Task GetAsync_RefusedForEver_DoesNotOpenTheCircuit()
    {
        rig.Stub.On("/v1.0/users", 503, "");

        for (var call = 0; call < 6; call++)
            Assert.Equal(503, (await rig.FaultAsync(() => rig.GetAsync("users"))).Status);
    }

    private Task WriteAsync(string target) =>
        ((ITenantWriter)rig.Tenant).SendAsync(
            target switch
            {
                Behavior => new GraphWrite(
                    new TenantTarget(TenantTargetKind.UserSyncBehavior, Id),
                    "PATCH",
                    Behavior,
                    ExchangeOnlineProperties.IsCloudManaged,
                    true
                ),
                Verify => new GraphWrite(
                    new TenantTarget(TenantTargetKind.Domain, "new.example"),
                    "POST",
                    Verify,
                    null
                ),
                _ => new CmdletWrite(
                    new TenantTarget(TenantTargetKind.Mailbox, Id),
                    new Cmdlet("Set-Mailbox", [new("Identity", Id), new("Alias", "a")])
                ),
            },
            CancellationToken.None
        );
}
