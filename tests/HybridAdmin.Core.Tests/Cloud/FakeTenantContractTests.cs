using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud;

/// <summary>The fake satisfies the contract of tenants.</summary>
public sealed class FakeTenantContractTests : TenantContract
{
    protected override Task<ITenant> OpenAsync() =>
        Task.FromResult<ITenant>(
            new FakeTenant().With(
                CloudSamples.Synchronised(
                    CloudSamples.User("anna@contoso.example", "SMTP:anna@contoso.example"),
                    Guid.NewGuid()
                )
            )
        );
}
