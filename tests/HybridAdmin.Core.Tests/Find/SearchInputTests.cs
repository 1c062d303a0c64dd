using HybridAdmin.Core.Comparison.Find;

namespace HybridAdmin.Core.Tests.Find;

public sealed class SearchInputTests
{
    [Theory]
    [InlineData("anna@contoso.example", "anna@contoso.example")]
    [InlineData("  smtp:anna@contoso.example ", "anna@contoso.example")]
    [InlineData("SMTP:anna@contoso.example", "anna@contoso.example")]
    [InlineData("<anna@contoso.example>", "anna@contoso.example")]
    [InlineData("Anna Berg <anna@contoso.example>", "anna@contoso.example")]
    [InlineData("\"Berg, Anna\" <smtp:anna@contoso.example>", "anna@contoso.example")]
    [InlineData("mailto:anna@contoso.example?subject=hi", "anna@contoso.example")]
    [InlineData("o'neil@contoso.example", "o'neil@contoso.example")]
    [InlineData("sip:anna@contoso.example", "sip:anna@contoso.example")]
    [InlineData("X500:/o=Contoso/cn=anna berg", "X500:/o=Contoso/cn=anna berg")]
    [InlineData("/o=Contoso/ou=First/cn=anna", "X500:/o=Contoso/ou=First/cn=anna")]
    public void Parse_OneAddressHoweverWritten_IsFound(string text, string address) =>
        Assert.Equal(address, SearchInput.Parse(text).Address);

    [Theory]
    [InlineData("anna")]
    [InlineData("anna@")]
    [InlineData("@contoso.example")]
    [InlineData("anna@contoso")]
    [InlineData("anna berg@contoso.example or so")]
    [InlineData("https://contoso.example/a@b")]
    [InlineData("smtp:")]
    [InlineData("<>")]
    [InlineData("")]
    [InlineData(null)]
    public void Parse_NoAddress_IsNull(string? text) => Assert.Null(SearchInput.Parse(text).Address);

    [Theory]
    [InlineData("contoso.example", "contoso.example")]
    [InlineData("@Contoso.example", "contoso.example")]
    [InlineData("anna.berg", "anna.berg")]
    [InlineData("contoso", null)]
    [InlineData("contoso.example hello", null)]
    public void Parse_Domain_IsFound(string text, string? domain) =>
        Assert.Equal(domain, SearchInput.Parse(text).Domain);

    [Fact]
    public void Parse_WholeBounce_AsksForItsAddressesAndForNoWords()
    {
        var input = SearchInput.Parse(
            "Delivery has failed to these recipients: IMCEAEX-_o=Contoso_cn=anna@contoso.example\nReporting-MTA: dns;mx.contoso.example"
        );

        Assert.Equal(["X500:/o=Contoso/cn=anna"], input.Addresses);
        Assert.Null(input.Words);
    }

    [Fact]
    public void Parse_LongerThanAnything_IsCutAndGivesNoWords()
    {
        var input = SearchInput.Parse(new string('x', 100_000));

        Assert.Equal(SearchInput.Longest, input.Text.Length);
        Assert.Null(input.Words);
        Assert.Null(SearchInput.Parse(new string('a', 2000) + "@contoso.example").Address);
    }
}
