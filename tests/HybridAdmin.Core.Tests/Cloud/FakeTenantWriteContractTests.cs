using HybridAdmin.Core.Cloud;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud;

public sealed class FakeTenantWriteContractTests : TenantWriteContract
{
    protected override Task<(ITenant Tenant, CloudTarget Mailbox)> OpenAsync()
    {
        var mailbox = new CloudTarget(CloudTargetKind.Mailbox, Guid.NewGuid().ToString());
        return Task.FromResult<(ITenant, CloudTarget)>((new FakeTenant().WithValues(
            mailbox, (CloudProperties.EmailAddresses, ["SMTP:anna@contoso.example"]), (CloudProperties.IsDirSynced, ["True"]), (CloudProperties.IsExchangeCloudManaged, ["False"])), mailbox));
    }
}
