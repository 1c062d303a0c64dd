using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Comparison.Find;

/// <summary>The possible meanings of a text in the search box. Pure; accepts any pasted text.</summary>
public sealed record SearchInput
{
    /// <summary>
    /// The maximum length in characters that is searched. A bounce names its address at the top, and a message of the
    /// hub holds 32 KB.
    /// </summary>
    public const int Longest = 8000;

    /// <summary>The maximum length, in characters, of a text whose words are searched among people.</summary>
    public const int LongestWords = 300;

    /// <summary>The maximum length, in characters, of a proxyAddresses value (MS-ADA3).</summary>
    public const int LongestAddress = 1123;

    /// <summary>The text, trimmed and cut to <see cref="Longest"/>.</summary>
    public required string Text { get; init; }

    /// <summary>The encoded addresses found in a bounce.</summary>
    public IReadOnlyList<ImceaAddress> Bounces { get; init; } = [];

    /// <summary>
    /// The address if the whole text is one, in any notation ("smtp:a@b", "&lt;a@b&gt;", "mailto:a@b", "Anna
    /// &lt;a@b&gt;"), with its type unless it is SMTP; otherwise null.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>
    /// The domain in lower case if the whole text is a mail domain, "contoso.com" or "@contoso.com"; otherwise null.
    /// </summary>
    public string? Domain { get; init; }

    /// <summary>The words to search for among people and records; null if the text is too long.</summary>
    public string? Words { get; init; }

    /// <summary>The addresses to query: those of the bounce, otherwise the single address.</summary>
    public IReadOnlyList<string> Addresses =>
        Bounces.Count > 0 ? Bounces.Select(b => b.ProxyText).ToArray()
        : Address is null ? []
        : [Address];

    public static SearchInput Parse(string? given)
    {
        var text = (given ?? string.Empty).Trim();
        if (text.Length > Longest)
            text = text[..Longest];
        var bounces = ImceaAddress.FindAll(text);
        var domain = text.TrimStart('@');
        return new SearchInput
        {
            Text = text,
            Bounces = bounces,
            Address = bounces.Count == 0 ? AddressOf(text) : null,
            Domain = SmtpAddress.IsDomain(domain) ? domain.ToLowerInvariant() : null,
            Words = text.Length is > 0 and <= LongestWords && bounces.Count == 0 ? text : null,
        };
    }

    /// <summary>Returns the address in a text, or null if the text is not an address.</summary>
    public static string? AddressOf(string text)
    {
        var address = text.Trim();
        if (address.EndsWith('>') && address.LastIndexOf('<') is var open and >= 0)
            address = address[(open + 1)..^1].Trim();
        address = Without(address, "mailto:");
        if (
            address.IndexOf('?', StringComparison.Ordinal) is var query and > 0
            && text.Contains("mailto:", StringComparison.OrdinalIgnoreCase)
        )
            address = address[..query];
        address = ProxyAddress.WithoutSmtpPrefix(address).Trim().Trim('\'', '"', '.', ',', ';');
        if (address.Length is 0 or > LongestAddress || address.Any(char.IsControl))
            return null;
        if (address.StartsWith("/o=", StringComparison.OrdinalIgnoreCase))
            return $"X500:{address}";
        var stored = ProxyAddress.FromStored(address);
        if (stored.Kind is ProxyAddressKind.X500 or ProxyAddressKind.X400 && stored.Value.Length > 0)
            return address;
        if (address.Any(char.IsWhiteSpace))
            return null;
        if (stored.Kind is not ProxyAddressKind.Malformed && stored.Value.Length > 0 && !stored.Value.StartsWith('/'))
            return stored.Value.Contains('@', StringComparison.Ordinal) ? address : null;
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && SmtpAddress.IsDomain(address[(address.LastIndexOf('@') + 1)..]) ? address : null;
    }

    private static string Without(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text;
}
