using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tests.Tenant;

public sealed class MailNamesTests
{
    [Theory]
    [InlineData("contoso.example", true)]
    [InlineData("a.b-c.example", true)]
    [InlineData("1.example", true)]
    [InlineData("contoso", false)]
    [InlineData("-a.example", false)]
    [InlineData("a-.example", false)]
    [InlineData("a..example", false)]
    [InlineData("a_b.example", false)]
    [InlineData("m\u00fcller.example", false)]
    [InlineData("", false)]
    public void IsDomain_Text_IsByTheStandard(string text, bool expected) =>
        Assert.Equal(expected, MailNames.IsDomain(text));

    [Theory]
    [InlineData("a@contoso.example", true)]
    [InlineData("o'neil+x@contoso.example", true)]
    [InlineData("@contoso.example", false)]
    [InlineData("a@contoso", false)]
    [InlineData("a b@contoso.example", false)]
    [InlineData("a@b@contoso.example", false)]
    [InlineData(".a@contoso.example", false)]
    [InlineData("a.@contoso.example", false)]
    [InlineData("a..b@contoso.example", false)]
    [InlineData("\u00e4@contoso.example", false)]
    public void IsAddress_Text_IsByTheStandard(string text, bool expected) =>
        Assert.Equal(expected, MailNames.IsAddress(text));

    [Fact]
    public void IsDomain_LongestLabelAndName_AreTheEdge()
    {
        Assert.True(MailNames.IsDomain($"{new string('a', 63)}.example"));
        Assert.False(MailNames.IsDomain($"{new string('a', 64)}.example"));
        Assert.False(MailNames.IsDomain(string.Join('.', Enumerable.Repeat(new string('a', 62), 5))));
    }
}
