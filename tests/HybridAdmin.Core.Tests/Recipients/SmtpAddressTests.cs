using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tests.Recipients;

public sealed class SmtpAddressTests
{
    [Theory]
    [InlineData("a@b.test")]
    [InlineData("o'neil@c.test")]
    [InlineData("a.b+c_d-e@sub.c-d.example")]
    [InlineData("!#$%&'*+/=?^_`{|}~-@c.test")]
    [InlineData("x@c.shop")]
    [InlineData("x@xn--mller-kva.test")]
    [InlineData("x@1.2.a3")]
    public void TryParse_Address_IsKeptAsTyped(string text)
    {
        var parsed = SmtpAddress.TryParse(text, out var address, out var problem);

        Assert.True(parsed, problem);
        Assert.Equal(text, address!.Text);
        Assert.Equal(text, address.LocalPart + "@" + address.Domain);
    }

    [Theory]
    [InlineData(null, "needed")]
    [InlineData("", "needed")]
    [InlineData("anna", "no @")]
    [InlineData("@c.test", "nothing before")]
    [InlineData("a@b@c.test", "more than one @")]
    [InlineData("a@c", "not a domain")]
    [InlineData("a@", "not a domain")]
    [InlineData("a@.test", "not a domain")]
    [InlineData("a@c..test", "not a domain")]
    [InlineData("a@-c.test", "not a domain")]
    [InlineData("a@c.test.", "not a domain")]
    [InlineData("a@10.0.0.1", "not a domain")]
    [InlineData("a@c_d.test", "not a domain")]
    [InlineData(".a@c.test", "period")]
    [InlineData("a.@c.test", "period")]
    [InlineData("a..b@c.test", "period")]
    [InlineData("a b@c.test", "blank")]
    [InlineData(" a@c.test", "blank")]
    [InlineData("a\u00A0b@c.test", "blank")]
    [InlineData("a\0b@c.test", "invisible character (U+0000)")]
    [InlineData("a\u202Eb@c.test", "invisible character (U+202E)")]
    [InlineData("a\u200Bb@c.test", "invisible character (U+200B)")]
    [InlineData("müller@c.test", "\"ü\"")]
    [InlineData("a@müller.test", "\"ü\"")]
    [InlineData("😀@c.test", "\"😀\"")]
    [InlineData("a,b@c.test", "character ,")]
    [InlineData("a(b)@c.test", "character (")]
    [InlineData("smtp:a@c.test", "character :")]
    [InlineData("\"a\"@c.test", "character \"")]
    [InlineData("a*@c.test)(cn=*", "not a domain")]
    public void TryParse_NoAddress_SaysWhy(string? text, string expected)
    {
        var parsed = SmtpAddress.TryParse(text, out var address, out var problem);

        Assert.False(parsed);
        Assert.Null(address);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_Length_IsLimitedWithPrefixAndByPart()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 60), 3)) + ".test";
        var longest = new string('a', 256 - "smtp:".Length - domain.Length - 1) + "@" + domain;

        Assert.Equal(251, longest.Length);
        Assert.True(SmtpAddress.TryParse(longest, out _, out _));
        Assert.False(SmtpAddress.TryParse("a" + longest, out _, out var tooLong));
        Assert.Contains("252 characters", tooLong, StringComparison.Ordinal);
        Assert.True(SmtpAddress.TryParse(new string('a', 64) + "@c.test", out _, out _));
        Assert.False(SmtpAddress.TryParse(new string('a', 65) + "@c.test", out _, out var longLocal));
        Assert.Contains("65 characters", longLocal, StringComparison.Ordinal);
        Assert.False(SmtpAddress.TryParse(new string('x', 300), out _, out _));
        Assert.False(SmtpAddress.TryParse($"a@{new string('d', 64)}.test", out _, out _));
    }

    [Fact]
    public void Equals_CaseDiffers_IsTheSame()
    {
        var lower = SmtpAddress.Parse("anna@c.test");
        var upper = SmtpAddress.Parse("Anna@C.TEST");

        Assert.Equal(lower, upper);
        Assert.Equal(lower.GetHashCode(), upper.GetHashCode());
        Assert.Equal("c.test", upper.Domain);
        Assert.NotEqual(lower, SmtpAddress.Parse("anne@c.test"));
    }

    [Fact]
    public void Parse_NoAddress_ThrowsWithTheReason() =>
        Assert.Contains(
            "no @",
            Assert.Throws<FormatException>(() => SmtpAddress.Parse("anna")).Message,
            StringComparison.Ordinal
        );
}
