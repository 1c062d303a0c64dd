using HybridAdmin.Core.Comparison.Visibility;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>Objects as a client sees them: stored attributes, back links, objectGUID and computed attributes.</summary>
internal sealed class EntryView(Snapshot snapshot, DirectorySchema schema)
{
    public Snapshot Snapshot => snapshot;

    public DirectorySchema Schema => schema;

    public IReadOnlyList<DirectoryValue> Values(DirectoryEntry entry, SchemaAttribute attribute)
    {
        if (attribute.ForwardLink is not null)
            return
            [
                .. snapshot.Links.Targets(attribute.Name, entry.Id).Select(e => new DirectoryValue(e.Dn.ToString())),
            ];
        return attribute.Name switch
        {
            "objectGUID" => [new DirectoryValue(entry.Id.ToByteArray())],
            ReplicationMetadata.Attribute => AttributeMetadata.Of(entry),
            "canonicalName" => [CanonicalName(entry.Dn)],
            // Access is not checked here; a test may store the effective permissions.
            "allowedAttributesEffective" when !entry.Has(attribute.Name) => Writable(),
            _ => entry.Values(attribute.Name),
        };
    }

    /// <summary>
    /// The entry with the requested attributes; unknown ones are ignored, and none means all but the computed ones.
    /// </summary>
    public DirectoryEntry Project(DirectoryEntry entry, IReadOnlyCollection<string> asked)
    {
        var chosen =
            asked.Count == 0
                ? schema.Definitions.Values.Where(d => !d.IsConstructed).Select(d => d.Name)
                : asked.Distinct(StringComparer.OrdinalIgnoreCase);
        return new DirectoryEntry(
            entry.Dn,
            entry.Id,
            chosen
                .Select(schema.Find)
                .OfType<SchemaAttribute>()
                .Select(a => KeyValuePair.Create(a.Name, Values(entry, a)))
        );
    }

    private DirectoryValue[] Writable() =>
        [
            .. schema
                .Definitions.Keys.Select(schema.Find)
                .OfType<SchemaAttribute>()
                .Where(a => !a.IsSystem && !a.IsConstructed && a.ForwardLink is null)
                .Select(a => new DirectoryValue(a.Name)),
        ];

    /// <summary>For example corp.tailwind.example/Staff/Berlin/Name.</summary>
    private static DirectoryValue CanonicalName(DistinguishedName dn)
    {
        var domain = string.Join('.', dn.Names.Where(n => IsDomain(n)).Select(n => n.Value));
        var path = string.Join(
            '/',
            dn.Names.Where(n => !IsDomain(n))
                .Reverse()
                .Select(n => n.Value.Replace("/", "\\/", StringComparison.Ordinal))
        );
        return new DirectoryValue($"{domain}/{path}");
    }

    private static bool IsDomain(RelativeName name) => name.Type.Equals("DC", StringComparison.OrdinalIgnoreCase);
}
