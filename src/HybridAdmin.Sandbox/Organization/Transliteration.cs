using System.Globalization;
using System.Text;

namespace HybridAdmin.Sandbox.Organization;

/// <summary>Converts names to the ASCII form of addresses and account names.</summary>
internal static class Transliteration
{
    public static string ToAscii(string text)
    {
        var spelled = new StringBuilder(text.Length + 4);
        foreach (var c in text.ToLowerInvariant())
        {
            spelled.Append(
                c switch
                {
                    'ä' or 'æ' => "ae",
                    'ö' or 'œ' => "oe",
                    'ü' => "ue",
                    'ß' => "ss",
                    'ø' => "o",
                    'ł' => "l",
                    'đ' or 'ð' => "d",
                    'þ' => "th",
                    'ı' => "i",
                    _ => c.ToString(),
                }
            );
        }

        var ascii = spelled
            .ToString()
            .Normalize(NormalizationForm.FormD)
            .Where(c =>
                CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && (char.IsAsciiLetterOrDigit(c) || c == '-')
            );
        return string.Concat(ascii);
    }
}
