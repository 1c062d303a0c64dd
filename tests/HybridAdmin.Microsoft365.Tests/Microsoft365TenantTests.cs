using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Microsoft365.Tests;

public sealed class Microsoft365TenantTests
{
    private const string Organization =
        $$"""{"value":[{"id":"{{StubTenant.Id}}","displayName":"Contoso","onPremisesSyncEnabled":true,"onPremisesLastSyncDateTime":"2026-11-21T10:00:00Z","verifiedDomains":[{"name":"Contoso.example"},{"name":"contoso.onmicrosoft.com","isInitial":true},{"name":"contoso.mail.onmicrosoft.com"}]}]}""";

    [Fact]
    public async Task DescribeAsync_Organization_IsReadAndKept()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/organization", 200, Organization);

        var tenant = await rig.Tenant.DescribeAsync(false, CancellationToken.None);
        await rig.Tenant.DescribeAsync(false, CancellationToken.None);

        Assert.Equal(
            ("Contoso", "contoso.onmicrosoft.com", "contoso.mail.onmicrosoft.com", true),
            (tenant.DisplayName, tenant.InitialDomain, tenant.RoutingDomain, tenant.OnPremisesSyncEnabled)
        );
        Assert.Equal(
            ["contoso.example", "contoso.onmicrosoft.com", "contoso.mail.onmicrosoft.com"],
            tenant.VerifiedDomains
        );
        Assert.Equal(1, rig.Stub.Count("/v1.0/organization"));
        Assert.Equal(TenantState.Reachable, rig.Tenant.Status.State);
    }

    [Fact]
    public async Task DescribeAsync_KeptWhileTheTenantIsAway_DoesNotMakeItReachable()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/organization", 200, Organization).On("/v1.0/users", 500, "");
        await rig.Tenant.DescribeAsync(false, CancellationToken.None);
        await rig.FaultAsync(() => rig.Tenant.FindByAddressAsync("anna@contoso.example", CancellationToken.None));
        var away = rig.Tenant.Status;

        await rig.Tenant.DescribeAsync(false, CancellationToken.None);

        Assert.Equal((TenantState.Problem, away.Since), (rig.Tenant.Status.State, rig.Tenant.Status.Since));
    }

    [Fact]
    public async Task DescribeAsync_SilenceThatSomebodyGaveUpOn_IsAProblemOfTheConnection()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/organization", context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var patience = new CancellationTokenSource(TenantTimeout.WhileAway + TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Tenant.DescribeAsync(false, patience.Token));

        Assert.Equal(TenantState.Problem, rig.Tenant.Status.State);
        Assert.Equal("Microsoft 365 did not answer within 3 seconds.", rig.Tenant.Status.Problem!.Message);
    }

    [Fact]
    public async Task DescribeAsync_SignInRefused_IsAProblemOfTheConnection()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On(
            $"/{StubTenant.Id}/oauth2/v2.0/token",
            401,
            """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret."}"""
        );

        var fault = await rig.FaultAsync(() => rig.Tenant.DescribeAsync(false, CancellationToken.None));

        Assert.Equal((TenantFaultKind.Denied, "AADSTS7000215", true), (fault.Kind, fault.Code, fault.IsSignInRefused));
        Assert.Equal(TenantState.Problem, rig.Tenant.Status.State);
    }

    [Fact]
    public async Task ReadCapabilitiesAsync_RolesInTheToken_NameEachMissingPermission()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.Roles = "\"User.ReadWrite.All\",\"Domain.Read.All\"";
        rig.Stub.On("*", 200, """{"value":[{"exportedCmdlets":["Get-Recipient","Get-AcceptedDomain"]}]}""");

        var found = (await rig.Tenant.ReadCapabilitiesAsync(false, CancellationToken.None)).ToDictionary(c =>
            c.Operation
        );

        Assert.Equal(Enum.GetValues<TenantOperation>().Order(), found.Keys.Order());
        Assert.True(found[TenantOperation.ReadUsers].IsAvailable);
        Assert.Equal(
            "Microsoft Graph application permission Domain.ReadWrite.All",
            found[TenantOperation.ManageDomains].Missing
        );
        Assert.False(found[TenantOperation.ReadSynchronizationSettings].IsAvailable);
        Assert.True(found[TenantOperation.ReadExchangeRecipients].IsAvailable);
        Assert.Contains(
            "Set-Mailbox",
            found[TenantOperation.WriteExchangeRecipients].Missing,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ReadCapabilitiesAsync_OpaqueToken_TriesReadsAndNeverWrites()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/users", 200, """{"value":[]}""").On("/v1.0/groups", 403, "").On("Get-Recipient", 403, "");

        var found = (await rig.Tenant.ReadCapabilitiesAsync(false, CancellationToken.None)).ToDictionary(c =>
            c.Operation
        );

        Assert.Equal(
            (true, false, null),
            (
                found[TenantOperation.ReadUsers].IsAvailable,
                found[TenantOperation.ReadGroups].IsAvailable,
                found[TenantOperation.ManageDomains].IsAvailable
            )
        );
        Assert.Equal(
            (false, null),
            (
                found[TenantOperation.ReadExchangeRecipients].IsAvailable,
                found[TenantOperation.WriteExchangeRecipients].IsAvailable
            )
        );
        Assert.DoesNotContain(
            rig.Stub.Requests,
            r => r.Body.Contains("Set-", StringComparison.Ordinal) || r.Body.Contains("New-", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task FindByImmutableIdAsync_FilterIgnoredByTheService_GivesOnlyTheRightOne()
    {
        await using var rig = await TenantHarness.StartAsync();
        Assert.True(ImmutableId.TryParse("MyIRAFVEd2aImaq7zN3u/w==", out var id));
        rig.Stub.On(
            "/v1.0/users",
            200,
            """{"value":[{"id":"aaaaaaaa-0000-0000-0000-000000000001","onPremisesImmutableId":"other"},{"id":"aaaaaaaa-0000-0000-0000-000000000002","onPremisesSyncEnabled":true,"onPremisesImmutableId":"MyIRAFVEd2aImaq7zN3u/w=="}]}"""
        );
        rig.Stub.On("Get-Mailbox", 403, "").On("Get-Recipient", 400, """{"error":{"code":"NotFound"}}""");

        var found = await rig.Tenant.FindByImmutableIdAsync(id, CancellationToken.None);

        Assert.Equal(Guid.Parse("aaaaaaaa-0000-0000-0000-000000000002"), found?.Id);
        Assert.Null(found?.Exchange);
        var asked = rig.Stub.Requests.First(r => r.Path == "/v1.0/users");
        Assert.Equal("eventual", asked.Headers["ConsistencyLevel"]);
        Assert.Contains("$count=true", asked.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindByAddressAsync_AllKindsAndExchange_AreAsked()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/users", 200, """{"value":[]}""").On("/v1.0/contacts", 200, """{"value":[]}""");
        rig.Stub.On(
            "/v1.0/groups",
            200,
            """{"value":[{"id":"aaaaaaaa-0000-0000-0000-000000000001","mail":"info@c.example"}]}"""
        );
        rig.Stub.On(
            "Get-Recipient",
            200,
            """{"value":[{"Guid":"bbbbbbbb-0000-0000-0000-000000000001","PrimarySmtpAddress":"info@c.example"}]}"""
        );

        var found = await rig.Tenant.FindByAddressAsync("info@c.example", CancellationToken.None);

        Assert.Equal([TenantRecipientKind.Group, TenantRecipientKind.ExchangeOnly], found.Select(f => f.Kind));
    }

    [Fact]
    public async Task ListRemoteDomainsAsync_TnefHasThreeValues()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On(
            "Get-RemoteDomain",
            200,
            """{"value":[{"DomainName":"*","TNEFEnabled":null},{"DomainName":"a.example","TNEFEnabled":false},{"DomainName":"b.example","TNEFEnabled":true},{"NoName":1}]}"""
        );

        Assert.Equal(
            [null, false, true],
            (await rig.Tenant.ListRemoteDomainsAsync(CancellationToken.None)).Select(d => d.TNEFEnabled)
        );
    }

    [Fact]
    public async Task ReadAsync_ObjectGone_IsNull()
    {
        await using var rig = await TenantHarness.StartAsync();

        Assert.Null(await rig.Tenant.ReadAsync(TenantRecipientKind.User, Guid.NewGuid(), CancellationToken.None));
        Assert.Equal(TenantState.Reachable, rig.Tenant.Status.State);
    }
}
