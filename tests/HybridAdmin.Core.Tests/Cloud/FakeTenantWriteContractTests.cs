using HybridAdmin.Core.Cloud;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud;

public sealed class FakeTenantWriteContractTests : TenantWriteContract
{
    private readonly FakeTenant tenant = new();

    public FakeTenantWriteContractTests() =>
        tenant.Domains = [.. tenant.Domains, new TenantDomain { Name = "new.example" }];

    protected override void PublishProof(string domain) => tenant.PublishedProofs.Add(domain);

    protected override Task<(ITenant Tenant, CloudTarget Mailbox)> OpenAsync()
    {
        var mailbox = new CloudTarget(CloudTargetKind.Mailbox, Guid.NewGuid().ToString());
        return Task.FromResult<(ITenant, CloudTarget)>(
            (
                tenant.WithValues(
                    mailbox,
                    (CloudProperties.EmailAddresses, ["SMTP:anna@contoso.example"]),
                    (CloudProperties.IsDirSynced, ["True"]),
                    (CloudProperties.IsExchangeCloudManaged, ["False"])
                ),
                mailbox
            )
        );
    }
}
