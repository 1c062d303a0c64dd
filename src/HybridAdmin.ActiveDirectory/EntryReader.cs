using System.Text;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>Converts LDAP entries to directory entries.</summary>
internal sealed class EntryReader(OctetAttributes octets)
{
    private const string ObjectGuid = "objectGUID";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The attribute names of a request: objectGUID is always included.</summary>
    public static string[] Request(IReadOnlyCollection<string> attributes) =>
        attributes.Count == 0 ? ["*"]
        : WantsGuid(attributes) ? [.. attributes]
        : [.. attributes, ObjectGuid];

    /// <summary>Null for an object whose objectGUID cannot be read: it could not be referred to.</summary>
    /// <param name="asked">The attributes requested by the caller: objectGUID is omitted from the result unless it was
    /// requested.</param>
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

    /// <summary>
    /// Values that are not valid UTF-8 stay octets: a text with replacement characters could not be written back.
    /// </summary>
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
