using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Tests.Directory;

public sealed class LdapFilterTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("*", "\\2a")]
    [InlineData("(", "\\28")]
    [InlineData(")", "\\29")]
    [InlineData("\\", "\\5c")]
    [InlineData("\0", "\\00")]
    [InlineData("\r\n\u007f", "\\0d\\0a\\7f")]
    [InlineData("*)(objectClass=*", "\\2a\\29\\28objectClass=\\2a")]
    [InlineData("\\2a", "\\5c2a")]
    [InlineData("Anna\u200f\u202eBerg", "Anna\u200f\u202eBerg")]
    [InlineData("Weiß 漢字 🦊 & | ! = ~ < >", "Weiß 漢字 🦊 & | ! = ~ < >")]
    public void ToString_Value_IsEscapedEverywhere(string value, string escaped)
    {
        Assert.Equal($"(cn={escaped})", LdapFilter.Equal("cn", value).ToString());
        Assert.Equal($"(cn={escaped}*)", LdapFilter.StartsWith("cn", value).ToString());
        Assert.Equal($"(cn=*{escaped}*)", LdapFilter.Contains("cn", value).ToString());
        Assert.Equal(
            $"(cn={escaped}*{escaped}*{escaped})",
            new SubstringFilter("cn", value, [value], value).ToString()
        );
    }

    [Fact]
    public void ToString_Nodes_AreRendered()
    {
        var filter = LdapFilter.And(
            LdapFilter.Or(LdapFilter.Present("mail"), LdapFilter.Not(LdapFilter.HasBits("userAccountControl", 2))),
            LdapFilter.AtLeast("uSNChanged", 5),
            LdapFilter.AtMost("adminCount", -1),
            LdapFilter.Equal("objectGUID", [0x00, 0x2a, 0xff]),
            LdapFilter.MemberInChain("memberOf", DistinguishedName.Parse("CN=A (b)\\, c,DC=d"))
        );

        Assert.Equal(
            "(&(|(mail=*)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))(uSNChanged>=5)(adminCount<=-1)(objectGUID=\\00\\2a\\ff)"
                + "(memberOf:1.2.840.113556.1.4.1941:=CN=A \\28b\\29\\5c, c,DC=d))",
            filter.ToString()
        );
    }

    [Fact]
    public void ToString_NoParts_AreTheAbsoluteFilters()
    {
        Assert.Equal("(&)", LdapFilter.And().ToString());
        Assert.Equal("(|)", LdapFilter.Or().ToString());
    }

    [Fact]
    public void ToString_EmptyPieces_AreLeftOut()
    {
        Assert.Equal("(cn=*)", LdapFilter.StartsWith("cn", string.Empty).ToString());
        Assert.Equal("(cn=*)", LdapFilter.Contains("cn", string.Empty).ToString());
        Assert.Equal("(cn=a*b*c)", new SubstringFilter("cn", "a", ["", "b", ""], "c").ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("cn=*)(mail")]
    [InlineData("c n")]
    [InlineData("cn:1.2.3:")]
    [InlineData("cné")]
    public void ToString_NotAnAttributeName_Throws(string name)
    {
        Assert.All(
            new[]
            {
                LdapFilter.Equal(name, "x"),
                LdapFilter.Present(name),
                LdapFilter.AtLeast(name, 1),
                LdapFilter.Contains(name, "x"),
                LdapFilter.HasBits(name, 1),
            },
            f => Assert.Throws<ArgumentException>(f.ToString)
        );
    }

    [Fact]
    public void ToString_AnyValue_StaysInsideItsParentheses()
    {
        var characters = "*()\\\0&|!=a \u200fé".ToCharArray();
        var random = new Random(815);
        for (var i = 0; i < 2000; i++)
        {
            var value = new string(random.GetItems(characters, random.Next(0, 9)));

            var text = LdapFilter.Equal("cn", value).ToString();

            Assert.DoesNotContain(text[4..^1], c => c is '*' or '(' or ')' or '\0');
            Assert.Equal(value, Unescape(text[4..^1]));
        }
    }

    [Fact]
    public void Matches_TextAndPieces_IgnoreCase()
    {
        var entry = Entry(("cn", ["One Two Three"]), ("proxyAddresses", ["SMTP:a@x", "smtp:b@x"]));

        Assert.True(LdapFilter.Equal("CN", "one TWO three").Matches(entry));
        Assert.True(LdapFilter.Equal("proxyAddresses", "SMTP:B@x").Matches(entry));
        Assert.False(LdapFilter.Equal("cn", "One*").Matches(entry));
        Assert.True(LdapFilter.StartsWith("cn", "ONE").Matches(entry));
        Assert.False(LdapFilter.StartsWith("cn", "Two").Matches(entry));
        Assert.True(LdapFilter.Contains("cn", "e t").Matches(entry));
        Assert.True(new SubstringFilter("cn", "one", ["TWO"], "three").Matches(entry));
        Assert.False(new SubstringFilter("cn", "one two", ["two"], null).Matches(entry));
        Assert.False(new SubstringFilter("cn", "One Two Th", [], "Three").Matches(entry));
        Assert.False(new SubstringFilter("cn", null, ["three", "two"], null).Matches(entry));
    }

    [Fact]
    public void Matches_LogicAndPresence_Combine()
    {
        var entry = Entry(("mail", ["a@x"]));
        LdapFilter yes = LdapFilter.Present("mail"),
            no = LdapFilter.Present("title");

        Assert.True(LdapFilter.And(yes, LdapFilter.Not(no)).Matches(entry));
        Assert.False(LdapFilter.And(yes, no).Matches(entry));
        Assert.True(LdapFilter.Or(no, yes).Matches(entry));
        Assert.True(LdapFilter.And().Matches(entry));
        Assert.False(LdapFilter.Or().Matches(entry));
        Assert.True(LdapFilter.Not(LdapFilter.Equal("title", "x")).Matches(entry));
    }

    [Fact]
    public void Matches_NumbersAndBits_Compare()
    {
        var entry = Entry(("userAccountControl", ["514"]), ("groupType", ["-2147483640"]), ("cn", ["514x"]));

        Assert.True(LdapFilter.AtLeast("userAccountControl", 514).Matches(entry));
        Assert.False(LdapFilter.AtLeast("userAccountControl", 515).Matches(entry));
        Assert.True(LdapFilter.AtMost("userAccountControl", 514).Matches(entry));
        Assert.False(LdapFilter.AtMost("absent", 514).Matches(entry));
        Assert.False(LdapFilter.AtLeast("cn", 1).Matches(entry));
        Assert.True(LdapFilter.HasBits("userAccountControl", 512 | 2).Matches(entry));
        Assert.False(LdapFilter.HasBits("userAccountControl", 512 | 4).Matches(entry));
        Assert.True(LdapFilter.HasBits("groupType", 2147483648).Matches(entry));
    }

    [Fact]
    public void Matches_GuidOctetsAndDirectLinks_Compare()
    {
        var octets = new byte[] { 0, 1, 255 };
        var entry = new DirectoryEntry(
            DistinguishedName.Parse("CN=a,DC=c"),
            Guid.NewGuid(),
            [
                KeyValuePair.Create<string, IReadOnlyList<DirectoryValue>>("objectSid", [new DirectoryValue(octets)]),
                KeyValuePair.Create<string, IReadOnlyList<DirectoryValue>>("memberOf", ["CN=G\\, 1,DC=c"]),
            ]
        );

        Assert.True(LdapFilter.Equal("objectGUID", entry.Id.ToByteArray()).Matches(entry));
        Assert.False(LdapFilter.Equal("objectGUID", Guid.NewGuid().ToByteArray()).Matches(entry));
        Assert.True(LdapFilter.Equal("objectSid", [0, 1, 255]).Matches(entry));
        Assert.False(LdapFilter.Equal("objectSid", [0, 1]).Matches(entry));
        Assert.True(LdapFilter.MemberInChain("memberOf", DistinguishedName.Parse("cn=g\\2c 1,dc=C")).Matches(entry));
        Assert.False(LdapFilter.MemberInChain("memberOf", DistinguishedName.Parse("CN=G,DC=c")).Matches(entry));
    }

    private static DirectoryEntry Entry(params (string Name, string[] Values)[] attributes) =>
        new(
            DistinguishedName.Parse("CN=a,DC=c"),
            Guid.NewGuid(),
            attributes.Select(a =>
                KeyValuePair.Create(
                    a.Name,
                    (IReadOnlyList<DirectoryValue>)[.. a.Values.Select(v => new DirectoryValue(v))]
                )
            )
        );

    private static string Unescape(string text) =>
        System.Text.RegularExpressions.Regex.Replace(
            text,
            "\\\\([0-9a-f]{2})",
            m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString()
        );
}
