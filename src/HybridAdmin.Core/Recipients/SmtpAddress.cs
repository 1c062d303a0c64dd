using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace HybridAdmin.Core.Recipients;

/// <summary>
/// An SMTP address in the form that Exchange and Entra ID accept for a recipient of the organisation (RULES.md,
/// Addresses): ASCII, local part in dot-atoms, domain with at least one period. Compared without case; the text is
/// preserved as typed.
/// </summary>
public sealed class SmtpAddress : IEquatable<SmtpAddress>
{
    /// <summary>The longest proxyAddresses value, prefix included, that Entra ID accepts (IdFix rules).</summary>
    public const int MaximumProxyLength = 256;

    private const string LocalPartSymbols = "!#$%&'*+/=?^_`{|}~-";
    private readonly int at;

    private SmtpAddress(string text, int at)
    {
        Text = text;
        this.at = at;
    }

    /// <summary>The address as typed, without prefix.</summary>
    public string Text { get; }

    public string LocalPart => Text[..at];

    /// <summary>The domain in lower case.</summary>
    public string Domain => Text[(at + 1)..].ToLowerInvariant();

    /// <exception cref="FormatException">The text is not an address; the message contains the reason.</exception>
    public static SmtpAddress Parse(string text) =>
        TryParse(text, out var address, out var problem) ? address : throw new FormatException(problem);

    /// <param name="problem">The error if it is not an address, as a sentence to be shown.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out SmtpAddress? address,
        [NotNullWhen(false)] out string? problem
    )
    {
        address = null;
        problem = Problem(text ?? string.Empty);
        if (problem is not null)
            return false;
        address = new SmtpAddress(text!, text!.IndexOf('@', StringComparison.Ordinal));
        return true;
    }

    public bool Equals(SmtpAddress? other) =>
        other is not null && Text.Equals(other.Text, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as SmtpAddress);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    public override string ToString() => Text;

    /// <summary>
    /// Indicates whether the text has the form of a domain name that mail can be routed to: ASCII labels, at least one
    /// period.
    /// </summary>
    public static bool IsDomain(string text)
    {
        if (text.Length is 0 or > 253)
            return false;
        var labels = text.Split('.');
        return labels.Length >= 2 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);

        static bool IsLabel(string label) =>
            label.Length is > 0 and <= 63
            && label[0] != '-'
            && label[^1] != '-'
            && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
    }

    private static string? Problem(string text)
    {
        if (text.Length == 0)
            return "An address is needed.";
        if (text.Length + ProxyAddress.SmtpPrefixLength > MaximumProxyLength)
            return $"The address has {text.Length} characters; with its prefix at most {MaximumProxyLength} "
                + $"are allowed.";
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                return "An address cannot hold a blank.";
            if (
                Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.Surrogate
                    or UnicodeCategory.OtherNotAssigned
            )
                return $"The address holds an invisible character (U+{rune.Value:X4}).";
            if (!rune.IsAscii)
                return $"The address holds \"{rune}\": only ASCII letters, digits and a few symbols are "
                    + $"routed everywhere.";
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
            return "The address has no @.";
        if (text.LastIndexOf('@') != at)
            return "The address has more than one @.";
        var local = text[..at];
        if (local.Length == 0)
            return "There is nothing before the @.";
        if (local.Length > 64)
            return $"The part before the @ has {local.Length} characters; at most 64 are allowed.";
        if (local.Split('.').Any(atom => atom.Length == 0))
            return "A period can only stand between two other characters before the @.";
        var odd = local.FirstOrDefault(c =>
            c != '.' && !char.IsAsciiLetterOrDigit(c) && !LocalPartSymbols.Contains(c, StringComparison.Ordinal)
        );
        if (odd != default)
            return $"The character {odd} is not allowed before the @.";
        return IsDomain(text[(at + 1)..]) ? null : $"\"{text[(at + 1)..]}\" is not a domain that mail can be sent to.";
    }
}
