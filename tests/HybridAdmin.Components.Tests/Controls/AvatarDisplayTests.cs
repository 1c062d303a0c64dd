using HybridAdmin.Components.Controls;

namespace HybridAdmin.Components.Tests.Controls;

public sealed class AvatarLookTests
{
    [Theory]
    [InlineData("Zoë Weiß", "ZW")]
    [InlineData("Weiß, Zoë", "ZW")]
    [InlineData("Østergård", "Ø")]
    [InlineData("Anna Maria van der Berg", "AB")]
    [InlineData("IT Service-Desk", "ID")]
    [InlineData("(Extern) Lee", "EL")]
    [InlineData("田中 海斗", "田海")]
    [InlineData("   ", "?")]
    [InlineData("***", "?")]
    public void Initials_Name_AreItsFirstAndLastLetter(string name, string expected) =>
        Assert.Equal(expected, AvatarDisplay.Initials(name));

    // Fixed values: a hash that differs from process to process (string.GetHashCode) would fail here occasionally.
    [Theory]
    [InlineData("Weiß, Zoë", 8)]
    [InlineData("Lovelace, Ada", 7)]
    [InlineData("IT Service Desk", 5)]
    public void Color_Name_IsTheSameInEveryProcess(string name, int expected) =>
        Assert.Equal(expected, AvatarDisplay.Color(name));

    [Fact]
    public void Color_ManyNames_UsesAllColors()
    {
        var colors = Enumerable.Range(0, 200).Select(i => AvatarDisplay.Color($"Person {i}")).Distinct().Order();

        Assert.Equal(Enumerable.Range(1, AvatarDisplay.Colors), colors);
    }
}
