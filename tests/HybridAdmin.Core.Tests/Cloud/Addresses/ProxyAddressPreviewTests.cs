using HybridAdmin.Core.Comparison.Addresses;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud.Addresses;

public sealed class AddressOutlookTests
{
    private static readonly TenantDescription Tenant = CloudSamples.Tenant(DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData("kim@contoso.example", "kim@contoso.example", "kim.lee@contoso.example", true, true, true)]
    [InlineData("KIM@Contoso.example", "kim@contoso.example", "kim.lee@contoso.example", true, true, true)]
    [InlineData("kim@notes.contoso.example", "kim@contoso.example", "kim@contoso.example", false, false, false)]
    [InlineData("kim@contoso.example", "kim@contoso.example", "kim@corp.local", true, true, false)]
    [InlineData("kim@contoso.example", null, null, false, true, false)]
    public void Judge_ThreeConditions_EachByItself(
        string external,
        string? primary,
        string? upn,
        bool isPrimary,
        bool isVerified,
        bool isSuffix
    ) =>
        Assert.Equal(
            [isPrimary, isVerified, isSuffix],
            ExternalAddressRules.Judge(external, primary, upn, ["contoso.example"]).Select(c => c.IsMet)
        );

    [Fact]
    public void Judge_TenantUnknown_LeavesTheDomainOpenAndNeverSaysNo()
    {
        var conditions = ExternalAddressRules.Judge(
            "kim@contoso.example",
            "kim@contoso.example",
            "kim@contoso.example",
            verified: null
        );

        Assert.Equal([true, null, true], conditions.Select(c => c.IsMet));
        Assert.All(conditions, c => Assert.Null(c.Domain));
    }

    [Fact]
    public void Of_MailUser_HasTheConditionsOfItsExternalAddressWithEditsThatWait()
    {
        var outlook = new ProxyAddressPreview(MailUser(), null, Tenant);

        var now = outlook.Of(Addresses("SMTP:kim@contoso.example"));
        var then = outlook.Of(Addresses("smtp:kim@contoso.example", "SMTP:kim.lee@contoso.example"));

        Assert.Equal("kim@contoso.example", now.ExternalEmailAddress);
        Assert.All(now.Conditions, c => Assert.True(c.IsMet, c.Sentence));
        Assert.Equal([false, true, true], then.Conditions.Select(c => c.IsMet));
    }

    [Fact]
    public void Of_RemoteMailbox_HasNoConditions()
    {
        var judged = new ProxyAddressPreview(Remote(), null, Tenant).Of(
            Addresses("SMTP:anna@contoso.example", "smtp:anna@contoso.mail.onmicrosoft.com", "SIP:anna@contoso.example")
        );

        Assert.True(judged.IsEmpty);
        Assert.Null(judged.ExternalEmailAddress);
    }

    [Fact]
    public void Of_UnverifiedDomain_IsRefusedAndThePrimaryReplaced()
    {
        var judged = new ProxyAddressPreview(Remote(), null, Tenant).Of(
            Addresses("SMTP:anna@old.example", "smtp:anna@contoso.example", "X400:c=DE;a= ;p=Contoso;")
        );

        Assert.Equal(
            ["SMTP:anna@old.example", "X400:c=DE;a= ;p=Contoso;"],
            judged.Refused.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Contains(
            "old.example is not verified",
            judged.Refused["SMTP:anna@old.example"],
            StringComparison.Ordinal
        );
        Assert.Contains(
            "the primary address becomes anna@contoso.onmicrosoft.com",
            Assert.Single(judged.Replaced),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_TenantUnknown_RefusesOnlyWhatNoTenantTakes()
    {
        var judged = new ProxyAddressPreview(Remote(), null, null).Of(
            Addresses("SMTP:anna@old.example", "X400:c=DE;a= ;p=Contoso;")
        );

        Assert.Equal(["X400:c=DE;a= ;p=Contoso;"], judged.Refused.Keys);
        Assert.Empty(judged.Replaced);
    }

    [Fact]
    public void Of_QuarantinedAddress_SaysThatAnotherHasIt()
    {
        var cloud = CloudSamples.User() with
        {
            ProvisioningErrors =
            [
                new CloudProvisioningError("PropertyConflict", "ProxyAddress", "smtp:info@contoso.example", null),
            ],
        };

        var judged = new ProxyAddressPreview(Remote(), cloud, Tenant).Of(
            Addresses("SMTP:anna@contoso.example", "smtp:info@contoso.example")
        );

        Assert.Contains(
            "Another object of the tenant has it",
            judged.Refused["smtp:info@contoso.example"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_SignInNameOfAnUnverifiedDomain_IsReplaced()
    {
        var entry = CloudSamples.Entry(
            "CN=Bo,DC=contoso,DC=example",
            "user",
            [
                ("mailNickname", "bo"),
                ("userPrincipalName", "bo@corp.local"),
                ("msExchRecipientTypeDetails", "2147483648"),
            ]
        );

        Assert.Contains(
            "bo@contoso.onmicrosoft.com",
            Assert.Single(
                new ProxyAddressPreview(entry, null, Tenant).Of(Addresses("SMTP:bo@contoso.example")).Replaced
            ),
            StringComparison.Ordinal
        );
    }

    private static ProxyAddress[] Addresses(params string[] values) => [.. values.Select(ProxyAddress.FromStored)];

    private static DirectoryEntry MailUser() =>
        CloudSamples.Entry(
            "CN=Kim,DC=contoso,DC=example",
            "user",
            [
                ("mailNickname", "kim"),
                ("userPrincipalName", "kim@contoso.example"),
                ("targetAddress", "SMTP:kim@contoso.example"),
                ("msExchRecipientTypeDetails", "128"),
                ("mail", "kim@contoso.example"),
            ]
        );

    private static DirectoryEntry Remote() =>
        CloudSamples.Entry(
            "CN=Anna,DC=contoso,DC=example",
            "user",
            [
                ("mailNickname", "anna"),
                ("userPrincipalName", "anna@contoso.example"),
                ("targetAddress", "SMTP:anna@contoso.mail.onmicrosoft.com"),
                ("msExchRecipientTypeDetails", "2147483648"),
                ("mail", "anna@contoso.example"),
            ]
        );
}
