using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud;

public sealed class AuthorityRulesTests
{
    [Theory]
    [InlineData(true, false, false, true, true, Authority.OnPremises, Authority.OnPremises)]
    [InlineData(true, false, true, true, true, Authority.ExchangeOnline, Authority.OnPremises)]
    [InlineData(true, null, null, true, true, Authority.Unknown, Authority.OnPremises)]
    [InlineData(null, true, null, true, true, Authority.Cloud, Authority.Cloud)]
    [InlineData(null, true, true, true, true, Authority.Cloud, Authority.Cloud)]
    [InlineData(null, false, false, false, true, Authority.Cloud, Authority.Cloud)]
    [InlineData(null, null, null, false, true, Authority.Cloud, Authority.Cloud)]
    [InlineData(null, false, false, true, true, Authority.Pending, Authority.Pending)]
    [InlineData(null, false, false, true, false, Authority.Cloud, Authority.Cloud)]
    [InlineData(null, false, false, true, null, Authority.Unknown, Authority.Unknown)]
    [InlineData(null, null, null, true, true, Authority.Unknown, Authority.Unknown)]
    [InlineData(false, null, null, true, true, Authority.Cloud, Authority.Cloud)]
    public void Decide_User(
        bool? syncEnabled,
        bool? isCloudManaged,
        bool? exchangeCloudManaged,
        bool hasAnchor,
        bool? inScope,
        Authority exchange,
        Authority identity
    )
    {
        var user = CloudSamples.User() with
        {
            OnPremisesSyncEnabled = syncEnabled,
            IsCloudManaged = isCloudManaged,
            OnPremisesImmutableId = hasAnchor ? "MyIRAFVEd2aImaq7zN3u/w==" : null,
            Exchange = new ExchangeOnlineFacts
            {
                RecipientTypeDetails = "UserMailbox",
                IsExchangeCloudManaged = exchangeCloudManaged,
            },
        };

        var decision = AuthorityRules.Decide(new AuthorityFacts(true, user, inScope, HasExchangeAnswered: true));

        Assert.Equal((exchange, identity), (decision.Exchange, decision.Identity));
    }

    [Theory]
    // Exchange answered and does not know the user: there is nothing to manage.
    [InlineData(true, true, Authority.OnPremises)]
    [InlineData(true, false, Authority.Unknown)]
    public void Decide_SynchronisedUserUnknownToExchange_DependsOnWhetherExchangeAnswered(
        bool syncEnabled,
        bool exchangeAnswered,
        Authority expected
    )
    {
        var user = CloudSamples.User() with { OnPremisesSyncEnabled = syncEnabled, OnPremisesImmutableId = "x" };

        Assert.Equal(expected, AuthorityRules.Decide(new AuthorityFacts(true, user, true, exchangeAnswered)).Exchange);
    }

    [Theory]
    [InlineData(TenantRecipientKind.Group)]
    [InlineData(TenantRecipientKind.Contact)]
    public void Decide_SynchronisedGroupOrContact_IsActiveDirectorysWhateverExchangeSays(TenantRecipientKind kind) =>
        Assert.Equal(
            Authority.OnPremises,
            AuthorityRules
                .Decide(
                    new AuthorityFacts(
                        true,
                        CloudSamples.User() with
                        {
                            Kind = kind,
                            OnPremisesSyncEnabled = true,
                        },
                        true,
                        false
                    )
                )
                .Exchange
        );

    [Theory]
    [InlineData(true, Authority.Pending)]
    [InlineData(false, Authority.OnPremises)]
    [InlineData(null, Authority.Pending)]
    public void Decide_NoCloudObject(bool? inScope, Authority expected) =>
        Assert.Equal(expected, AuthorityRules.Decide(new AuthorityFacts(true, null, inScope, true)).Exchange);

    [Fact]
    public void Decide_NoTenantHasAnswered_IsUnknownAndNeverActiveDirectory() =>
        Assert.Equal(Authority.Unknown, AuthorityRules.Decide(new AuthorityFacts(false, null, true, false)).Exchange);

    [Theory]
    [InlineData("proxyAddresses", Authority.ExchangeOnline)]
    [InlineData("MAIL", Authority.ExchangeOnline)]
    [InlineData("msExchHideFromAddressLists", Authority.ExchangeOnline)]
    [InlineData("extensionAttribute15", Authority.ExchangeOnline)]
    [InlineData("altRecipient", Authority.ExchangeOnline)]
    [InlineData("displayName", Authority.OnPremises)]
    [InlineData("userPrincipalName", Authority.OnPremises)]
    [InlineData("department", Authority.OnPremises)]
    [InlineData("manager", Authority.OnPremises)]
    public void Of_ExchangeCloudManaged_IsByAttribute(string attribute, Authority expected)
    {
        var user = CloudSamples.User() with
        {
            OnPremisesSyncEnabled = true,
            Exchange = new ExchangeOnlineFacts { IsExchangeCloudManaged = true },
        };

        Assert.Equal(expected, AuthorityRules.Decide(new AuthorityFacts(true, user, true, true)).Of(attribute));
    }
}
