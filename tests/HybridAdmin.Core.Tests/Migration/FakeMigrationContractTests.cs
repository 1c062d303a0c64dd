using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Migration;

/// <summary>The fake satisfies the contract of migration services.</summary>
public sealed class FakeMigrationContractTests : MigrationContract
{
    protected override Task<(IMigration Migration, string Endpoint, string Person, string DeliveryDomain)> OpenAsync()
    {
        var fake = new FakeMigration();
        fake.Candidates["kim@contoso.example"] = new MoveCandidate
        {
            Identity = "kim@contoso.example",
            RecipientTypeDetails = "MailUser",
            ExchangeGuid = Guid.NewGuid(),
            EmailAddresses = ["SMTP:kim@contoso.example", "smtp:kim@contoso.mail.onmicrosoft.com"],
        };
        return Task.FromResult<(IMigration, string, string, string)>(
            (fake, FakeMigration.Hybrid, "kim@contoso.example", "contoso.mail.onmicrosoft.com")
        );
    }
}
