using System.Text;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>Makes entries of what came over the wire.</summary>
internal sealed class EntryReader(OctetAttributes octets)
{
    private const string ObjectGuid = "objectGUID";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The names to ask for: objectGUID always among them.</summary>
    public static string[] Request(IReadOnlyCollection<string> attributes) =>
        attributes.Count == 0 ? ["*"]
        : WantsGuid(attributes) ? [.. attributes]
        : [.. attributes, ObjectGuid];

    /// <summary>Null for an object whose objectGUID may not be read: nobody could refer to it.</summary>
    /// <param name="asked">As given by the caller: an objectGUID that was not asked for is left out of the
    /// attributes.</param>
    public DirectoryEntry? Read(LdapRawEntry raw, IReadOnlyCollection<string> asked)
    {
        if (raw.Values(ObjectGuid) is not [{ Length: 16 } guid, ..] || !DistinguishedName.TryParse(raw.Dn, out var dn))
            return null;
        var keepGuid = asked.Count == 0 || WantsGuid(asked);
        var attributes = new List<KeyValuePair<string, IReadOnlyList<DirectoryValue>>>(raw.Attributes.Count);
        foreach (var (name, values) in raw.Attributes)
        {
            if (!keepGuid && name.Equals(ObjectGuid, StringComparison.OrdinalIgnoreCase))
                continue;
            attributes.Add(new(name, Values(name, values)));
        }

        return new DirectoryEntry(dn, new Guid(guid), attributes);
    }

    private static bool WantsGuid(IReadOnlyCollection<string> attributes) =>
        attributes.Contains(ObjectGuid, StringComparer.OrdinalIgnoreCase);

    private DirectoryValue[] Values(string name, byte[][] values)
    {
        var isOctets = octets.Contains(name);
        var read = new DirectoryValue[values.Length];
        for (var i = 0; i < values.Length; i++)
            read[i] = isOctets ? new DirectoryValue(values[i]) : Text(values[i]);
        return read;
    }

    /// <summary>What is no UTF-8 stays octets: a text with replacement characters could not be written back.</summary>
    private static DirectoryValue Text(byte[] value)
    {
        try
        {
            return new DirectoryValue(Strict.GetString(value));
        }
        catch (DecoderFallbackException)
        {
            return new DirectoryValue(value);
        }
    }
}
