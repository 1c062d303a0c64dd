using HybridAdmin.Core.Comparison;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud;

public sealed class AddressForecastTests
{
    private static readonly AddressInput Anna = new()
    {
        Kind = TenantRecipientKind.User,
        UserPrincipalName = "anna@contoso.example",
        MailNickname = "anna",
        InitialDomain = CloudSamples.Initial,
        HasExchangePlan = true,
        VerifiedDomains = ["contoso.example", CloudSamples.Initial],
        ProxyAddresses =
        [
            "SMTP:anna.berg@contoso.example",
            "smtp:a.berg@contoso.example",
            "SIP:anna@contoso.example",
            "X500:/o=A/cn=1",
        ],
        Mail = "anna.berg@contoso.example",
    };

    [Fact]
    public void Of_Ordinary_KeepsAddressesAndAddsTheSignInName()
    {
        var forecast = AddressForecast.Of(Anna);

        Assert.Equal("anna.berg@contoso.example", forecast.PrimarySmtpAddress);
        Assert.Equal(
            [
                "SMTP:anna.berg@contoso.example",
                "smtp:a.berg@contoso.example",
                "SIP:anna@contoso.example",
                "X500:/o=A/cn=1",
                "smtp:anna@contoso.example",
            ],
            forecast.ProxyAddresses
        );
        Assert.Equal(["smtp:anna@contoso.onmicrosoft.com"], forecast.Possible);
        Assert.Empty(forecast.Dropped);
    }

    [Theory]
    [InlineData("anna.only@contoso.example", true, "anna.only@contoso.example")]
    [InlineData(null, true, "anna@contoso.example")]
    [InlineData(null, false, null)]
    [InlineData(null, null, null)]
    public void Of_NoStoredPrimary_TakesMailThenSignInNameOfALicensedPerson(
        string? mail,
        bool? plan,
        string? expected
    ) =>
        Assert.Equal(
            expected,
            AddressForecast
                .Of(Anna with { ProxyAddresses = [], Mail = mail, HasExchangePlan = plan })
                .PrimarySmtpAddress
        );

    [Theory]
    [InlineData("an.alias", "an.alias")]
    [InlineData(null, "anna.berg")]
    public void Of_MailNickname(string? alias, string expected) =>
        Assert.Equal(expected, AddressForecast.Of(Anna with { MailNickname = alias }).MailNickname);

    [Fact]
    public void Of_NoAddressAtAll_AliasIsOfTheSignInName() =>
        Assert.Equal(
            "anna",
            AddressForecast
                .Of(Anna with { MailNickname = null, ProxyAddresses = [], Mail = null, HasExchangePlan = false })
                .MailNickname
        );

    [Theory]
    [InlineData("smtp:anna@contoso.onmicrosoft.com")]
    [InlineData("X400:c=DE;a= ;p=Contoso;s=Berg")]
    [InlineData("MS:CONTOSO/ANNA")]
    [InlineData("anna@contoso.example")]
    [InlineData("smtp:anna berg@contoso.example")]
    [InlineData("smtp:anna@old.example")]
    public void Of_ValueThatDoesNotArrive_IsDroppedWithAReason(string value)
    {
        var forecast = AddressForecast.Of(Anna with { ProxyAddresses = [.. Anna.ProxyAddresses, value] });

        var dropped = Assert.Single(forecast.Dropped);
        Assert.Equal(value, dropped.Value);
        Assert.NotEmpty(dropped.Reason);
    }

    [Theory]
    [InlineData(true, false, null, true)]
    [InlineData(false, true, null, true)]
    [InlineData(false, false, 7L, true)]
    [InlineData(false, false, 1L, false)]
    [InlineData(false, false, null, false)]
    public void Of_UnverifiedDomain_GoesOnlyForThoseWithAPlanOrMailboxType(
        bool plan,
        bool remote,
        long? displayType,
        bool goes
    )
    {
        var forecast = AddressForecast.Of(
            Anna with
            {
                ProxyAddresses = ["SMTP:anna.berg@contoso.example", "smtp:anna@old.example"],
                HasExchangePlan = plan,
                IsRemoteRecipient = remote,
                RecipientDisplayType = displayType,
            }
        );

        Assert.Equal(goes, forecast.Dropped.Any(d => d.Value == "smtp:anna@old.example"));
        Assert.Equal(!goes, forecast.ProxyAddresses.Contains("smtp:anna@old.example"));
    }

    [Theory]
    [InlineData("SMTP:anna@old.example", null)]
    [InlineData(null, "anna@old.example")]
    public void Of_PrimaryInAnUnverifiedDomain_LeavesTheTenantsOwn(string? proxy, string? mail)
    {
        var forecast = AddressForecast.Of(Anna with { ProxyAddresses = proxy is null ? [] : [proxy], Mail = mail });

        Assert.Equal("anna@contoso.onmicrosoft.com", forecast.PrimarySmtpAddress);
        Assert.Single(forecast.Dropped);
    }

    [Fact]
    public void Of_SignInNameInAnUnverifiedSuffix_IsReplacedByTheInitialDomain() =>
        Assert.Equal(
            "anna@contoso.onmicrosoft.com",
            AddressForecast.Of(Anna with { UserPrincipalName = "anna@contoso.local" }).UserPrincipalName
        );

    [Fact]
    public void Of_RoutingAddress_IsNeitherExpectedNorDropped()
    {
        const string routing = "smtp:anna@contoso.mail.onmicrosoft.com";
        var forecast = AddressForecast.Of(Anna with { ProxyAddresses = [.. Anna.ProxyAddresses, routing] });

        Assert.Contains(routing, forecast.Possible);
        Assert.Empty(forecast.Dropped);
    }

    [Fact]
    public void Compare_CloudHasMore_IsNoDifference()
    {
        var cloud = CloudSamples.User(
            "anna@contoso.example",
            "SMTP:anna.berg@contoso.example",
            "smtp:A.BERG@contoso.example",
            "smtp:anna@contoso.example",
            "SPO:x",
            "smtp:anna1234@contoso.onmicrosoft.com"
        );

        Assert.Empty(AddressForecast.Of(Anna).Compare(cloud));
    }

    [Fact]
    public void Compare_OtherPrimaryAndMissingAlias_AreNamed()
    {
        var cloud = CloudSamples.User(
            "anna@contoso.example",
            "SMTP:anna@contoso.example",
            "smtp:anna.berg@contoso.example"
        );

        var found = AddressForecast.Of(Anna).Compare(cloud);

        Assert.Equal(
            [("mail", "anna.berg@contoso.example"), ("proxyAddresses", "smtp:a.berg@contoso.example")],
            found.Select(d => (d.Attribute, d.Expected))
        );
    }

    [Fact]
    public void Compare_AddressInAnErrorOfTheObject_SaysQuarantined()
    {
        var cloud = CloudSamples.User(
            "anna@contoso.example",
            "SMTP:anna.berg@contoso.example",
            "smtp:anna@contoso.example"
        ) with
        {
            ProvisioningErrors =
            [
                new CloudProvisioningError("PropertyConflict", "ProxyAddress", "smtp:a.berg@contoso.example", null),
            ],
        };

        Assert.Contains(
            "quarantined",
            Assert.Single(AddressForecast.Of(Anna).Compare(cloud)).Explanation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_Contact_HasNoSignInNameAndNoTenantAddress()
    {
        var forecast = AddressForecast.Of(
            Anna with
            {
                Kind = TenantRecipientKind.Contact,
                HasExchangePlan = null,
                ProxyAddresses = ["SMTP:kim@fabrikam.example"],
                Mail = "kim@fabrikam.example",
            }
        );

        Assert.Null(forecast.UserPrincipalName);
        Assert.Equal(["SMTP:kim@fabrikam.example"], forecast.ProxyAddresses);
        Assert.Empty(forecast.Possible);
    }
}
