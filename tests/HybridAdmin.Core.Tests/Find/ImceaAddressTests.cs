using HybridAdmin.Core.Comparison.Find;

namespace HybridAdmin.Core.Tests.Find;

public sealed class ImceaAddressTests
{
    private const string Anna =
        "/o=Contoso/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=anna.berg";
    private const string Packed =
        "IMCEAEX-_o=Contoso_ou=Exchange+20Administrative+20Group+20+28FYDIBOHF23SPDLT+29_cn=Recipients_cn=anna+2Eberg@contoso.example";

    [Theory]
    [InlineData(Packed)]
    [InlineData("The address <" + Packed + "> was not found.")]
    [InlineData("'" + Packed + "'")]
    [InlineData("[" + Packed + "]\r\n550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found")]
    [InlineData(Packed + ".")]
    [InlineData(
        "imceaex-_o=Contoso_ou=Exchange+20Administrative+20Group+20+28FYDIBOHF23SPDLT+29_cn=Recipients_cn=anna.berg@contoso.example"
    )]
    public void FindAll_OneInAnySurrounding_IsDecoded(string text)
    {
        var address = Assert.Single(ImceaAddress.FindAll(text));

        Assert.Equal(("EX", Anna, "X500:" + Anna), (address.Type, address.Value, address.ProxyText));
    }

    [Theory]
    [InlineData(
        "IMCEAEX-_o=Contoso_ou=Exchange+20Administrative+20Group+20\r\n +28FYDIBOHF23SPDLT+29_cn=Recipients_cn=\r\n\tanna+2Eberg@contoso.example"
    )]
    [InlineData(
        "IMCEAEX-_o=Contoso_ou=Exchange+20Administrative+20Group+20 +28FYDIBOHF23SPDLT+29_cn=Recipients_cn=anna+2Eberg@contoso.example Subject: hello"
    )]
    [InlineData(
        "<IMCEAEX-_o=3DContoso_ou=3DExchange+20Administrative+20Group+20+28FYDIB=\r\nOHF23SPDLT+29_cn=3DRecipients_cn=3Danna+2Eberg@contoso.example>"
    )]
    public void FindAll_FoldedOrQuotedPrintable_IsJoined(string text) =>
        Assert.Equal(Anna, Assert.Single(ImceaAddress.FindAll(text)).Value);

    [Fact]
    public void FindAll_HexadecimalTailOnTheNextLine_IsJoined()
    {
        const string text = "IMCEAEX-_o=Contoso_cn=Recipients_cn=0a1b2c3d4e5f\r\n60718293-anna@contoso.example";

        Assert.Equal(
            "/o=Contoso/cn=Recipients/cn=0a1b2c3d4e5f60718293-anna",
            Assert.Single(ImceaAddress.FindAll(text)).Value
        );
    }

    [Fact]
    public void FindAll_CutBeforeItsDomain_DoesNotSwallowTheSentence() =>
        Assert.Equal(
            "/o=Contoso/cn=anna",
            Assert
                .Single(ImceaAddress.FindAll("IMCEAEX-_o=Contoso_cn=anna was not found, ask kim@contoso.example"))
                .Value
        );

    [Fact]
    public void FindAll_SeveralAndRepeated_GivesEachOnce()
    {
        var text = $"{Packed}\n{Packed.ToUpperInvariant()}\nIMCEAEX-_o=Contoso_cn=bo@contoso.example";

        Assert.Equal([Anna, "/o=Contoso/cn=bo"], ImceaAddress.FindAll(text).Select(a => a.Value));
    }

    [Theory]
    [InlineData("IMCEAFAX-Anna+40+2B49+20123@contoso.example", "FAX", "Anna@+49 123")]
    [InlineData("IMCEANOTES-Anna+20Berg_Contoso@contoso.example", "NOTES", "Anna Berg/Contoso")]
    [InlineData("IMCEAEX-_o=X_cn=a+5Fb+2@c.example", "EX", "/o=X/cn=a_b+2")]
    [InlineData("IMCEAEX-_o=X_cn=zo+C3+AB@c.example", "EX", "/o=X/cn=zoë")]
    [InlineData("IMCEAEX-_o=X_cn=zo+EB@c.example", "EX", "/o=X/cn=zoë")]
    [InlineData("IMCEAINVALID-a@b@c.example", "INVALID", "a@b")]
    public void FindAll_EveryType_KeepsItsTypeAndValue(string text, string type, string value)
    {
        var address = Assert.Single(ImceaAddress.FindAll(text));

        Assert.Equal((type, value), (address.Type, address.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("IMCEA")]
    [InlineData("IMCEAEX-")]
    [InlineData("IMCEAEX-@contoso.example")]
    [InlineData("IMCEAEX-hello")]
    [InlineData("XIMCEAEX-_o=X@c.example")]
    [InlineData("IMCEAEX-_o=X+00cn@c.example")]
    [InlineData("IMCEA<script>-_o=X@c.example")]
    [InlineData("IMCEAVERYLONGTYPENAMEHERE-_o=X@c.example")]
    public void FindAll_NoneInIt_IsEmpty(string text) => Assert.Empty(ImceaAddress.FindAll(text));

    [Fact]
    public void FindAll_HostileLength_EndsQuicklyAndWithinTheLimits()
    {
        var many = string.Concat(Enumerable.Range(0, 2000).Select(i => $"IMCEAEX-_o=X_cn={i}@c.example "));
        var endless = "IMCEAEX-_o=X" + string.Concat(Enumerable.Repeat(" +41", 20_000));

        Assert.Equal(ImceaAddress.Most, ImceaAddress.FindAll(many).Count);
        Assert.True(Assert.Single(ImceaAddress.FindAll(endless)).Encoded.Length <= ImceaAddress.LongestEncoded);
        Assert.Empty(ImceaAddress.FindAll(string.Concat(Enumerable.Repeat("IMCEA", 20_000))));
    }
}
