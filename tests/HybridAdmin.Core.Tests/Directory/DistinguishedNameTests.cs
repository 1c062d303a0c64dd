using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Tests.Directory;

public sealed class DistinguishedNameTests
{
    [Theory]
    [InlineData("UID=jsmith,DC=example,DC=net", "jsmith")]
    [InlineData("CN=James \\\"Jim\\\" Smith\\, III,DC=example,DC=net", "James \"Jim\" Smith, III")]
    [InlineData("CN=Before\\0dAfter,DC=example,DC=net", "Before\rAfter")]
    [InlineData("CN=Lu\\C4\\8Di\\C4\\87", "Lučić")]
    [InlineData("1.3.6.1.4.1.1466.0=#04024869", "#04024869")]
    [InlineData("CN=\\ Weiß\\, Zoë\\ ,OU=Staff,DC=c", " Weiß, Zoë ")]
    [InlineData("CN=a=b,DC=c", "a=b")]
    [InlineData("CN=🦊 fox,DC=c", "🦊 fox")]
    [InlineData("CN=  inner  blanks  ,DC=c", "inner  blanks")]
    [InlineData("CN=,DC=c", "")]
    [InlineData(
        "CN=x\\0ADEL:0f8fad5b-d9cb-469f-a165-70867728950e,CN=Deleted Objects,DC=c",
        "x\nDEL:0f8fad5b-d9cb-469f-a165-70867728950e"
    )]
    public void Parse_Escapes_AreUndone(string text, string name)
    {
        var dn = DistinguishedName.Parse(text);

        Assert.Equal(name, dn.Name);
        Assert.Equal(text, dn.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("CN")]
    [InlineData("CN=a,")]
    [InlineData("CN=a,,DC=c")]
    [InlineData("=a")]
    [InlineData("C N=a")]
    [InlineData("CN=a\\")]
    [InlineData("CN=\"quoted\"")]
    [InlineData("CN=a<b")]
    [InlineData("CN=a\0b")]
    [InlineData("<GUID=0f8fad5b-d9cb-469f-a165-70867728950e>")]
    public void TryParse_NotADn_IsRefused(string? text)
    {
        Assert.False(DistinguishedName.TryParse(text, out var dn));
        Assert.Null(dn);
    }

    [Fact]
    public void Parse_NotADn_ThrowsWithTheText()
    {
        var problem = Assert.Throws<FormatException>(() => DistinguishedName.Parse("no dn"));

        Assert.Contains("no dn", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" leading", "\\ leading")]
    [InlineData("trailing ", "trailing\\ ")]
    [InlineData(" ", "\\ ")]
    [InlineData("#hash", "\\#hash")]
    [InlineData("a#b c", "a#b c")]
    [InlineData("a,b+c\"d\\e<f>g;h=i", "a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h\\=i")]
    [InlineData("nul\0tab\t", "nul\\00tab\\09")]
    [InlineData("Zoë \u200f漢", "Zoë \u200f漢")]
    public void Escape_SpecialCharacters_AreEscaped(string value, string escaped)
    {
        Assert.Equal(escaped, DistinguishedName.Escape(value));
    }

    [Fact]
    public void FromNames_AnyValue_ParsesBackToIt()
    {
        var characters = " #,+\"\\<>;=/*()\0\t\nabcÄß漢\u200f'".ToCharArray();
        var random = new Random(4711);
        for (var i = 0; i < 2000; i++)
        {
            var value = new string(random.GetItems(characters, random.Next(1, 8)));

            var dn = DistinguishedName.FromNames([
                new RelativeName("CN", value),
                new RelativeName("OU", value),
                new RelativeName("DC", "c"),
            ]);
            var parsed = DistinguishedName.Parse(dn.ToString());

            Assert.Equal(dn.Names, parsed.Names);
            Assert.Equal(dn, parsed);
            Assert.Equal(dn.GetHashCode(), parsed.GetHashCode());
        }
    }

    [Theory]
    [InlineData("CN=Anna,OU=Staff,DC=c", "cn=ANNA, ou=staff ,dc=C")]
    [InlineData("CN=Weiß\\, Zoë,DC=c", "CN=Weiß\\2C Zo\\C3\\AB,DC=c")]
    [InlineData("CN=a\\=b,DC=c", "CN=a=b,DC=c")]
    [InlineData("CN=a,DC=c", "CN=a;DC=c")]
    public void Equals_OtherSpelling_IsTheSameName(string left, string right)
    {
        Assert.Equal(DistinguishedName.Parse(left), DistinguishedName.Parse(right));
        Assert.Equal(DistinguishedName.Parse(left).GetHashCode(), DistinguishedName.Parse(right).GetHashCode());
    }

    [Theory]
    [InlineData("CN=a,OU=b,DC=c", "CN=a\\,OU\\=b,DC=c")]
    [InlineData("CN=a,DC=c", "OU=a,DC=c")]
    [InlineData("CN=a,DC=c", "CN=a,DC=c,DC=d")]
    [InlineData("CN=a,OU=b,DC=c", "CN=a\\01OU\\02B,DC=c")]
    public void Equals_OtherName_IsNot(string left, string right)
    {
        Assert.NotEqual(DistinguishedName.Parse(left), DistinguishedName.Parse(right));
    }

    [Theory]
    [InlineData("CN=a,OU=Staff,DC=c", "OU=staff,DC=C", true)]
    [InlineData("OU=Staff,DC=c", "OU=Staff,DC=c", true)]
    [InlineData("CN=a,OU=Berlin,OU=Staff,DC=c", "DC=c", true)]
    [InlineData("OU=Staff,DC=c", "CN=a,OU=Staff,DC=c", false)]
    [InlineData("CN=a,OU=NewStaff,DC=c", "OU=Staff,DC=c", false)]
    [InlineData("CN=a\\,OU\\=Staff,DC=c", "OU=Staff,DC=c", false)]
    [InlineData("OU=x\\01OU\\02STAFF,DC=c", "OU=Staff,DC=c", false)]
    [InlineData("CN=a,DC=cc", "DC=c", false)]
    public void IsWithin_Container_ComparesWholeNames(string dn, string container, bool expected)
    {
        Assert.Equal(expected, DistinguishedName.Parse(dn).IsWithin(DistinguishedName.Parse(container)));
    }

    [Fact]
    public void Parent_AndChild_AreEachOthersInverse()
    {
        var parent = DistinguishedName.Parse("OU=Übersee\\, fern,DC=c,DC=example");

        var child = parent.Child("CN", "O'Brien, \"Pat\"");

        Assert.Equal("CN=O'Brien\\, \\\"Pat\\\",OU=Übersee\\, fern,DC=c,DC=example", child.ToString());
        Assert.Equal(parent, child.Parent);
        Assert.Equal(new RelativeName("OU", "Übersee, fern"), child.Names[1]);
        Assert.Null(DistinguishedName.Parse("DC=example").Parent);
    }

    [Fact]
    public void ContainerPath_NestedUnits_RunsFromTheOutside()
    {
        Assert.Equal(
            "Staff / Berlin",
            DistinguishedName.Parse("CN=a,OU=Berlin,OU=Staff,DC=c,DC=example").ContainerPath
        );
        Assert.Equal(string.Empty, DistinguishedName.Parse("CN=a,DC=c").ContainerPath);
    }
}
