using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Tests.Directory;

public sealed class DirectoryValueTests
{
    [Fact]
    public void Equals_Texts_AreComparedToTheLetter()
    {
        Assert.Equal(new DirectoryValue("smtp:a@x"), new DirectoryValue("smtp:a@x"));
        Assert.True(new DirectoryValue("smtp:a@x") != new DirectoryValue("SMTP:a@x"));
        Assert.True(new DirectoryValue("é") != new DirectoryValue("e\u0301"));
    }

    [Fact]
    public void Equals_Octets_AreComparedByContent()
    {
        var left = new DirectoryValue([0, 255, 1]);

        Assert.True(left == new DirectoryValue([0, 255, 1]));
        Assert.Equal(left.GetHashCode(), new DirectoryValue([0, 255, 1]).GetHashCode());
        Assert.False(left == new DirectoryValue([0, 255]));
    }

    [Fact]
    public void Equals_TextThatLooksLikeOctets_IsNotTheOctets()
    {
        var octets = new DirectoryValue([0, 255, 1]);

        Assert.NotEqual(octets, new DirectoryValue(octets.Text));
    }

    [Fact]
    public void Text_OfOctets_IsBase64()
    {
        Assert.Equal("AP8B", new DirectoryValue([0, 255, 1]).Text);
        Assert.True(new DirectoryValue([0]).IsOctets);
    }

    [Fact]
    public void Octets_OfText_AreUtf8()
    {
        Assert.Equal(new byte[] { 0xc3, 0x9f }, new DirectoryValue("ß").Octets.ToArray());
        Assert.False(new DirectoryValue("ß").IsOctets);
    }

    [Fact]
    public void Default_IsTheEmptyText()
    {
        Assert.Equal(new DirectoryValue(string.Empty), default);
        Assert.Equal(string.Empty, default(DirectoryValue).Text);
    }

    [Fact]
    public void Constructor_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new DirectoryValue((string)null!));
        Assert.Throws<ArgumentNullException>(() => new DirectoryValue((byte[])null!));
    }
}
