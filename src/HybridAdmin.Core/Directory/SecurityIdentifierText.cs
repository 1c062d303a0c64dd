using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace HybridAdmin.Core.Directory;

/// <summary>Converts SIDs to text (MS-DTYP 2.4.2.1); .NET's own type exists on Windows only.</summary>
public static class SecurityIdentifierText
{
    /// <returns>S-1-5-21-..., or null if the octets are not a SID.</returns>
    public static string? Of(ReadOnlySpan<byte> sid)
    {
        if (sid.Length < 8 || sid.Length != 8 + (4 * sid[1]))
            return null;
        var authority = 0L;
        foreach (var octet in sid[2..8])
            authority = (authority << 8) | octet;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"S-{sid[0]}-{authority}");
        for (var i = 8; i < sid.Length; i += 4)
            text.Append('-')
                .Append(BinaryPrimitives.ReadUInt32LittleEndian(sid[i..]).ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
