using HybridAdmin.Core.Directory;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud;

public sealed class SyncForecastTests
{
    private const string Staff = "OU=Staff,DC=contoso,DC=example";
    private static readonly SyncScope Known = new([DistinguishedName.Parse(Staff)], HasExchangeSchema: true);

    [Theory]
    [InlineData("sAMAccountName=MSOL_abc")]
    [InlineData("sAMAccountName=AAD_abc")]
    [InlineData("sAMAccountName=SUPPORT_388945a0")]
    [InlineData("sAMAccountName=CAS_{1}")]
    [InlineData("cn=x")]
    [InlineData("sAMAccountName=a|isCriticalSystemObject=TRUE")]
    [InlineData("sAMAccountName=a|mailNickname=SystemMailbox{1}")]
    [InlineData("sAMAccountName=a|mailNickname=CAS_{1}")]
    [InlineData("sAMAccountName=a|msExchRecipientTypeDetails=8388608")]
    [InlineData("sAMAccountName=a|msExchRecipientTypeDetails=536870912")]
    public void Of_UserThatTheRulesLeaveOut(string attributes) => AssertExcluded(Of("user", attributes));

    [Theory]
    [InlineData("mail=a@c.example")]
    [InlineData("proxyAddresses=SMTP:a@c.example")]
    [InlineData("mail=a|proxyAddresses=smtp:a@c.example")]
    [InlineData(
        "mail=a@c.example|proxyAddresses=SMTP:a@c.example|displayName=x (MSOL)|msExchHideFromAddressLists=TRUE"
    )]
    public void Of_ContactThatTheRulesLeaveOut(string attributes) => AssertExcluded(Of("contact", attributes));

    [Theory]
    [InlineData("groupType=8")]
    [InlineData("groupType=-2147483640|msExchRecipientTypeDetails=1073741824")]
    [InlineData("groupType=-2147483640|proxyAddresses=X500:/o=A")]
    [InlineData("groupType=-2147483640|isCriticalSystemObject=TRUE")]
    public void Of_GroupThatTheRulesLeaveOut(string attributes) => AssertExcluded(Of("group", attributes));

    [Fact]
    public void Of_GroupAtTheLimit_IsLeftOut() =>
        AssertExcluded(SyncForecast.Of(Entry("group", "groupType=-2147483640"), Known with { Members = 250_000 }));

    [Theory]
    [InlineData(
        "user",
        "sAMAccountName=a|mailNickname=a|msExchRecipientTypeDetails=2147483648",
        "user mailbox in Exchange Online"
    )]
    [InlineData(
        "user",
        "sAMAccountName=a|mailNickname=a|msExchRecipientTypeDetails=34359738368",
        "shared mailbox in Exchange Online"
    )]
    [InlineData(
        "user",
        "sAMAccountName=a|mailNickname=a|msExchRecipientTypeDetails=1",
        "mail user; the mailbox stays on-premises"
    )]
    [InlineData("user", "sAMAccountName=a|mailNickname=a|msExchRecipientTypeDetails=128", "mail user")]
    [InlineData("user", "sAMAccountName=a", "user; a licence with Exchange gives a mailbox")]
    [InlineData("contact", "mail=a@c.example|proxyAddresses=SMTP:a@c.example", "mail contact")]
    [InlineData("group", "groupType=-2147483640", "security group without mail")]
    [InlineData(
        "group",
        "groupType=-2147483640|mail=g@c.example|proxyAddresses=SMTP:g@c.example",
        "mail-enabled security group"
    )]
    [InlineData("group", "groupType=8|mail=g@c.example|proxyAddresses=SMTP:g@c.example", "distribution group")]
    public void Of_InScope_SaysAsWhat(string objectClass, string attributes, string expected)
    {
        var forecast = Of(objectClass, attributes);

        Assert.Equal((true, expected), (forecast.WillSync, forecast.As));
    }

    [Fact]
    public void Of_DisabledAccount_SynchronisesAndSaysSo()
    {
        var forecast = Of("user", "sAMAccountName=a|mailNickname=a|userAccountControl=514");

        Assert.True(forecast.WillSync);
        Assert.Contains("disabled", Assert.Single(forecast.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoAlias_SaysThatExchangeAttributesStay() =>
        Assert.Contains(
            "mailNickname",
            Assert.Single(Of("user", "sAMAccountName=a").Sentences),
            StringComparison.Ordinal
        );

    [Fact]
    public void Of_OutsideOfTheUnits_IsLeftOut() =>
        AssertExcluded(
            SyncForecast.Of(
                CloudSamples.Entry("CN=a,OU=Other,DC=contoso,DC=example", "user", [("sAMAccountName", "a")]),
                Known
            )
        );

    [Fact]
    public void Of_UnitsNotKnown_IsNotPromised() =>
        Assert.Null(SyncForecast.Of(Entry("user", "sAMAccountName=a"), new SyncScope([], true)).WillSync);

    [Fact]
    public void Of_ReplicationVictim_IsLeftOut() =>
        AssertExcluded(
            SyncForecast.Of(
                CloudSamples.Entry($"CN=a\\0ACNF:{Guid.NewGuid()},{Staff}", "user", [("sAMAccountName", "a")]),
                Known
            )
        );

    private static SyncForecast Of(string objectClass, string attributes) =>
        SyncForecast.Of(Entry(objectClass, attributes), Known);

    private static DirectoryEntry Entry(string objectClass, string attributes) =>
        CloudSamples.Entry(
            $"CN=a,{Staff}",
            objectClass,
            [.. attributes.Split('|').Select(a => a.Split('=', 2)).Select(a => (a[0], a[1]))]
        );

    private static void AssertExcluded(SyncForecast forecast)
    {
        Assert.Equal((false, null), (forecast.WillSync, forecast.As));
        Assert.Single(forecast.Sentences);
    }
}
