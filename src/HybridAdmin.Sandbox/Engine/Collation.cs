using System.Globalization;
using System.Text;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>
/// Converts text to the form in which Active Directory compares it: without case, diacritics, width and invisible
/// characters. Implemented here instead of by the platform's collation, so that a search has the same result on every
/// machine.
/// </summary>
internal static class Collation
{
    public static bool AreEqual(string left, string right) => IsFormOf(Fold(right), left);

    /// <summary>Indicates whether a text has this folded form. Avoids a copy for ASCII, which most texts are.</summary>
    public static bool IsFormOf(string folded, string text) =>
        Ascii.IsValid(text) ? text.Equals(folded, StringComparison.OrdinalIgnoreCase) : Fold(text) == folded;

    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToUpperInvariant();

        var folded = new StringBuilder(text.Length + 8);
        foreach (var rune in Decompose(text).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.Format:
                    break;
                default:
                    folded.Append(Expand(rune));
                    break;
            }
        }

        return folded.ToString();
    }

    /// <summary>
    /// Letters that stand for two, as in the directory's collation; all others are converted to upper case.
    /// </summary>
    private static string Expand(Rune rune) =>
        rune.Value switch
        {
            'ß' or 'ẞ' => "SS",
            'æ' or 'Æ' => "AE",
            'œ' or 'Œ' => "OE",
            _ => Rune.ToUpperInvariant(rune).ToString(),
        };

    private static string Decompose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return text; // half of a surrogate pair: no directory stores it, but a search may contain it
        }
    }
}
