using HybridAdmin.Core.Access;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Features.Recipients;

namespace HybridAdmin.Components.Tests.Recipients;

public sealed class LinkedAddressTests : RecipientPageTest
{
    [Theory]
    [InlineData("X500:/o=Contoso/cn=old", "+ X500:/o=Contoso/cn=old")]
    [InlineData("zoe@contoso.example", "+ zoe@contoso.example")]
    public void Collect_NewAddress_Waits(string address, string pending)
    {
        var (model, linked) = Collect(address);

        Assert.True(linked!.Value.Added);
        Assert.Equal([pending], model.Pending.Select(p => p.Text));
        Assert.Equal(0, Directory.Modifies);
    }

    [Theory]
    [InlineData("zw@contoso.example", "has this address already")]
    [InlineData("no address", "cannot hold a blank")]
    public void Collect_WhatCannotBeAdded_SaysWhy(string address, string why)
    {
        var (model, linked) = Collect(address);

        Assert.False(linked!.Value.Added);
        Assert.Contains(why, linked.Value.Text, StringComparison.Ordinal);
        Assert.True(model.IsEmpty);
    }

    [Fact]
    public void Collect_Auditor_CollectsNothing()
    {
        Person = Somebody(Role.Auditor);

        Assert.False(Collect("zoe@contoso.example").Linked!.Value.Added);
    }

    [Fact]
    public void Collect_TooLong_CollectsNothing() =>
        Assert.False(Collect("X500:" + new string('x', 2000)).Linked!.Value.Added);

    [Fact]
    public void Collect_NoAddressInTheLink_IsNull() => Assert.Null(Collect("").Linked);

    private (RecipientEditModel Model, (bool Added, string Text)? Linked) Collect(string address)
    {
        var details = Read(AddZoe());
        var model = new RecipientEditModel(details, Settings);
        return (
            model,
            LinkedAddress.Collect(
                $"http://localhost/recipients/1?add={Uri.EscapeDataString(address)}",
                model,
                EditRights.Of(details)
            )
        );
    }
}
