using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tests.Recipients.Index;

namespace HybridAdmin.Core.Tests.Recipients;

public sealed class RecipientTypesTests
{
    [Theory]
    [InlineData(RecipientTypeDetails.RemoteUserMailbox, "msExchRecipientTypeDetails=2147483648")]
    [InlineData(RecipientTypeDetails.RemoteSharedMailbox, "msExchRecipientTypeDetails=34359738368")]
    [InlineData(RecipientTypeDetails.Unknown, "msExchRecipientTypeDetails=4711")]
    [InlineData(RecipientTypeDetails.Unknown, "msExchRecipientTypeDetails=3")]
    [InlineData(RecipientTypeDetails.User)]
    [InlineData(RecipientTypeDetails.User, "msExchHideFromAddressLists=TRUE", "sAMAccountName=a")]
    [InlineData(RecipientTypeDetails.MailUser, "mail=a@c.test")]
    [InlineData(RecipientTypeDetails.MailUser, "mailNickname=a")]
    [InlineData(RecipientTypeDetails.UserMailbox, "homeMDB=CN=DB", "mailNickname=a")]
    public void Classify_User_IsStoredOrComputed(RecipientTypeDetails expected, params string[] attributes) =>
        Assert.Equal(expected, RecipientTypes.Classify(GeneratedRecipients.User(1, attributes)));

    [Theory]
    [InlineData(RecipientTypeDetails.Group, "group", "8", false)]
    [InlineData(RecipientTypeDetails.MailUniversalDistributionGroup, "group", "8", true)]
    [InlineData(RecipientTypeDetails.MailUniversalSecurityGroup, "group", "-2147483640", true)]
    [InlineData(RecipientTypeDetails.MailNonUniversalGroup, "group", "-2147483646", true)]
    [InlineData(RecipientTypeDetails.MailNonUniversalGroup, "group", "2", true)]
    [InlineData(RecipientTypeDetails.Contact, "contact", null, false)]
    [InlineData(RecipientTypeDetails.MailContact, "contact", null, true)]
    [InlineData(RecipientTypeDetails.DynamicDistributionGroup, "msExchDynamicDistributionList", null, false)]
    public void Classify_OtherClassWithoutStoredType_IsComputed(
        RecipientTypeDetails expected,
        string objectClass,
        string? groupType,
        bool hasMail
    )
    {
        var attributes = new Dictionary<string, string[]>
        {
            ["objectClass"] = ["top", objectClass],
            ["groupType"] = groupType is null ? [] : [groupType],
            ["proxyAddresses"] = hasMail ? ["SMTP:a@c.test"] : [],
        };

        Assert.Equal(
            expected,
            RecipientTypes.Classify(GeneratedRecipients.Entry("CN=a,DC=c", Guid.NewGuid(), attributes))
        );
    }

    [Fact]
    public void Words_EveryType_HasItsOwn()
    {
        var types = Enum.GetValues<RecipientTypeDetails>();

        Assert.Equal(types.Length, types.Select(t => t.Words()).Distinct().Count());
        Assert.All(types.Where(t => t != RecipientTypeDetails.Unknown), t => Assert.Contains(' ', t.Words()));
    }

    [Fact]
    public void Listed_Types_AreDistinctAndIncludeThePlainOnes()
    {
        Assert.Equal(RecipientTypes.Listed.Count, RecipientTypes.Listed.Distinct().Count());
        Assert.All(
            Enum.GetValues<RecipientTypeDetails>().Where(t => t.IsPlain() || t.IsRemoteMailbox()),
            t => Assert.Contains(t, RecipientTypes.Listed)
        );
    }
}
