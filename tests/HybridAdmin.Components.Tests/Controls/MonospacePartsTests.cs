using HybridAdmin.Components.Controls;

namespace HybridAdmin.Components.Tests.Controls;

public sealed class MonospacePartsTests
{
    [Theory]
    [InlineData("zoe.weiss@contoso.test", "zoe.|weiss|@contoso.|test")]
    [InlineData("CN=Zoë,OU=Staff,DC=x", "CN=Zoë,|OU=Staff,|DC=x")]
    [InlineData("/o=Contoso/cn=zoe", "/o=Contoso|/cn=zoe")]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    public void Split_Text_CutsWhereALineMayEnd(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', MonospaceParts.Split(text)));

    [Theory]
    [InlineData("ldaps://dc1.contoso.test:636/,;@@..")]
    [InlineData("@")]
    public void Split_AnyText_LosesNothing(string text) =>
        Assert.Equal(text, string.Concat(MonospaceParts.Split(text)));
}
