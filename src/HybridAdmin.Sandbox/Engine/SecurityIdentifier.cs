using System.Buffers.Binary;
using System.Globalization;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>Converts security identifiers between their two forms: S-1-5-21-... and octets.</summary>
internal static class SecurityIdentifier
{
    /// <exception cref="FormatException">Not of the form S-1-authority-subauthority...</exception>
    public static byte[] ToOctets(string text)
    {
        var parts = text.Split('-');
        if (parts.Length < 4 || parts[0] != "S" || parts[1] != "1")
            throw new FormatException($"Not a security identifier: {text}");

        var octets = new byte[8 + ((parts.Length - 3) * 4)];
        octets[0] = 1;
        octets[1] = (byte)(parts.Length - 3);
        octets[7] = byte.Parse(parts[2], CultureInfo.InvariantCulture);
        for (var i = 3; i < parts.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(
                octets.AsSpan(8 + ((i - 3) * 4)),
                uint.Parse(parts[i], CultureInfo.InvariantCulture)
            );
        return octets;
    }
}
