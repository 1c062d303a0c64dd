using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud;

public sealed class FakeTenantWriteContractTests : TenantWriteContract
{
    private readonly FakeTenant tenant = new();

    public FakeTenantWriteContractTests() =>
        tenant.Domains = [.. tenant.Domains, new TenantDomain { Name = "new.example" }];

    protected override void PublishProof(string domain) => tenant.PublishedProofs.Add(domain);

    protected override Task<(ITenant Tenant, TenantTarget Mailbox)> OpenAsync()
    {
        var mailbox = new TenantTarget(TenantTargetKind.Mailbox, Guid.NewGuid().ToString());
        return Task.FromResult<(ITenant, TenantTarget)>(
            (
                tenant.WithValues(
                    mailbox,
                    (ExchangeOnlineProperties.EmailAddresses, ["SMTP:anna@contoso.example"]),
                    (ExchangeOnlineProperties.IsDirSynced, ["True"]),
                    (ExchangeOnlineProperties.IsExchangeCloudManaged, ["False"])
                ),
                mailbox
            )
        );
    }
}
