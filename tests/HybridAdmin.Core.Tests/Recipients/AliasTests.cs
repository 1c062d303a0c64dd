using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tests.Recipients;

public sealed class AliasTests
{
    [Theory]
    [InlineData("anna")]
    [InlineData("a.b")]
    [InlineData("a_b-c+d")]
    [InlineData("!#%*+-/=?^_~$'{}|`")]
    [InlineData("zoë")]
    public void Problem_Allowed_IsNull(string alias) => Assert.Null(Alias.Problem(alias));

    [Theory]
    [InlineData("", "at least one")]
    [InlineData(".a", "period")]
    [InlineData("a.", "period")]
    [InlineData("a..b", "period")]
    [InlineData("a b", "blank")]
    [InlineData("a\tb", "blank")]
    [InlineData("a&b", "Entra Connect")]
    [InlineData("a@b", "character @")]
    [InlineData("a\"b", "character \"")]
    [InlineData("a(b", "character (")]
    [InlineData("łukasz", "character ł")]
    [InlineData("a\0b", "invisible character (U+0000)")]
    [InlineData("\0", "invisible character (U+0000)")]
    [InlineData("a\u200Fb", "invisible character (U+200F)")]
    [InlineData("a\u00ADb", "invisible character (U+00AD)")]
    [InlineData("a😀b", "character 😀")]
    public void Problem_NotAllowed_SaysWhy(string alias, string expected) =>
        Assert.Contains(expected, Alias.Problem(alias), StringComparison.Ordinal);

    [Fact]
    public void Problem_Length_IsAtMost64()
    {
        Assert.Null(Alias.Problem(new string('a', 64)));
        Assert.Contains("65 characters", Alias.Problem(new string('a', 65)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.b_c-1", true)]
    [InlineData("zoë", false)]
    [InlineData("a+b", false)]
    public void IsPlain_Alias_TellsAdvisedFromOdd(string alias, bool expected) =>
        Assert.Equal(expected, Alias.IsPlain(alias));
}
