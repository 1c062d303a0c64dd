using System.Globalization;
using System.Text;

namespace HybridAdmin.Components.Controls;

/// <summary>
/// Derives letters and colour from a name; the result is the same on every page and in every process.
/// </summary>
internal static class AvatarDisplay
{
    /// <summary>The number of <c>--avatar-n</c> tokens.</summary>
    public const int Colors = 8;

    /// <summary>The colour, from 1 to 8. Does not use GetHashCode, which differs between processes.</summary>
    public static int Color(string name)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(name.Trim().ToUpperInvariant()))
            hash = (hash ^ b) * 16777619u;
        return (int)(hash % Colors) + 1;
    }

    /// <summary>The initials, at most two letters: both "Zoë Weiß" and "Weiß, Zoë" give ZW.</summary>
    public static string Initials(string name)
    {
        var words = name.Contains(',') ? name.Split(',', 2).AsEnumerable().Reverse().SelectMany(Words) : Words(name);
        var letters = words.Select(FirstLetter).OfType<string>().ToArray();
        return letters switch
        {
            [] => "?",
            [var only] => only,
            [var first, .., var last] => first + last,
        };
    }

    private static string[] Words(string text) =>
        text.Split([' ', '-', '.', '_'], StringSplitOptions.RemoveEmptyEntries);

    private static string? FirstLetter(string word)
    {
        var elements = StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
        {
            if (Rune.IsLetterOrDigit(Rune.GetRuneAt(elements.GetTextElement(), 0)))
                return elements.GetTextElement().ToUpperInvariant();
        }

        return null;
    }
}
