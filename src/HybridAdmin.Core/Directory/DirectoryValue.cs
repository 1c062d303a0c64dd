using System.Diagnostics.CodeAnalysis;

namespace HybridAdmin.Core.Directory;

/// <summary>
/// One value of an attribute as LDAP carries it: text (UTF-8 syntaxes, numbers, DNs, Booleans) or octets.
/// Two values are equal when they are the same to the letter or to the byte; comparing as the directory would (without
/// case) is the caller's choice.
/// </summary>
public readonly struct DirectoryValue : IEquatable<DirectoryValue>
{
    private readonly string? text;
    private readonly byte[]? octets;

    /// <summary>A text value.</summary>
    public DirectoryValue(string text) => this.text = text ?? throw new ArgumentNullException(nameof(text));

    /// <summary>An octet-string value. The array is taken over, not copied.</summary>
    public DirectoryValue(byte[] octets) => this.octets = octets ?? throw new ArgumentNullException(nameof(octets));

    /// <summary>Whether the value is octets and not text.</summary>
    public bool IsOctets => octets is not null;

    /// <summary>The text; of octets their Base64 form, as LDIF shows them.</summary>
    public string Text => text ?? (octets is null ? string.Empty : Convert.ToBase64String(octets));

    /// <summary>The octets; of a text its UTF-8 form.</summary>
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
