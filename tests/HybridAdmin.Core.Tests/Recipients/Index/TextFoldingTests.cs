using System.Text;
using HybridAdmin.Core.Indexing;

namespace HybridAdmin.Core.Tests.Recipients.Index;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("Anna BERG", "anna berg")]
    [InlineData("Müller", "muller")]
    [InlineData("Mu\u0308ller", "muller")]
    [InlineData("Weiß STRAẞE", "weiss strasse")]
    [InlineData("Søren Łukasz Đorđe", "soren lukasz dorde")]
    [InlineData("Işıl İbrahim", "isil ibrahim")]
    [InlineData("Ægir Þóra Œuvre", "aegir thora oeuvre")]
    [InlineData("Ｆｕｌｌ ﬁ ②", "full fi 2")]
    [InlineData("O’Neil – x", "o'neil - x")]
    [InlineData("  a \t\u00A0\u3000 b  ", "a b")]
    [InlineData("a\0b\u200F\u202Ec\u00ADd", "abcd")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευσ")]
    [InlineData("Ὀδυσσεύς", "οδυσσευσ")]
    [InlineData("أحمد", "احمد")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("ガ", "カ")]
    [InlineData("a\uD800b\uFFFFc", "abc")]
    [InlineData("😀", "😀")]
    [InlineData("\u0301", "")]
    [InlineData("", "")]
    public void Fold_Text_IsPlain(string text, string expected)
    {
        Assert.Equal(expected, Encoding.UTF8.GetString(TextFolding.Fold(text)));
    }

    [Fact]
    public void Fold_AnyCharacters_NeverGivesSeparatorsAndIsDone()
    {
        var random = new Random(9);
        for (var i = 0; i < 3000; i++)
        {
            var text = new string(
                Enumerable
                    .Range(0, random.Next(12))
                    .Select(_ => (char)random.Next(random.Next(2) == 0 ? 0x80 : 0x10000))
                    .ToArray()
            );

            var folded = TextFolding.Fold(text);

            Assert.DoesNotContain(folded, b => b < 0x20);
            Assert.Equal(folded, TextFolding.Fold(Encoding.UTF8.GetString(folded)));
        }
    }
}
