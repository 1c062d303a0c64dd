using System.Globalization;
using System.Text;

namespace HybridAdmin.Core.Recipients;

/// <summary>Validates mailNickname (RULES.md, Alias).</summary>
public static class Alias
{
    public const int MaximumLength = 64;

    /// <summary>The error of a new alias, as a sentence; null if it is valid.</summary>
    public static string? Problem(string alias)
    {
        if (alias.Length == 0)
            return "An alias needs at least one character.";
        if (alias.Length > MaximumLength)
            return $"The alias has {alias.Length} characters; at most {MaximumLength} are allowed.";
        if (alias.Split('.').Any(part => part.Length == 0))
            return "A period can only stand between two other characters of an alias.";
        foreach (var rune in alias.EnumerateRunes())
        {
            if (IsAllowed(rune))
                continue;
            return Rune.IsWhiteSpace(rune) ? "An alias cannot hold a blank."
                : rune.Value == '&' ? "Entra Connect does not support & in an alias."
                : Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                    ? $"The alias holds an invisible character (U+{rune.Value:X4})."
                : $"The character {rune} is not allowed in an alias.";
        }

        return null;
    }

    /// <summary>
    /// Indicates whether all characters are recommended. Exchange accepts others, but they are folded or impractical in
    /// addresses.
    /// </summary>
    public static bool IsPlain(string alias) => alias.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static bool IsAllowed(Rune rune) =>
        rune.IsBmp
        && (char)rune.Value is var c
        && (
            char.IsAsciiLetterOrDigit(c)
            || "!#%*+-/=?^_~$'{}|`.".Contains(c, StringComparison.Ordinal)
            || c is >= '\u00a1' and <= '\u00ff' and not '\u00ad'
        );
}
