using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Microsoft365.Tests;

public sealed class DeletedObjectsTests : IAsyncLifetime
{
    private TenantHarness rig = null!; // set before any test by InitializeAsync

    public async Task InitializeAsync() => rig = await TenantHarness.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Theory]
    [InlineData("ANNA@c.example")]
    [InlineData("a.berg@c.example")]
    [InlineData("anna.upn@c.example")]
    public async Task FindDeletedByAddressAsync_AddressAliasOrNameWithoutTheIdBeforeIt_IsFoundOnAnyPage(string address)
    {
        const string Anna =
            """{"id":"aaaaaaaa-0000-0000-0000-000000000001","displayName":"Anna","deletedDateTime":"2026-11-01T10:00:00Z","mail":"anna@c.example","proxyAddresses":["SMTP:anna@c.example","smtp:a.berg@c.example"],"userPrincipalName":"aaaaaaaa000000000000000000000001anna.upn@c.example"}""";
        rig.Stub.On(
                "/v1.0/directory/deletedItems/graph.user",
                200,
                """{"value":[{"id":"bbbbbbbb-0000-0000-0000-000000000001","mail":"bo@c.example"}],"@odata.nextLink":"{root}/v1.0/directory/deletedItems/graph.user?page=2"}"""
            )
            .On("/v1.0/directory/deletedItems/graph.user", 200, $$"""{"value":[{{Anna}}]}""")
            .On("/v1.0/directory/deletedItems/graph.group", 200, """{"value":[]}""");

        var found = Assert.Single(await rig.Tenant.FindDeletedByAddressAsync(address, CancellationToken.None));

        Assert.Equal(
            ("Anna", new DateTimeOffset(2026, 11, 1, 10, 0, 0, TimeSpan.Zero), TenantRecipientKind.User),
            (found.DisplayName, found.DeletedDateTime, found.Kind)
        );
    }

    [Fact]
    public async Task FindDeletedByAddressAsync_MayNotBeRead_IsAFaultAndNotNobody()
    {
        rig.Stub.On("/v1.0/directory/deletedItems/graph.user", 403, string.Empty);

        var fault = await Assert.ThrowsAsync<TenantFault>(() =>
            rig.Tenant.FindDeletedByAddressAsync("anna@c.example", CancellationToken.None)
        );

        Assert.Equal(TenantFaultKind.Denied, fault.Kind);
    }
}
