using HybridAdmin.Features.Recipients;

namespace HybridAdmin.Components.Tests.Recipients;

public sealed class EditConflictTests : RecipientPageTest
{
    [Fact]
    public void Between_BothChoseAPrimary_IsContestedOnce()
    {
        var conflict = Between(
            m => m.MakePrimary(m.Addresses.Single(l => l.Address.Value == "zw@contoso.example").Address),
            id =>
                Directory.ChangeElsewhere(
                    id,
                    "proxyAddresses",
                    "smtp:zoe.weiss@contoso.example",
                    "smtp:zw@contoso.example",
                    "SMTP:new@contoso.example",
                    "smtp:zoe.weiss@contoso.mail.onmicrosoft.com",
                    "SIP:zoe.weiss@contoso.example",
                    "X500:/o=Contoso/cn=zoe"
                )
        );

        var contested = Assert.Single(conflict.Rows, r => r.IsContested);
        Assert.Equal(
            ("primary address", "zoe.weiss@contoso.example", "new@contoso.example", "zw@contoso.example"),
            (contested.Attribute, contested.Opened, contested.Now, contested.Mine)
        );
        Assert.Contains(conflict.Rows, r => r is { IsEdited: false, Opened: null, Now: "new@contoso.example" });
        Assert.False(conflict.IsSettled);
        conflict.Choose(contested.Key, mine: false);
        Assert.True(conflict.IsSettled);
        Assert.Equal(["primary"], conflict.Theirs);
    }

    [Fact]
    public void Between_DifferentValues_IsSettledAndMineStay()
    {
        var conflict = Between(
            m =>
            {
                m.Add("zoe@contoso.example");
                m.SetCustom(1, "mine");
            },
            id => Directory.ChangeElsewhere(id, "displayName", "Theirs")
        );

        Assert.True(conflict.IsSettled);
        Assert.Empty(conflict.Theirs);
        Assert.All(conflict.Rows.Where(r => r.IsEdited), r => Assert.True(conflict.Choice(r)));
        Assert.Contains(conflict.ToTable(), r => r is { Attribute: "displayName", IsChoice: false });
    }

    [Fact]
    public void Between_BothDidTheSame_IsNoRow()
    {
        var conflict = Between(
            m => m.SetHidden(true),
            id => Directory.ChangeElsewhere(id, "msExchHideFromAddressLists", "TRUE")
        );

        Assert.DoesNotContain(conflict.Rows, r => r.IsEdited && r.IsContested);
    }

    [Fact]
    public void Between_MyRemovedAddressStillThere_MayBeGivenUp()
    {
        var conflict = Between(
            m => m.Remove(m.Addresses.Single(l => l.Address.Value == "zw@contoso.example").Address),
            id => Directory.ChangeElsewhere(id, "extensionAttribute2", "theirs")
        );

        var row = Assert.Single(conflict.Rows, r => r.IsEdited);
        Assert.Equal(("zw@contoso.example", "zw@contoso.example", null), (row.Opened, row.Now, row.Mine));
        conflict.Choose(row.Key, mine: false);
        Assert.Equal(["remove smtp:zw@contoso.example"], conflict.Theirs);
    }

    private EditConflict Between(Action<RecipientEditModel> mine, Action<Guid> theirs)
    {
        var id = AddZoe();
        var model = new RecipientEditModel(Read(id), Settings);
        mine(model);
        theirs(id);
        return EditConflict.Between(model, Read(id));
    }
}
