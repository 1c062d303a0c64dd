using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority;

namespace HybridAdmin.Core.Tests.Changes;

public sealed class ChangePlannerAttributeTests
{
    private static readonly DirectoryEntry Anna = Planning.Person(
        ("displayName", ["Anna Berg"]),
        ("proxyAddresses", ["SMTP:anna@contoso.example"]),
        ("mail", ["anna@contoso.example"]),
        ("mailNickname", ["anna"]),
        ("extensionAttribute1", ["cost-1"])
    );

    [Fact]
    public void Plan_Hidden_WritesTrue()
    {
        var plan = ChangePlanner.Plan(
            Anna,
            new RecipientEdit { HiddenFromAddressListsEnabled = true },
            Planning.Facts(Role.Helpdesk)
        );

        Assert.Equal(["TRUE"], plan.After("msExchHideFromAddressLists", Anna));
        Assert.Empty(plan.Findings);
    }

    [Fact]
    public void Plan_ShownThoughNeverHidden_IsNothingToDo()
    {
        var plan = ChangePlanner.Plan(
            Anna,
            new RecipientEdit { HiddenFromAddressListsEnabled = false },
            Planning.Facts()
        );

        Assert.Empty(plan.Changes);
        Assert.NotNull(plan.Finding(FindingCodes.NothingToDo));
    }

    [Fact]
    public void Plan_HiddenWithoutAlias_OffersOneWithWhatWouldWake()
    {
        var entry = Planning.Person(
            ("mail", ["kim@contoso.example"]),
            ("targetAddress", ["SMTP:kim@tenant.mail.onmicrosoft.com"]),
            ("altRecipient", ["CN=Bo,DC=contoso,DC=test"])
        );

        var finding = ChangePlanner
            .Plan(entry, new RecipientEdit { HiddenFromAddressListsEnabled = true }, Planning.Facts())
            .Finding(FindingCodes.HiddenWithoutAlias)!;

        Assert.Equal(new FindingOffer("Set the alias kim too", "alias", "kim"), finding.Offer);
        Assert.Contains("targetAddress", finding.Message, StringComparison.Ordinal);
        Assert.Contains("altRecipient", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_HiddenWithoutAliasByHelpdesk_IsSaidButNotOffered()
    {
        var entry = Planning.Person(("mail", ["kim@contoso.example"]));

        var finding = ChangePlanner
            .Plan(entry, new RecipientEdit { HiddenFromAddressListsEnabled = true }, Planning.Facts(Role.Helpdesk))
            .Finding(FindingCodes.HiddenWithoutAlias)!;

        Assert.Null(finding.Offer);
    }

    [Fact]
    public void Plan_HiddenAndAliasTogether_ListsWhatWakesOnce()
    {
        var entry = Planning.Person(("mail", ["kim@contoso.example"]), ("msExchMailboxGuid", ["0123456789abcdef"]));

        var plan = ChangePlanner.Plan(
            entry,
            new RecipientEdit { HiddenFromAddressListsEnabled = true, Alias = "kim" },
            Planning.Facts()
        );

        Assert.True(plan.IsApplicable);
        Assert.Null(plan.Finding(FindingCodes.HiddenWithoutAlias));
        Assert.Contains(
            "msExchMailboxGuid",
            plan.Finding(FindingCodes.AliasActivatesSync)!.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("a@b")]
    [InlineData("a&b")]
    [InlineData("a\u202eb")]
    public void Plan_BadAlias_IsAnError(string alias)
    {
        var plan = ChangePlanner.Plan(Anna, new RecipientEdit { Alias = alias }, Planning.Facts());

        Assert.Contains(plan.Findings, f => f is { Severity: FindingSeverity.Error, Member: "alias" });
    }

    [Fact]
    public void Plan_AliasTakenElsewhere_IsAWarningWithTheHolder()
    {
        var holder = new AddressHolder(Guid.NewGuid(), "Bo", "mailNickname", "bo");

        var plan = ChangePlanner.Plan(
            Anna,
            new RecipientEdit { Alias = "bo" },
            Planning.Facts() with
            {
                AliasHolders = [holder],
            }
        );

        Assert.True(plan.IsApplicable);
        Assert.Equal(holder, plan.Finding(FindingCodes.AliasDuplicate)!.Holder);
    }

    [Fact]
    public void Plan_CustomAttributes_SetChangeAndRemove()
    {
        var edit = new RecipientEdit
        {
            CustomAttributes = new Dictionary<int, string?>
            {
                [1] = null,
                [2] = "contractor",
                [15] = "",
            },
        };

        var plan = ChangePlanner.Plan(Anna, edit, Planning.Facts());

        Assert.Equal(["extensionAttribute1", "extensionAttribute2"], plan.Changes.Select(c => c.Attribute));
        Assert.Empty(plan.After("extensionAttribute1", Anna));
        Assert.Equal(["contractor"], plan.After("extensionAttribute2", Anna));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void Plan_CustomAttributeOutOfRange_IsAnError(int number)
    {
        var plan = ChangePlanner.Plan(
            Anna,
            new RecipientEdit { CustomAttributes = new Dictionary<int, string?> { [number] = "x" } },
            Planning.Facts()
        );

        Assert.Contains(plan.Findings, f => f is { Severity: FindingSeverity.Error, Member: "customAttributes" });
    }

    [Fact]
    public void Plan_CustomAttributeTooLong_IsAnError()
    {
        var plan = ChangePlanner.Plan(
            Anna,
            new RecipientEdit { CustomAttributes = new Dictionary<int, string?> { [1] = new('x', 1025) } },
            Planning.Facts()
        );

        Assert.True(plan.HasErrors);
    }

    [Fact]
    public void Plan_HideWithoutExchangeSchema_NamesTheMissingAttribute()
    {
        var plan = ChangePlanner.Plan(
            Anna,
            new RecipientEdit { HiddenFromAddressListsEnabled = true },
            Planning.Facts(exchange: false)
        );

        Assert.Contains(
            "msExchHideFromAddressLists",
            plan.Finding(FindingCodes.AttributeMissing)!.Message,
            StringComparison.Ordinal
        );
        Assert.False(plan.IsApplicable);
    }

    [Theory]
    [InlineData(Authority.ExchangeOnline)]
    [InlineData(Authority.Cloud)]
    public void Plan_CloudOwnsTheAttributes_IsRefused(Authority authority)
    {
        var plan = ChangePlanner.Plan(
            Anna,
            new RecipientEdit { HiddenFromAddressListsEnabled = true },
            Planning.Facts() with
            {
                Tenant = new TenantView(new AuthorityDecision(authority, Authority.OnPremises, "The cloud owns it.")),
            }
        );

        Assert.Equal("hiddenFromAddressListsEnabled", plan.Finding(FindingCodes.AuthorityElsewhere)!.Member);
        Assert.False(plan.IsApplicable);
    }

    [Theory]
    [InlineData("Set-RemoteMailbox", "2147483648", "user")]
    [InlineData("Set-MailContact", "64", "contact")]
    [InlineData("Set-DistributionGroup", "256", "group")]
    [InlineData("Set-MailUser", "128", "user")]
    public void Plan_Cmdlet_FitsTheType(string cmdlet, string type, string objectClass)
    {
        var entry = Planning.Entry(
            "CN=O'Brien,DC=contoso,DC=test",
            objectClass,
            ("msExchRecipientTypeDetails", [type]),
            ("mailNickname", ["o"]),
            ("proxyAddresses", ["SMTP:o@contoso.example"])
        );

        var plan = ChangePlanner.Plan(
            entry,
            new RecipientEdit { AddAddresses = ["x@contoso.example"] },
            Planning.Facts()
        );

        Assert.Equal(
            $"{cmdlet} -Identity 'CN=O''Brien,DC=contoso,DC=test' -EmailAddresses @{{Add='smtp:x@contoso.example'}}",
            plan.Cmdlet
        );
    }

    [Fact]
    public void Plan_Ldif_IsFoldedAndEncoded()
    {
        var entry = Planning.Entry("CN=Müller,DC=contoso,DC=test", "user", ("displayName", ["Müller"]));

        var plan = ChangePlanner.Plan(
            entry,
            new RecipientEdit { DisplayName = "Anna" + new string('x', 100) },
            Planning.Facts()
        );

        var expected =
            "dn:: "
            + Convert.ToBase64String("CN=Müller,DC=contoso,DC=test"u8)
            + "\nchangetype: modify\ndelete: displayName\ndisplayName:: "
            + Convert.ToBase64String("Müller"u8)
            + "\n-\nadd: displayName\ndisplayName: Anna"
            + new string('x', 59)
            + "\n "
            + new string('x', 41)
            + "\n-\n";
        Assert.Equal(expected, plan.Ldif);
    }
}
