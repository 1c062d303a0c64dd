using System.Globalization;
using System.Security;
using HybridAdmin.Core.Comparison.Visibility;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>
/// The time at which each attribute was last written, as a domain controller reports it: msDS-ReplAttributeMetaData,
/// one piece of XML for each (MS-ADTS 3.1.1.4.5.20). Stored with the object for attributes written since its creation;
/// the others are as old as the object.
/// </summary>
internal static class AttributeMetadata
{
    private const string Stored = ReplicationMetadata.Attribute;

    /// <summary>The metadata stored with an object after some of its attributes were written.</summary>
    public static KeyValuePair<string, IReadOnlyList<DirectoryValue>> Written(
        DirectoryEntry entry,
        IEnumerable<string> attributes,
        DateTimeOffset at,
        long usn,
        Guid invocationId
    )
    {
        var names = attributes.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = entry.Values(Stored).Where(v => !names.Contains(NameOf(v.Text)));
        return new(
            Stored,
            [.. others, .. names.Select(n => Piece(n, VersionOf(entry, n) + 1, at.UtcDateTime, usn, invocationId))]
        );
    }

    /// <summary>The metadata as returned to a client.</summary>
    public static IReadOnlyList<DirectoryValue> Of(DirectoryEntry entry)
    {
        var written = entry.Values(Stored);
        if (
            !DateTime.TryParseExact(
                entry.Text(RecipientAttributes.WhenCreated),
                "yyyyMMddHHmmss'.0Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var created
            )
        )
            return written;
        var known = written.Select(v => NameOf(v.Text)).Append(Stored).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var usn = entry.Number("uSNCreated") ?? 0;
        return
        [
            .. written,
            .. entry
                .Attributes.Where(a => a.Value.Count > 0 && !known.Contains(a.Key))
                .Select(a => Piece(a.Key, 1, created, usn, Guid.Empty)),
        ];
    }

    private static DirectoryValue Piece(string name, int version, DateTime at, long usn, Guid invocationId) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <DS_REPL_ATTR_META_DATA>
                <pszAttributeName>{SecurityElement.Escape(name)}</pszAttributeName>
                <dwVersion>{version}</dwVersion>
                <ftimeLastOriginatingChange>{at:yyyy-MM-dd'T'HH:mm:ss'Z'}</ftimeLastOriginatingChange>
                <uuidLastOriginatingDsaInvocationID>{invocationId}</uuidLastOriginatingDsaInvocationID>
                <usnOriginatingChange>{usn}</usnOriginatingChange>
                <usnLocalChange>{usn}</usnLocalChange>
                <pszLastOriginatingDsaDN></pszLastOriginatingDsaDN>
            </DS_REPL_ATTR_META_DATA>

            """
        );

    private static int VersionOf(DirectoryEntry entry, string attribute)
    {
        var piece = entry
            .Values(Stored)
            .Select(v => v.Text)
            .FirstOrDefault(t => attribute.Equals(NameOf(t), StringComparison.OrdinalIgnoreCase));
        return piece is null
            ? entry.Has(attribute)
                ? 1
                : 0
            : int.Parse(Element(piece, "dwVersion"), CultureInfo.InvariantCulture);
    }

    private static string NameOf(string piece) => Element(piece, "pszAttributeName");

    private static string Element(string piece, string name) =>
        piece.Split($"<{name}>", 2)[1].Split($"</{name}>", 2)[0];
}
