using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Tenant;
using static HybridAdmin.Core.Tests.Domains.Records.Judging;

namespace HybridAdmin.Core.Tests.Domains;

public sealed class MailFlowRulesTests
{
    private static readonly DnsAnswer ToCloud = DnsAnswer.Of([new DnsRecord(MxHost)], TimeSpan.FromMinutes(5));
    private static readonly DnsAnswer ToOnPremises = DnsAnswer.Of(
        [new DnsRecord("mail.contoso.example", 10)],
        TimeSpan.FromMinutes(5)
    );
    private static readonly MailDomainFacts Relay = Facts with
    {
        Accepted = Facts.Accepted! with { DomainType = "InternalRelay" },
    };

    [Fact]
    public void Judge_Way_IsThatOfTheMxRecords()
    {
        Assert.Equal(MailFlowWay.CloudFirst, MailFlowRules.Judge(Facts, ToCloud).Way);
        Assert.Equal(MailFlowWay.OnPremisesFirst, MailFlowRules.Judge(Facts, ToOnPremises).Way);
        Assert.Equal(
            MailFlowWay.Mixed,
            MailFlowRules.Judge(Facts, DnsAnswer.Of([.. ToCloud.Records, .. ToOnPremises.Records], TimeSpan.Zero)).Way
        );
        Assert.Equal(
            MailFlowWay.None,
            MailFlowRules.Judge(Facts, DnsAnswer.Of([new DnsRecord("")], TimeSpan.Zero)).Way
        );
        Assert.Equal(MailFlowWay.Unknown, MailFlowRules.Judge(Facts, new DnsAnswer(DnsOutcome.TimedOut)).Way);
    }

    [Fact]
    public void Judge_AuthoritativeWithRecipientsThatTheTenantLacks_IsAnError()
    {
        var finding = Assert.Single(MailFlowRules.Judge(Facts with { NotInCloud = 2 }, ToCloud).Findings);

        Assert.Equal(DnsSeverity.Error, finding.Severity);
        Assert.StartsWith("2 recipients", finding.Message, StringComparison.Ordinal);
        Assert.Empty(MailFlowRules.Judge(Facts with { NotInCloud = null }, ToCloud).Findings);
    }

    [Theory]
    [InlineData("*", true, DnsSeverity.Information)]
    [InlineData("contoso.example", true, DnsSeverity.Information)]
    [InlineData("smtp:*;1", true, DnsSeverity.Information)]
    [InlineData("*.example", true, DnsSeverity.Information)]
    [InlineData("fabrikam.example", true, DnsSeverity.Error)]
    [InlineData("*", false, DnsSeverity.Error)]
    public void Judge_InternalRelay_NeedsAConnectorThatIsOnAndMatches(string domain, bool isOn, DnsSeverity severity)
    {
        var facts = Relay with
        {
            NotInCloud = 0,
            Connectors = [Outbound with { DomainNames = [domain], Enabled = isOn }],
        };

        var flow = MailFlowRules.Judge(facts, ToCloud);

        Assert.True(flow.IsShared);
        Assert.Equal(severity, flow.Findings[0].Severity);
    }

    [Fact]
    public void Judge_OnPremisesFirstWithoutTarget_IsAnError()
    {
        var facts = Facts with { Use = Facts.Use with { RemoteWithoutTarget = 1 } };

        Assert.Equal(DnsSeverity.Error, Assert.Single(MailFlowRules.Judge(facts, ToOnPremises).Findings).Severity);
        Assert.Empty(MailFlowRules.Judge(facts, ToCloud).Findings);
    }

    [Fact]
    public void Judge_TargetInTheDomainItself_IsALoop()
    {
        Assert.Contains(
            "loop",
            Assert
                .Single(
                    MailFlowRules.Judge(Facts with { Use = Facts.Use with { RemoteTargetHere = 1 } }, ToCloud).Findings
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Judge_UsedAndNotAccepted_WarnsThatAddressesAreDropped()
    {
        var flow = MailFlowRules.Judge(Facts with { Accepted = null }, ToCloud);

        Assert.Equal(DnsSeverity.Warning, Assert.Single(flow.Findings).Severity);
        Assert.Empty(MailFlowRules.Judge(Facts with { Accepted = null, IsExchangeKnown = false }, ToCloud).Findings);
    }

    [Fact]
    public void Judge_AcceptedAndUnused_IsInformation()
    {
        Assert.Equal(DnsSeverity.Information, Assert.Single(MailFlowRules.Judge(Parked, ToCloud).Findings).Severity);
    }

    [Theory]
    [InlineData(true, "", ProofState.Verified)]
    [InlineData(false, "MS=ms12345678", ProofState.Visible)]
    [InlineData(false, "MS=ms87654321", ProofState.Other)]
    [InlineData(false, "hello", ProofState.Missing)]
    public void Ownership_ByTenantAndRecord(bool isVerified, string text, ProofState state)
    {
        var domain = new TenantDomain { Name = Name, IsVerified = isVerified };

        var ownership = OwnershipRules.Judge(
            domain,
            [new("Txt", Name, "MS=ms12345678"), new("Mx", Name, "x.invalid")],
            DnsAnswer.Of([new DnsRecord(text)], TimeSpan.Zero)
        );

        Assert.Equal(state, ownership.State);
        Assert.Equal(isVerified ? null : "MS=ms12345678", ownership.Record?.Value);
    }

    [Fact]
    public void Ownership_NothingCanBeAsked_IsUnknown()
    {
        var domain = new TenantDomain { Name = Name };

        Assert.Equal(ProofState.Unknown, OwnershipRules.Judge(domain, null, DnsAnswer.NotAsked).State);
        Assert.Equal(
            ProofState.Unknown,
            OwnershipRules.Judge(domain, [new("Txt", Name, "MS=ms1")], new DnsAnswer(DnsOutcome.ServerFailed)).State
        );
    }
}
