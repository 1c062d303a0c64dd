using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>The adapter satisfies the contract of tenants over HTTP.</summary>
public sealed class Microsoft365TenantContractTests : TenantContract, IAsyncLifetime
{
    private const string Anna =
        """{"id":"aaaaaaaa-0000-0000-0000-000000000001","userPrincipalName":"anna@c.example","proxyAddresses":["SMTP:Anna@c.example"],"onPremisesSyncEnabled":true,"onPremisesImmutableId":"MyIRAFVEd2aImaq7zN3u/w=="}""";
    private TenantHarness rig = null!; // set before any test by InitializeAsync

    public async Task InitializeAsync()
    {
        rig = await TenantHarness.StartAsync();
        rig.Stub.Roles = "\"User.Read.All\"";
        rig.Stub.On(
            "/v1.0/organization",
            200,
            $$"""{"value":[{"id":"{{StubTenant.Id}}","verifiedDomains":[{"name":"Contoso.onmicrosoft.com","isInitial":true}]}]}"""
        );
        rig.Stub.On(
            "/v1.0/domains",
            200,
            """{"value":[{"id":"Contoso.onmicrosoft.com","isInitial":true},{"id":"c.example","isVerified":true}]}"""
        );
        rig.Stub.On("/v1.0/users/aaaaaaaa-0000-0000-0000-000000000001", 200, Anna)
            .On("/v1.0/users", 200, $$"""{"value":[{{Anna}}]}""");
        rig.Stub.On("/v1.0/users/delta()", 200, $$"""{"value":[{{Anna}}],"@odata.deltaLink":"{root}/u"}""");
        rig.Stub.On(
            "/v1.0/domains/c.example/verificationDnsRecords",
            200,
            """{"value":[{"label":"c.example","recordType":"Txt","text":"MS=ms12345678","ttl":3600},{"label":"c.example","recordType":"Unavailable","description":"x"}]}"""
        );
        rig.Stub.On(
            "/v1.0/domains/c.example/serviceConfigurationRecords",
            200,
            """{"value":[{"label":"C.example.","recordType":"Mx","supportedService":"Email","mailExchange":"c-example.mail.protection.outlook.com.","preference":0},{"label":"Autodiscover.c.example","recordType":"CName","supportedService":"Email","canonicalName":"autodiscover.outlook.com"}]}"""
        );
        rig.Stub.On(
            "Get-DkimSigningConfig",
            200,
            """{"value":[{"Domain":"c.example","Enabled":true,"Selector1CNAME":"s1","Selector2CNAME":"s2"}]}"""
        );
        foreach (var kind in new[] { "groups", "contacts" })
            rig.Stub.On($"/v1.0/{kind}", 200, """{"value":[]}""")
                .On($"/v1.0/{kind}/delta()", 200, """{"value":[],"@odata.deltaLink":"{root}/g"}""");
        foreach (var kind in new[] { "user", "group" })
            rig.Stub.On($"/v1.0/directory/deletedItems/graph.{kind}", 200, """{"value":[]}""");
        foreach (var cmdlet in new[] { "Get-Recipient", "Get-Mailbox" })
            rig.Stub.On(
                cmdlet,
                200,
                """{"value":[{"Guid":"bbbbbbbb-0000-0000-0000-000000000001","ExternalDirectoryObjectId":"aaaaaaaa-0000-0000-0000-000000000001","RecipientTypeDetails":"UserMailbox"}]}"""
            );
        await rig.Refresh.RefreshAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await rig.DisposeAsync();

    protected override Task<ITenant> OpenAsync() => Task.FromResult<ITenant>(rig.Tenant);
}
