using System.Diagnostics.CodeAnalysis;

namespace HybridAdmin.Core.Recipients;

/// <summary>The kind of an address, as its badge shows it.</summary>
public enum ProxyAddressKind
{
    Smtp,
    Sip,
    X500,
    X400,

    /// <summary>Any other type (EUM, SPO, MSMAIL ...).</summary>
    Other,

    /// <summary>A value without a type prefix; Entra ID drops it.</summary>
    Malformed,
}

/// <summary>
/// One value of proxyAddresses: type, colon, value (MS-OXLDAP 2.2.3.4). An upper-case type marks the primary address of
/// that type. The value is preserved exactly, even if malformed, because it must be specified exactly to be deleted.
/// </summary>
public readonly record struct ProxyAddress
{
    private const string PrimaryType = "SMTP";
    private const string AliasType = "smtp";

    private ProxyAddress(string text, string type, string value)
    {
        Text = text;
        Type = type;
        Value = value;
    }

    /// <summary>The whole value as stored.</summary>
    public string Text { get; }

    /// <summary>The prefix as stored, e.g. SMTP, smtp, x500; empty for a malformed value.</summary>
    public string Type { get; }

    /// <summary>The text after the colon.</summary>
    public string Value { get; }

    public ProxyAddressKind Kind =>
        Type.ToUpperInvariant() switch
        {
            "" => ProxyAddressKind.Malformed,
            PrimaryType => ProxyAddressKind.Smtp,
            "SIP" => ProxyAddressKind.Sip,
            "X500" => ProxyAddressKind.X500,
            "X400" => ProxyAddressKind.X400,
            _ => ProxyAddressKind.Other,
        };

    /// <summary>
    /// Indicates whether the type is written in capitals only, which makes it the primary of its type.
    /// </summary>
    public bool IsPrimary => Type.Length > 0 && Type.All(c => !char.IsAsciiLetterLower(c));

    public bool IsSmtp => Kind == ProxyAddressKind.Smtp;

    /// <summary>Indicates whether it is marked as the primary SMTP address.</summary>
    public bool IsPrimarySmtp => Type == PrimaryType;

    /// <summary>The domain of an SMTP or SIP value in lower case, or empty.</summary>
    public string Domain =>
        Kind is ProxyAddressKind.Smtp or ProxyAddressKind.Sip && Value.LastIndexOf('@') is var at and >= 0
            ? Value[(at + 1)..].ToLowerInvariant()
            : string.Empty;

    public static ProxyAddress Smtp(string address, bool primary) => Of(primary ? PrimaryType : AliasType, address);

    /// <summary>Indicates whether a stored value is an SMTP address, primary or not.</summary>
    public static bool IsSmtpText(string text) => text.StartsWith(AliasType + ":", StringComparison.OrdinalIgnoreCase);

    /// <summary>Indicates whether a stored value is marked as the primary SMTP address.</summary>
    public static bool IsPrimarySmtpText(string text) => text.StartsWith(PrimaryType + ":", StringComparison.Ordinal);

    /// <summary>The value without the SMTP prefix; values of other types and without a type are unchanged.</summary>
    public static string WithoutSmtpPrefix(string text) => IsSmtpText(text) ? text[SmtpPrefixLength..] : text;

    /// <summary>Length of the SMTP prefix with its colon, in characters and in octets of UTF-8.</summary>
    public const int SmtpPrefixLength = 5;

    public static ProxyAddress Of(string type, string value) => new($"{type}:{value}", type, value);

    /// <summary>Parses a stored value; never fails, see <see cref="ProxyAddressKind.Malformed"/>.</summary>
    public static ProxyAddress FromStored(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 || !text.AsSpan(0, colon).ContainsOnlyTypeCharacters()
            ? new ProxyAddress(text, string.Empty, text)
            : new ProxyAddress(text, text[..colon], text[(colon + 1)..]);
    }

    /// <summary>
    /// Parses the input of a person or a script: an address without a type prefix is SMTP. SMTP values are validated.
    /// Other types are the administrator's responsibility, as in Exchange, but must have a value within the maximum
    /// length and no control characters.
    /// </summary>
    public static bool TryParse(string? text, out ProxyAddress address, [NotNullWhen(false)] out string? problem)
    {
        var given = (text ?? string.Empty).Trim();
        var read = FromStored(given);
        address = read.Kind == ProxyAddressKind.Malformed ? Smtp(given, false) : read;
        if (address.IsSmtp)
        {
            if (!SmtpAddress.TryParse(address.Value, out _, out problem))
                return false;
            return true;
        }

        problem =
            address.Value.Length == 0 ? "There is nothing after the type prefix."
            : address.Text.Length > SmtpAddress.MaximumProxyLength
                ? $"The value has {address.Text.Length} characters; at most {SmtpAddress.MaximumProxyLength} "
                    + $"are allowed."
            : address.Text.Any(char.IsControl) ? "The value holds a control character."
            : null;
        return problem is null;
    }

    /// <summary>The same address as primary or not, with an identical value.</summary>
    public ProxyAddress AsPrimary(bool primary)
    {
        var type = primary ? Type.ToUpperInvariant() : Type.ToLowerInvariant();
        return type == Type ? this : Of(type, Value);
    }

    /// <summary>
    /// Indicates whether the directory treats both as the same address: it compares without case, the prefix included.
    /// </summary>
    public bool IsSameAddressAs(ProxyAddress other) => Text.Equals(other.Text, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Text;
}

internal static class ProxyAddressText
{
    internal static bool ContainsOnlyTypeCharacters(this ReadOnlySpan<char> type)
    {
        foreach (var c in type)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_'))
                return false;
        }

        return true;
    }
}
