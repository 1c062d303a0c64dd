using System.Diagnostics.CodeAnalysis;

namespace HybridAdmin.Core.Directory;

/// <summary>
/// One value of an attribute as LDAP carries it: text (UTF-8 syntaxes, numbers, DNs, Booleans) or octets. Equality is
/// exact, character by character or byte by byte. A comparison without case, as the directory does, is up to the
/// caller.
/// </summary>
public readonly struct DirectoryValue : IEquatable<DirectoryValue>
{
    private readonly string? text;
    private readonly byte[]? octets;

    /// <summary>A text value.</summary>
    public DirectoryValue(string text) => this.text = text ?? throw new ArgumentNullException(nameof(text));

    /// <summary>An octet-string value. The array is not copied.</summary>
    public DirectoryValue(byte[] octets) => this.octets = octets ?? throw new ArgumentNullException(nameof(octets));

    /// <summary>True if the value is octets; false if it is text.</summary>
    public bool IsOctets => octets is not null;

    /// <summary>The text; for octets the Base64 form, as in LDIF.</summary>
    public string Text => text ?? (octets is null ? string.Empty : Convert.ToBase64String(octets));

    /// <summary>The octets; for a text the UTF-8 form.</summary>
    public ReadOnlyMemory<byte> Octets => octets ?? System.Text.Encoding.UTF8.GetBytes(text ?? string.Empty);

    public static implicit operator DirectoryValue(string text) => new(text);

    public static bool operator ==(DirectoryValue left, DirectoryValue right) => left.Equals(right);

    public static bool operator !=(DirectoryValue left, DirectoryValue right) => !left.Equals(right);

    public bool Equals(DirectoryValue other) =>
        IsOctets == other.IsOctets
        && (
            IsOctets
                ? octets.AsSpan().SequenceEqual(other.octets)
                : string.Equals(Text, other.Text, StringComparison.Ordinal)
        );

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is DirectoryValue other && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    public override string ToString() => Text;
}
