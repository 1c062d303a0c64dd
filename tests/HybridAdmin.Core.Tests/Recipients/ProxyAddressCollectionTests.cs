using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tests.Recipients;

public sealed class ProxyAddressCollectionTests
{
    private static readonly string[] Stored =
    [
        "X500:/o=A/cn=1",
        "smtp:a@c.example",
        "SMTP:b@c.example",
        "SIP:b@c.example",
        "nonsense",
    ];

    [Fact]
    public void MakePrimary_Alias_SwapsThePrefixesAndKeepsTheRest()
    {
        var addresses = ProxyAddressCollection.FromStored(Stored);

        Assert.False(addresses.MakePrimary(ProxyAddress.Smtp("A@C.example", true)));

        Assert.Equal(
            ["X500:/o=A/cn=1", "SMTP:A@C.example", "smtp:b@c.example", "SIP:b@c.example", "nonsense"],
            addresses.Select(a => a.Text)
        );
        Assert.Equal("A@C.example", addresses.PrimarySmtpAddress);
    }

    [Fact]
    public void WithPrimary_NewAddress_IsAddedToACopy()
    {
        var addresses = ProxyAddressCollection.FromStored(Stored);

        var changed = addresses.WithPrimary(ProxyAddress.Smtp("n@c.example", false));

        Assert.Equal("n@c.example", changed.PrimarySmtpAddress);
        Assert.Equal("SMTP:n@c.example", Assert.Single(changed.PrimarySmtpAddresses).Text);
        Assert.Equal("b@c.example", addresses.PrimarySmtpAddress);
        Assert.Equal(Stored.Length, addresses.Count);
    }

    [Fact]
    public void EnsurePrimary_AliasesOnly_PromotesTheFirst()
    {
        var aliases = ProxyAddressCollection.FromStored(["sip:x@c.example", "smtp:a@c.example", "smtp:b@c.example"]);

        Assert.Equal("SMTP:a@c.example", aliases.EnsurePrimary()!.Value.Text);
        Assert.Null(aliases.EnsurePrimary());
        Assert.Null(ProxyAddressCollection.FromStored(["sip:x@c.example"]).EnsurePrimary());
    }

    [Theory]
    [InlineData("a@C.example", "smtp:a@c.example")]
    [InlineData(" smtp:B@c.example ", "SMTP:b@c.example")]
    [InlineData("NONSENSE", "nonsense")]
    [InlineData("sip:b@c.example", "SIP:b@c.example")]
    [InlineData("x@c.example", null)]
    public void Find_Text_IsWhatIsStored(string text, string? stored) =>
        Assert.Equal(stored, ProxyAddressCollection.FromStored(Stored).Find(text)?.Text);

    [Theory]
    [InlineData("Smtp:a@c.example", true, false)]
    [InlineData("SMTP:a@c.example", true, true)]
    [InlineData("smtp:a@c.example", true, false)]
    [InlineData("SMTPX:a@c.example", false, false)]
    [InlineData("a@c.example", false, false)]
    public void Prefix_OfAStoredText_IsKnownWithoutReadingIt(string text, bool isSmtp, bool isPrimary)
    {
        Assert.Equal((isSmtp, isPrimary), (ProxyAddress.IsSmtpText(text), ProxyAddress.IsPrimarySmtpText(text)));
        Assert.Equal(isPrimary ? "a@c.example" : null, ProxyAddressCollection.PrimaryOf([text]));
        Assert.Equal(isSmtp ? "a@c.example" : text, ProxyAddress.WithoutSmtpPrefix(text));
        Assert.Equal(isSmtp, ProxyAddressCollection.Holds([text], "A@c.example"));
        Assert.Equal(isPrimary, ProxyAddress.FromStored(text).IsPrimarySmtp);
    }
}
