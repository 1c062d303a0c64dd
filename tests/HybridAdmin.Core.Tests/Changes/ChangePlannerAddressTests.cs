using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tests.Changes;

public sealed class ChangePlannerAddressTests
{
    private const string Routing = "smtp:anna@tenant.mail.onmicrosoft.com";

    private static readonly DirectoryEntry Berg = Planning.Person(
        (
            "proxyAddresses",
            [
                "SMTP:berg@contoso.example",
                "smtp:lund@contoso.example",
                Routing,
                "SIP:berg@contoso.example",
                "X500:/o=A/cn=1",
            ]
        ),
        ("mail", ["berg@contoso.example"]),
        ("mailNickname", ["berg"]),
        ("userPrincipalName", ["berg@contoso.example"]),
        ("targetAddress", ["SMTP:anna@tenant.mail.onmicrosoft.com"]),
        ("msExchRecipientTypeDetails", ["2147483648"]),
        ("msExchPoliciesIncluded", ["{11111111-0000-0000-0000-000000000000}", "{26491cfc-9e50-4857-861b-0cb8df22b5d7}"])
    );

    [Fact]
    public void Plan_FirstAliasOnObjectWithOnlyMail_WritesMailAsPrimaryToo()
    {
        var entry = Planning.Person(
            ("mail", ["anna@contoso.example"]),
            ("userPrincipalName", ["anna@contoso.example"])
        );

        var plan = ChangePlanner.Plan(
            entry,
            new RecipientEdit { AddAddresses = ["a.berg@contoso.example"] },
            Planning.Facts()
        );

        Assert.Equal(["SMTP:anna@contoso.example", "smtp:a.berg@contoso.example"], plan.After("proxyAddresses", entry));
        Assert.False(plan.Touches("mail"));
        Assert.False(plan.Touches("msExchPoliciesExcluded"));
        Assert.NotNull(plan.Finding(FindingCodes.MailKept));
    }

    [Fact]
    public void Plan_OtherAddressBecomesPrimary_WritesEverythingThatFollowsInOneModify()
    {
        var plan = ChangePlanner.Plan(
            Berg,
            new RecipientEdit { PrimarySmtpAddress = "lund@contoso.example" },
            Planning.Facts()
        );

        Assert.True(plan.IsApplicable);
        Assert.Equal(
            [
                "SIP:berg@contoso.example",
                "SMTP:lund@contoso.example",
                "X500:/o=A/cn=1",
                Routing,
                "smtp:berg@contoso.example",
            ],
            plan.After("proxyAddresses", Berg)
        );
        Assert.Equal(["lund@contoso.example"], plan.After("mail", Berg));
        Assert.Equal([Recipient.PolicySentinel], plan.After("msExchPoliciesExcluded", Berg));
        Assert.Empty(plan.After("msExchPoliciesIncluded", Berg));
        Assert.Equal(
            ["mail", "msExchPoliciesExcluded", "msExchPoliciesIncluded", "proxyAddresses"],
            plan.Changes.Select(c => c.Attribute).Order(StringComparer.Ordinal)
        );
        Assert.NotNull(plan.Finding(FindingCodes.UpnDiffers));
        Assert.NotNull(plan.Finding(FindingCodes.SipDiffers));
    }

    [Fact]
    public void ToModification_PrimaryFlipped_DeletesOldValuesByNameBeforeAddingNewOnes()
    {
        var plan = ChangePlanner.Plan(
            Berg,
            new RecipientEdit { PrimarySmtpAddress = "lund@contoso.example" },
            Planning.Facts()
        );

        var modify = Assert.IsType<ModifyStep>(Assert.Single(plan.Steps));
        var steps = modify.ToModification().Steps.Where(s => s.Attribute == "proxyAddresses").ToArray();

        Assert.Equal([ModificationKind.Delete, ModificationKind.Add], steps.Select(s => s.Kind));
        Assert.Equal(
            ["SMTP:berg@contoso.example", "smtp:lund@contoso.example"],
            steps[0].Values.Select(v => v.Text).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["SMTP:lund@contoso.example", "smtp:berg@contoso.example"],
            steps[1].Values.Select(v => v.Text).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Plan_AliasAdded_LeavesPolicyAloneAndClaimsOnlyTheNewAddress()
    {
        var plan = ChangePlanner.Plan(
            Berg,
            new RecipientEdit { AddAddresses = ["x@contoso.example"] },
            Planning.Facts()
        );

        Assert.Equal(["proxyAddresses"], plan.Changes.Select(c => c.Attribute));
        Assert.Equal(["smtp:x@contoso.example"], plan.Claims.Select(c => c.Address.Text));
    }

    [Fact]
    public void Plan_AddressDiffersOnlyInCase_IsThereAlready()
    {
        var plan = ChangePlanner.Plan(
            Berg,
            new RecipientEdit { AddAddresses = ["LUND@Contoso.Example"] },
            Planning.Facts()
        );

        Assert.Empty(plan.Changes);
        Assert.NotNull(plan.Finding(FindingCodes.AddressPresent));
        Assert.NotNull(plan.Finding(FindingCodes.NothingToDo));
    }

    [Fact]
    public void Plan_NewPrimaryAndOldOneRemoved_IsOneChange()
    {
        var edit = new RecipientEdit
        {
            PrimarySmtpAddress = "neu@contoso.example",
            RemoveAddresses = ["berg@contoso.example"],
        };

        var plan = ChangePlanner.Plan(Berg, edit, Planning.Facts());

        Assert.True(plan.IsApplicable);
        Assert.DoesNotContain("smtp:berg@contoso.example", plan.After("proxyAddresses", Berg));
        Assert.Contains("SMTP:neu@contoso.example", plan.After("proxyAddresses", Berg));
    }

    [Fact]
    public void Plan_PrimaryRemovedWithoutAnother_IsRefused()
    {
        var plan = ChangePlanner.Plan(
            Berg,
            new RecipientEdit { RemoveAddresses = ["SMTP:berg@contoso.example"] },
            Planning.Facts(Role.Administrator)
        );

        Assert.Equal(FindingSeverity.Error, plan.Finding(FindingCodes.PrimaryNeeded)!.Severity);
    }

    [Theory]
    [InlineData("X500:/o=A/cn=1")]
    [InlineData(Routing)]
    public void Plan_ProtectedAddressRemoved_NeedsAnAdministratorWhoConfirms(string address)
    {
        var edit = new RecipientEdit { RemoveAddresses = [address] };
        var confirmed = edit with { Confirm = [FindingCodes.AddressProtected] };

        Assert.True(ChangePlanner.Plan(Berg, confirmed, Planning.Facts()).HasErrors);
        Assert.True(ChangePlanner.Plan(Berg, edit, Planning.Facts(Role.Administrator)).HasErrors);
        Assert.True(ChangePlanner.Plan(Berg, confirmed, Planning.Facts(Role.Administrator)).IsApplicable);
    }

    [Theory]
    [InlineData(Role.Helpdesk, false, false)]
    [InlineData(Role.Administrator, false, false)]
    [InlineData(Role.Helpdesk, true, false)]
    [InlineData(Role.Administrator, true, true)]
    public void Plan_UnacceptedDomain_IsForAdministratorsWhoConfirm(Role role, bool confirmed, bool applicable)
    {
        var edit = new RecipientEdit
        {
            AddAddresses = ["x@elsewhere.test"],
            Confirm = confirmed ? [FindingCodes.DomainNotAccepted] : [],
        };

        var plan = ChangePlanner.Plan(Berg, edit, Planning.Facts(role));

        Assert.Equal(applicable, plan.IsApplicable);
        Assert.NotNull(plan.Finding(FindingCodes.DomainNotAccepted));
    }

    [Fact]
    public void Plan_DomainInUseButNowhereAccepted_IsPointedOut()
    {
        var plan = ChangePlanner.Plan(
            Berg,
            new RecipientEdit { AddAddresses = ["x@old.example"] },
            Planning.Facts(Role.Helpdesk)
        );

        Assert.True(plan.IsApplicable);
        Assert.Equal(FindingSeverity.Warning, plan.Finding(FindingCodes.DomainUnconfirmed)!.Severity);
    }

    [Theory]
    [InlineData("no-at-sign")]
    [InlineData("a@b@contoso.example")]
    [InlineData("a..b@contoso.example")]
    [InlineData("a b@contoso.example")]
    [InlineData("ä@contoso.example")]
    [InlineData("a\0b@contoso.example")]
    [InlineData("a\u202eb@contoso.example")]
    [InlineData("(a*)@contoso.example")]
    [InlineData("a@contoso")]
    [InlineData("")]
    public void Plan_BadAddress_IsAnErrorOfItsMember(string address)
    {
        var plan = ChangePlanner.Plan(Berg, new RecipientEdit { AddAddresses = [address] }, Planning.Facts());

        Assert.Contains(
            plan.Findings,
            f => f is { Severity: FindingSeverity.Error, Code: FindingCodes.Invalid, Member: "addAddresses" }
        );
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void Plan_AddressOf300Characters_SaysHowLongItMayBe()
    {
        var plan = ChangePlanner.Plan(
            Berg,
            new RecipientEdit { AddAddresses = [new string('a', 288) + "@contoso.test"] },
            Planning.Facts()
        );

        Assert.Contains(
            "256",
            Assert.Single(plan.Findings, f => f.Severity == FindingSeverity.Error).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Plan_ApostropheInAddress_IsAllowed()
    {
        Assert.True(
            ChangePlanner
                .Plan(Berg, new RecipientEdit { AddAddresses = ["o'neil@contoso.example"] }, Planning.Facts())
                .IsApplicable
        );
    }

    [Fact]
    public void Plan_TwoPrimariesAlreadyThere_ChoosingOneDemotesTheOther()
    {
        var entry = Planning.Person(
            ("proxyAddresses", ["SMTP:a@contoso.example", "SMTP:b@contoso.example"]),
            ("mail", ["b@contoso.example"])
        );

        var plan = ChangePlanner.Plan(
            entry,
            new RecipientEdit { PrimarySmtpAddress = "b@contoso.example" },
            Planning.Facts()
        );

        Assert.Equal(["SMTP:b@contoso.example", "smtp:a@contoso.example"], plan.After("proxyAddresses", entry));
        Assert.False(plan.Touches("mail"));
    }

    [Fact]
    public void Plan_FirstAddressOfAnObjectWithout_BecomesPrimaryAndMail()
    {
        var entry = Planning.Person(("userPrincipalName", ["neu@contoso.example"]));

        var plan = ChangePlanner.Plan(
            entry,
            new RecipientEdit { AddAddresses = ["neu@contoso.example"] },
            Planning.Facts()
        );

        Assert.Equal(["SMTP:neu@contoso.example"], plan.After("proxyAddresses", entry));
        Assert.Equal(["neu@contoso.example"], plan.After("mail", entry));
    }

    [Fact]
    public void Plan_StoredValueWithoutPrefix_CanBeRemovedByItsText()
    {
        var entry = Planning.Person(
            ("proxyAddresses", ["SMTP:a@contoso.example", "odd value"]),
            ("mail", ["a@contoso.example"])
        );

        var plan = ChangePlanner.Plan(entry, new RecipientEdit { RemoveAddresses = ["odd value"] }, Planning.Facts());

        Assert.Equal(["SMTP:a@contoso.example"], plan.After("proxyAddresses", entry));
    }

    [Fact]
    public void Plan_WithoutExchangeSchema_WritesAddressesWithoutPolicy()
    {
        var entry = Planning.Person(
            ("proxyAddresses", ["SMTP:a@contoso.example", "smtp:b@contoso.example"]),
            ("mail", ["a@contoso.example"])
        );

        var plan = ChangePlanner.Plan(
            entry,
            new RecipientEdit { PrimarySmtpAddress = "b@contoso.example" },
            Planning.Facts(exchange: false)
        );

        Assert.True(plan.IsApplicable);
        Assert.Equal(["mail", "proxyAddresses"], plan.Changes.Select(c => c.Attribute).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("proxyAddresses", "smtp:x@contoso.example", FindingSeverity.Error)]
    [InlineData("mail", "x@contoso.example", FindingSeverity.Error)]
    [InlineData("userPrincipalName", "X@contoso.example", FindingSeverity.Error)]
    [InlineData("targetAddress", "SMTP:x@contoso.example", FindingSeverity.Error)]
    public void Plan_AddressHeldByAnother_NamesHolderAndAttribute(
        string attribute,
        string value,
        FindingSeverity severity
    )
    {
        var holder = new AddressHolder(Guid.NewGuid(), "Bo Lund", attribute, value);

        var plan = ChangePlanner.Plan(
            Berg,
            new RecipientEdit { AddAddresses = ["x@contoso.example"] },
            Planning.Facts(holders: holder)
        );

        var finding = plan.Finding(FindingCodes.AddressInUse)!;
        Assert.Equal(severity, finding.Severity);
        Assert.Equal(holder, finding.Holder);
        Assert.Contains("Bo Lund", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_AddressIsAContactsTarget_IsAWarning()
    {
        var holder = new AddressHolder(Guid.NewGuid(), "Partner", "targetAddress", "SMTP:x@contoso.example")
        {
            IsContact = true,
        };

        var plan = ChangePlanner.Plan(
            Berg,
            new RecipientEdit { AddAddresses = ["x@contoso.example"] },
            Planning.Facts(holders: holder)
        );

        Assert.True(plan.IsApplicable);
        Assert.NotNull(plan.Finding(FindingCodes.TargetOfContact));
    }

    [Fact]
    public void Plan_AddressInMailOfAnAccountOutsideTheSync_IsAWarning()
    {
        var holder = new AddressHolder(Guid.NewGuid(), "Old", "mail", "x@contoso.example")
        {
            Dn = DistinguishedName.Parse("CN=Old,OU=Attic,DC=contoso,DC=test"),
        };
        var facts = Planning.Facts(holders: holder) with
        {
            SyncedOrganizationalUnits = [DistinguishedName.Parse("OU=Staff,DC=contoso,DC=test")],
        };

        var plan = ChangePlanner.Plan(Berg, new RecipientEdit { AddAddresses = ["x@contoso.example"] }, facts);

        Assert.True(plan.IsApplicable);
        Assert.NotNull(plan.Finding(FindingCodes.MailOutsideSync));
    }
}
