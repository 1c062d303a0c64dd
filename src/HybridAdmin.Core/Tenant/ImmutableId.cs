using System.Diagnostics.CodeAnalysis;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Tenant;

/// <summary>
/// The source anchor that joins a person in Active Directory and Entra ID: Base64 of mS-DS-ConsistencyGuid, otherwise
/// of objectGUID, in AD's byte order, which is that of <see cref="Guid.ToByteArray()"/>. Compared with case (RULES.md,
/// Joining).
/// </summary>
public readonly record struct ImmutableId
{
    /// <summary>The exclusive maximum length in Entra ID, in characters.</summary>
    public const int LengthLimit = 60;

    private readonly string? text;

    private ImmutableId(string text) => this.text = text;

    /// <summary>The text form, as in onPremisesImmutableId.</summary>
    public string Text => text ?? string.Empty;

    public static ImmutableId Of(Guid guid) => new(Convert.ToBase64String(guid.ToByteArray()));

    /// <summary>Creates the anchor from the octets of mS-DS-ConsistencyGuid, in AD's order.</summary>
    internal static ImmutableId Of(ReadOnlySpan<byte> octets) => new(Convert.ToBase64String(octets));

    /// <summary>
    /// Creates the anchor of a directory entry: mS-DS-ConsistencyGuid takes precedence if it was requested and has a
    /// value.
    /// </summary>
    public static ImmutableId Of(DirectoryEntry entry)
    {
        var values = entry.Values(Recipients.RecipientAttributes.ConsistencyGuid);
        return values.Count > 0 && values[0].IsOctets && !values[0].Octets.IsEmpty
            ? new ImmutableId(Convert.ToBase64String(values[0].Octets.Span))
            : Of(entry.Id);
    }

    /// <summary>
    /// Creates the anchor from its value in the cloud. Anchors set manually may be any text below the limit, so they
    /// are preserved exactly.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ImmutableId id)
    {
        id = string.IsNullOrEmpty(text) || text.Length >= LengthLimit ? default : new ImmutableId(text);
        return id.text is not null;
    }

    /// <summary>Gets the GUID in the anchor; false if the anchor was created in another way.</summary>
    public bool TryGetGuid(out Guid guid)
    {
        Span<byte> bytes = stackalloc byte[LengthLimit];
        var isGuid = Convert.TryFromBase64String(Text, bytes, out var length) && length == 16;
        guid = isGuid ? new Guid(bytes[..16]) : default;
        return isGuid;
    }

    public override string ToString() => Text;
}
