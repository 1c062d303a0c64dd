using System.Buffers;
using System.Globalization;
using System.Text;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// Converts text to the form in which it is searched and sorted: UTF-8, lower case, compatibility forms resolved,
/// combining marks and invisible characters removed, all kinds of blanks as single spaces. The result never contains a
/// byte below 0x20, so callers can use those as separators. Folding a text in pieces gives the folded whole, so a
/// folded word is found inside a folded name.
/// </summary>
internal static class TextFolding
{
    /// <summary>The folded text as UTF-8.</summary>
    public static byte[] Fold(string text)
    {
        var output = new ArrayBufferWriter<byte>(text.Length + 8);
        Fold(text, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Appends the folded text.</summary>
    public static void Fold(ReadOnlySpan<char> text, ArrayBufferWriter<byte> output)
    {
        var writer = new Writer(output);
        if (Ascii.IsValid(text))
            writer.AppendAscii(text);
        else
            writer.Append(Decompose(text));
    }

    /// <summary>
    /// Form KD of the text without characters that a normaliser rejects: lone surrogates (read as U+FFFD, e.g. half a
    /// character being typed) and noncharacters.
    /// </summary>
    private static string Decompose(ReadOnlySpan<char> text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((rune.Value & 0xFFFE) != 0xFFFE && rune.Value is (< 0xFDD0 or > 0xFDEF) and not 0xFFFD)
                clean.Append(rune.ToString());
        }

        return clean.ToString().Normalize(NormalizationForm.FormKD);
    }

    /// <summary>
    /// Letters without a decomposition that are typed as plain letters; typographic quotes and dashes.
    /// </summary>
    private static string? Plain(Rune rune) =>
        rune.Value switch
        {
            0x00DF => "ss", // sharp s
            0x00E6 => "ae",
            0x0153 => "oe",
            0x00F8 => "o", // o with stroke
            0x0142 => "l", // l with stroke
            0x0111 or 0x00F0 => "d",
            0x00FE => "th",
            0x0127 => "h",
            0x0167 => "t",
            0x014B => "n",
            0x0131 => "i", // dotless i
            0x03C2 => "\u03C3", // final sigma
            0x2018 or 0x2019 or 0x02BC => "'",
            0x201C or 0x201D => "\"",
            >= 0x2010 and <= 0x2015 => "-",
            _ => null,
        };

    private struct Writer(ArrayBufferWriter<byte> output)
    {
        private bool blankPending;
        private bool started;

        public void AppendAscii(ReadOnlySpan<char> text)
        {
            var span = output.GetSpan(text.Length * 2);
            var length = 0;
            foreach (var c in text)
            {
                if (c is ' ' or (>= '\t' and <= '\r'))
                {
                    blankPending = started;
                    continue;
                }

                if (c is < ' ' or '\u007f')
                    continue;
                if (blankPending)
                    span[length++] = (byte)' ';
                blankPending = false;
                started = true;
                span[length++] = (byte)(c is >= 'A' and <= 'Z' ? c | 0x20 : c);
            }

            output.Advance(length);
        }

        public void Append(string decomposed)
        {
            foreach (var rune in decomposed.EnumerateRunes())
            {
                if (Rune.IsWhiteSpace(rune))
                {
                    blankPending = started;
                    continue;
                }

                if (
                    Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.EnclosingMark
                        or UnicodeCategory.Format
                        or UnicodeCategory.Control
                )
                    continue;
                var lower = Rune.ToLowerInvariant(rune);
                if (Plain(lower) is { } plain)
                {
                    foreach (var part in plain.EnumerateRunes())
                        Write(part);
                }
                else
                {
                    Write(lower);
                }
            }
        }

        private void Write(Rune rune)
        {
            var span = output.GetSpan(5);
            var length = 0;
            if (blankPending)
                span[length++] = (byte)' ';
            blankPending = false;
            started = true;
            output.Advance(length + rune.EncodeToUtf8(span[length..]));
        }
    }
}
