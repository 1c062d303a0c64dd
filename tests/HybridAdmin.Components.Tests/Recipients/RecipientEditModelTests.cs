using HybridAdmin.Core.Access;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Settings;
using HybridAdmin.Features.Recipients;

namespace HybridAdmin.Components.Tests.Recipients;

public sealed class RecipientEditModelTests : RecipientPageTest
{
    [Fact]
    public void Add_NewAddress_IsPendingAndInTheEdit()
    {
        var model = Model();

        var problem = model.Add("zoe@contoso.example");

        Assert.Null(problem);
        Assert.Equal(["+ zoe@contoso.example"], model.Pending.Select(p => p.Text));
        Assert.Equal(["smtp:zoe@contoso.example"], model.ToEdit().AddAddresses);
    }

    [Fact]
    public void Add_WithCapitalPrefix_AlsoMakesItPrimary()
    {
        var model = Model();

        model.Add("SMTP:zoe@contoso.example");

        Assert.Equal(["+ zoe@contoso.example", "primary → zoe@contoso.example"], model.Pending.Select(p => p.Text));
        Assert.Equal("zoe@contoso.example", model.ToEdit().PrimarySmtpAddress);
    }

    [Theory]
    [InlineData("ZW@contoso.example", "The recipient has this address already.")]
    [InlineData("two words@contoso.example", "An address cannot hold a blank.")]
    public void Add_NotPossible_SaysWhyAndKeepsNothing(string text, string expected)
    {
        var model = Model();

        Assert.Equal(expected, model.Add(text));
        Assert.True(model.IsEmpty);
    }

    [Fact]
    public void Add_AddressThatWasToBeRemoved_KeepsIt()
    {
        var model = Model();
        model.Remove(Line(model, "zw@contoso.example").Address);

        model.Add("zw@contoso.example");

        Assert.True(model.IsEmpty);
    }

    [Fact]
    public void Remove_Alias_StaysVisibleAsRemoved()
    {
        var model = Model();

        model.Remove(Line(model, "zw@contoso.example").Address);

        Assert.Equal(AddressLineState.Removed, Line(model, "zw@contoso.example").State);
        Assert.Equal(["smtp:zw@contoso.example"], model.ToEdit().RemoveAddresses);
    }

    [Fact]
    public void Remove_PendingPrimary_TakesBothBack()
    {
        var model = Model();
        model.Add("SMTP:zoe@contoso.example");

        model.Remove(Line(model, "zoe@contoso.example").Address);

        Assert.True(model.IsEmpty);
    }

    [Fact]
    public void MakePrimary_Alias_ComesFirstAndBackAgainIsNoEdit()
    {
        var model = Model();

        model.MakePrimary(Line(model, "zw@contoso.example").Address);
        Assert.Equal("zw@contoso.example", model.Addresses[0].Text);
        model.MakePrimary(Line(model, "zoe.weiss@contoso.example").Address);

        Assert.True(model.IsEmpty);
    }

    [Fact]
    public void MakePrimary_OfSeveralPrimaries_IsAnEdit()
    {
        var id = Directory.AddUser("Two", ("proxyAddresses", ["SMTP:a@contoso.example", "SMTP:b@contoso.example"]));
        var model = new RecipientEditModel(Read(id), Settings);

        model.MakePrimary(Line(model, "b@contoso.example").Address);

        Assert.Equal("b@contoso.example", model.ToEdit().PrimarySmtpAddress);
    }

    [Fact]
    public void Set_BackToThePresentValue_IsNoEdit()
    {
        var model = Model(("extensionAttribute3", ["blue"]));
        model.SetHidden(true);
        model.SetAlias("other");
        model.SetDisplayName("Other");
        model.SetCustom(3, "");
        Assert.Equal(4, model.Count);

        model.SetHidden(false);
        model.SetAlias("zweiss");
        model.SetDisplayName(Zoe);
        model.SetCustom(3, "blue");

        Assert.True(model.ToEdit().IsEmpty);
    }

    [Fact]
    public void Pending_CustomAttribute_HasTheConfiguredLabel()
    {
        Settings = new ChangeSettings { CustomAttributeLabels = new Dictionary<int, string> { [2] = "Cost centre" } };
        var model = Model();

        model.SetCustom(2, "4711");

        Assert.Equal(["Cost centre → 4711"], model.Pending.Select(p => p.Text));
    }

    [Fact]
    public void Confirm_ThenAnotherEdit_IsAskedAgain()
    {
        var model = Model();
        model.Add("a@unknown.example");
        model.Confirm(FindingCodes.DomainNotAccepted, true);

        model.Add("b@unknown.example");

        Assert.Empty(model.ToEdit().Confirm);
    }

    [Fact]
    public void Rebase_KeepMine_DropsOnlyWhatIsAlreadySo()
    {
        var id = AddZoe();
        var model = new RecipientEditModel(Read(id), Settings);
        model.Add("zoe@contoso.example");
        model.Add("z@contoso.example");
        model.Remove(Line(model, "zw@contoso.example").Address);
        Directory.ChangeElsewhere(id, "proxyAddresses", "SMTP:zoe.weiss@contoso.example", "smtp:zoe@contoso.example");

        model.Rebase(Read(id), new HashSet<string>());

        Assert.Equal(["+ z@contoso.example"], model.Pending.Select(p => p.Text));
    }

    [Fact]
    public void Rebase_GivenUp_DropsThatEditOnly()
    {
        var id = AddZoe();
        var model = new RecipientEditModel(Read(id), Settings);
        model.Add("zoe@contoso.example");
        model.SetHidden(true);

        model.Rebase(Read(id), new HashSet<string> { "add smtp:zoe@contoso.example" });

        Assert.Equal(["hide from address lists"], model.Pending.Select(p => p.Text));
    }

    [Fact]
    public void Rebase_NewPrimaryGivenUp_IsNotPrimaryEither()
    {
        var id = AddZoe();
        var model = new RecipientEditModel(Read(id), Settings);
        model.Add("SMTP:zoe@contoso.example");

        model.Rebase(Read(id), new HashSet<string> { "add smtp:zoe@contoso.example" });

        Assert.True(model.IsEmpty);
    }

    [Fact]
    public void Rights_Helpdesk_MayNotSetAliasAndSaysWhy()
    {
        Person = Somebody(Role.Helpdesk);

        var rights = EditRights.Of(Read(AddZoe()));

        Assert.Null(rights.Addresses);
        Assert.Equal(
            "The role Helpdesk may not set an alias, which opens the synchronisation of all Exchange attributes.",
            rights.Alias
        );
        Assert.False(rights.ProtectedAddresses);
    }

    private RecipientEditModel Model(params (string, string?[])[] more) => new(Read(AddZoe(more)), Settings);

    private static AddressLine Line(RecipientEditModel model, string text) =>
        model.Addresses.First(l => l.Address.IsSmtp && l.Text == text);
}
