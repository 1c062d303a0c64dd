namespace HybridAdmin.Core.Recipients;

/// <summary>Rules for mailNickname (recipients.md 4).</summary>
public static class Alias
{
    public const int MaximumLength = 64;

    /// <summary>What is wrong with a new alias, as a sentence; null: nothing.</summary>
    public static string? Problem(string alias)
    {
        if (alias.Length == 0) return "An alias needs at least one character.";
        if (alias.Length > MaximumLength) return $"The alias has {alias.Length} characters; at most {MaximumLength} are allowed.";
        if (alias.Split('.').Any(part => part.Length == 0)) return "A period can only stand between two other characters of an alias.";
        var odd = alias.FirstOrDefault(c => !IsAllowed(c));
        if (odd == default) return null;
        return char.IsWhiteSpace(odd) ? "An alias cannot hold a blank."
            : odd == '&' ? "Entra Connect does not support & in an alias."
            : char.IsControl(odd) || char.GetUnicodeCategory(odd) == System.Globalization.UnicodeCategory.Format ? $"The alias holds an invisible character (U+{(int)odd:X4})."
            : $"The character {odd} is not allowed in an alias.";
    }

    /// <summary>Characters that Exchange admits but that are advised against: folded or awkward in addresses.</summary>
    public static bool IsPlain(string alias) => alias.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || "!#%*+-/=?^_~$'{}|`.".Contains(c, StringComparison.Ordinal) || c is >= '\u00a1' and <= '\u00ff' and not '\u00ad';
}
