using System.Buffers;
using System.Text;

namespace HybridAdmin.Sandbox.Tenant.Cloud;

/// <summary>
/// Checks the names that the simulated services accept, by the standards (RFC 1035 2.3.1, RFC 1123 2.1, RFC 5321
/// 4.5.3.1) and not by the console's own check.
/// </summary>
internal static class MailNames
{
    private static readonly SearchValues<char> NotInLocalPart = SearchValues.Create(" ,;<>()[]\\@\"");

    /// <summary>At least two labels of letters, digits and inner hyphens; 253 characters, 63 to a label.</summary>
    public static bool IsDomain(string text) =>
        text.Length is > 0 and <= 253 && text.Split('.') is { Length: > 1 } labels && Array.TrueForAll(labels, IsLabel);

    /// <summary>A local part of at most 64 characters without spaces, and a domain.</summary>
    public static bool IsAddress(string text)
    {
        var at = text.LastIndexOf('@');
        return Ascii.IsValid(text)
            && at is > 0 and <= 64
            && IsDomain(text[(at + 1)..])
            && text.AsSpan(0, at).IndexOfAny(NotInLocalPart) < 0
            && text[0] != '.'
            && text[at - 1] != '.'
            && !text.Contains("..", StringComparison.Ordinal);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
