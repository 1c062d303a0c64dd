using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Migration;

public sealed class MoveReadinessTests
{
    private const string Routing = "t.mail.onmicrosoft.com";
    private static readonly Guid Mailbox = new("11111111-aaaa-bbbb-cccc-222222222222");
    private static readonly MoveTarget ToCloud = new()
    {
        Kind = MigrationKind.Onboarding,
        TargetDeliveryDomain = Routing,
        AcceptedDomains = new HashSet<string> { "c.example", Routing },
    };
    private static readonly MoveTarget Back = new()
    {
        Kind = MigrationKind.Offboarding,
        TargetDeliveryDomain = "c.example",
        AcceptedDomains = ToCloud.AcceptedDomains,
    };

    private static MoveFacts Ready(
        string type = "1",
        string? upn = "k@c.example",
        string proxies = "SMTP:k@c.example;smtp:k@t.mail.onmicrosoft.com",
        Guid? guid = null,
        bool hasAlias = true
    ) =>
        new()
        {
            Person = new MigrationRow(7, "k@c.example"),
            Entry = CloudSamples.Entry(
                "CN=Kim,OU=Staff,DC=c,DC=example",
                "user",
                [
                    ("displayName", "Kim"),
                    ("msExchRecipientTypeDetails", type),
                    ("userPrincipalName", upn!),
                    ("mail", "k@c.example"),
                    ("proxyAddresses", proxies),
                    .. hasAlias ? new[] { ("mailNickname", "k") } : [],
                ],
                guid == Guid.Empty ? null : [("msExchMailboxGuid", (guid ?? Mailbox).ToByteArray())]
            ),
            Authority = Authority.OnPremises,
            Plan = MailboxPlan.Mailbox,
            Candidate = new MoveCandidate
            {
                Identity = "k@c.example",
                RecipientTypeDetails = "MailUser",
                ExchangeGuid = Mailbox,
                EmailAddresses = ["SMTP:k@c.example", $"smtp:k@{Routing}"],
            },
            HasExchangeAnswered = true,
        };

    private static MoveFacts InCloud() =>
        Ready("2147483648") with
        {
            Candidate = new MoveCandidate
            {
                Identity = "k@c.example",
                RecipientTypeDetails = "UserMailbox",
                ExchangeGuid = Mailbox,
                EmailAddresses = ["SMTP:k@c.example"],
            },
        };

    private static (FindingSeverity, string) Only(MoveFacts facts, MoveTarget? target = null)
    {
        var finding = Assert.Single(MoveReadiness.Check(facts, target ?? ToCloud));
        Assert.Equal((7, "k@c.example"), (finding.Row, finding.Identity));
        return (finding.Severity, finding.Code);
    }

    [Fact]
    public void Check_PersonWithEverything_IsReady()
    {
        Assert.Empty(MoveReadiness.Check(Ready(), ToCloud));
        Assert.Empty(MoveReadiness.Check(InCloud(), Back));
    }

    [Fact]
    public void Check_AddressInADomainThatTheCloudDoesNotAccept_IsBlockedAndNamed()
    {
        var facts = Ready(
            proxies: "SMTP:k@c.example;smtp:k@old.example;smtp:k@t.mail.onmicrosoft.com;SIP:k@sip.example;X500:/o=A/cn=k"
        );

        Assert.Equal((FindingSeverity.Error, MigrationCodes.ProxyDomainNotAccepted), Only(facts));
        Assert.Contains("k@old.example", MoveReadiness.Check(facts, ToCloud)[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2147483648")]
    [InlineData("34359738368")]
    [InlineData("8589934592")]
    [InlineData("17179869184")]
    public void Check_RemoteMailbox_IsInTheCloudAlready(string type) =>
        Assert.Equal((FindingSeverity.Error, MigrationCodes.AlreadyInCloud), Only(Ready(type)));

    [Fact]
    public void Check_WithoutExchangeGuidInTheCloud_IsBlocked()
    {
        var facts = Ready();

        Assert.Equal(
            (FindingSeverity.Error, MigrationCodes.ExchangeGuidMissing),
            Only(facts with { Candidate = facts.Candidate! with { ExchangeGuid = null } })
        );
        Assert.Equal(
            (FindingSeverity.Error, MigrationCodes.ExchangeGuidDiffers),
            Only(facts with { Candidate = facts.Candidate! with { ExchangeGuid = Guid.NewGuid() } })
        );
        Assert.Equal((FindingSeverity.Error, MigrationCodes.MailboxGuidMissing), Only(Ready(guid: Guid.Empty)));
    }

    [Fact]
    public void Check_RoutingAddressMissingOnTheCloudObject_IsBlockedThoughActiveDirectoryHasIt()
    {
        var facts = Ready();

        Assert.Equal(
            (FindingSeverity.Error, MigrationCodes.RoutingAddressMissing),
            Only(facts with { Candidate = facts.Candidate! with { EmailAddresses = ["SMTP:k@c.example"] } })
        );
    }

    [Fact]
    public void Check_SignInNameOtherThanPrimary_IsAdvice() =>
        Assert.Equal((FindingSeverity.Info, MigrationCodes.PrimaryNotUpn), Only(Ready(upn: "kim@c.example")));

    [Fact]
    public void Check_WithoutLicence_MayFollowWithin30Days()
    {
        Assert.Equal(
            (FindingSeverity.Warning, MigrationCodes.LicenceMissing),
            Only(Ready() with { Plan = MailboxPlan.None })
        );
        // A shared mailbox needs none.
        Assert.Empty(MoveReadiness.Check(Ready("4") with { Plan = MailboxPlan.None }, ToCloud));
        Assert.Empty(MoveReadiness.Check(Ready() with { Plan = MailboxPlan.Unknown }, ToCloud)); // unknown is not none
    }

    [Fact]
    public void Check_OtherTroubles_AreOneFindingEach()
    {
        var facts = Ready();

        Assert.Equal((FindingSeverity.Error, MigrationCodes.UnknownPerson), Only(facts with { Entry = null }));
        Assert.Equal((FindingSeverity.Error, MigrationCodes.NoMailbox), Only(Ready("128")));
        Assert.Equal((FindingSeverity.Error, MigrationCodes.AliasMissing), Only(Ready(hasAlias: false)));
        Assert.Equal((FindingSeverity.Error, MigrationCodes.CloudObjectMissing), Only(facts with { Candidate = null }));
        Assert.Equal(
            (FindingSeverity.Warning, MigrationCodes.CloudUnknown),
            Only(facts with { Candidate = null, HasExchangeAnswered = false })
        );
        Assert.Equal(
            (FindingSeverity.Error, MigrationCodes.CloudMailboxPresent),
            Only(facts with { Candidate = facts.Candidate! with { RecipientTypeDetails = "UserMailbox" } })
        );
        Assert.Equal(
            (FindingSeverity.Error, MigrationCodes.AlreadyInBatch),
            Only(facts with { OtherBatch = "Wave 0" })
        );
        Assert.Equal(
            (FindingSeverity.Error, MigrationCodes.AuthorityElsewhere),
            Only(facts with { Authority = Authority.ExchangeOnline })
        );
        Assert.Equal(
            (FindingSeverity.Error, MigrationCodes.AuthorityElsewhere),
            Only(facts with { Authority = Authority.Cloud })
        );
        Assert.Equal(
            (FindingSeverity.Warning, MigrationCodes.CloudUnknown),
            Only(facts, ToCloud with { AcceptedDomains = null })
        );
        Assert.Equal(
            (FindingSeverity.Info, MigrationCodes.TooLarge),
            Only(facts with { Candidate = facts.Candidate! with { TotalItemSize = MoveReadiness.LargeMailbox } })
        );
    }

    [Fact]
    public void Check_MoveBack_HasBlockersOfItsOwn()
    {
        var facts = InCloud();
        var born = Ready("2147483648", guid: Guid.Empty) with { Candidate = facts.Candidate };

        Assert.Equal((FindingSeverity.Error, MigrationCodes.AlreadyOnPremises), Only(Ready(), Back));
        Assert.Equal((FindingSeverity.Error, MigrationCodes.MailboxGuidMissing), Only(born, Back));
        // The value to set.
        Assert.Contains(Mailbox.ToString(), MoveReadiness.Check(born, Back)[0].Message, StringComparison.Ordinal);
        Assert.Equal(
            (FindingSeverity.Error, MigrationCodes.AuthorityElsewhere),
            Only(facts with { Candidate = facts.Candidate! with { IsExchangeCloudManaged = true } }, Back)
        );
        Assert.Equal((FindingSeverity.Error, MigrationCodes.NoMailbox), Only(facts with { Candidate = null }, Back));
        Assert.Equal(
            (FindingSeverity.Error, MigrationCodes.RoutingAddressMissing),
            Only(facts, Back with { TargetDeliveryDomain = "other.example" })
        );
        Assert.Equal(
            (FindingSeverity.Error, MigrationCodes.ExchangeGuidDiffers),
            Only(facts with { Candidate = facts.Candidate! with { ExchangeGuid = Guid.NewGuid() } }, Back)
        );
    }
}
