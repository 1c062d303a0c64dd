using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tests.Recipients;

public sealed class ProxyAddressTests
{
    [Theory]
    [InlineData("SMTP:Anna@C.test", ProxyAddressKind.Smtp, true, "Anna@C.test", "c.test")]
    [InlineData("smtp:anna@c.test", ProxyAddressKind.Smtp, false, "anna@c.test", "c.test")]
    [InlineData("Smtp:anna@c.test", ProxyAddressKind.Smtp, false, "anna@c.test", "c.test")]
    [InlineData("SIP:anna@c.test", ProxyAddressKind.Sip, true, "anna@c.test", "c.test")]
    [InlineData("x500:/o=A/cn=1", ProxyAddressKind.X500, false, "/o=A/cn=1", "")]
    [InlineData("X500:/o=A/cn=a@b", ProxyAddressKind.X500, true, "/o=A/cn=a@b", "")]
    [InlineData("X400:c=US;a= ;p=A;", ProxyAddressKind.X400, true, "c=US;a= ;p=A;", "")]
    [InlineData("eum:100;phone-context=x", ProxyAddressKind.Other, false, "100;phone-context=x", "")]
    [InlineData("anna@c.test", ProxyAddressKind.Malformed, false, "anna@c.test", "")]
    [InlineData(":anna@c.test", ProxyAddressKind.Malformed, false, ":anna@c.test", "")]
    [InlineData("sm tp:anna@c.test", ProxyAddressKind.Malformed, false, "sm tp:anna@c.test", "")]
    [InlineData("smtp:", ProxyAddressKind.Smtp, false, "", "")]
    [InlineData("", ProxyAddressKind.Malformed, false, "", "")]
    public void FromStored_AnyValue_IsTakenApartAndKept(
        string text,
        ProxyAddressKind kind,
        bool isPrimary,
        string value,
        string domain
    )
    {
        var address = ProxyAddress.FromStored(text);

        Assert.Equal(text, address.Text);
        Assert.Equal(kind, address.Kind);
        Assert.Equal(isPrimary, address.IsPrimary);
        Assert.Equal(value, address.Value);
        Assert.Equal(domain, address.Domain);
    }

    [Theory]
    [InlineData(" anna@c.test ", "smtp:anna@c.test")]
    [InlineData("SMTP:anna@c.test", "SMTP:anna@c.test")]
    [InlineData("SIP:anna@c.test", "SIP:anna@c.test")]
    [InlineData("X500:/o=A (x)/cn=1+2=3", "X500:/o=A (x)/cn=1+2=3")]
    public void TryParse_Given_IsSmtpWithoutPrefix(string text, string expected)
    {
        Assert.True(ProxyAddress.TryParse(text, out var address, out var problem), problem);
        Assert.Equal(expected, address.Text);
    }

    [Theory]
    [InlineData(null, "needed")]
    [InlineData("smtp:", "needed")]
    [InlineData("anna", "no @")]
    [InlineData("smtp:müller@c.test", "\"ü\"")]
    [InlineData("http://c.test", "no problem")]
    [InlineData("X500:", "nothing after")]
    [InlineData("X500:/o=A\0", "control character")]
    public void TryParse_NotUsable_SaysWhy(string? text, string expected)
    {
        var parsed = ProxyAddress.TryParse(text, out _, out var problem);

        // "http" has the form of a type prefix: types other than SMTP are the administrator's responsibility.
        Assert.Equal(expected == "no problem", parsed);
        if (!parsed)
            Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_OtherTypeTooLong_SaysSo()
    {
        Assert.True(ProxyAddress.TryParse("X500:" + new string('a', 251), out _, out _));
        Assert.False(ProxyAddress.TryParse("X500:" + new string('a', 252), out _, out var problem));
        Assert.Contains("257 characters", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void AsPrimary_ThereAndBack_ChangesThePrefixOnly()
    {
        var stored = ProxyAddress.FromStored("smtp:Anna.Berg@C.test");

        var primary = stored.AsPrimary(true);

        Assert.Equal("SMTP:Anna.Berg@C.test", primary.Text);
        Assert.True(primary.IsPrimary);
        Assert.Equal(stored, primary.AsPrimary(false));
        Assert.True(stored.IsSameAddressAs(primary));
        Assert.False(stored.IsSameAddressAs(ProxyAddress.FromStored("SIP:Anna.Berg@C.test")));
    }
}
