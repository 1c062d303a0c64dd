using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>
/// An object to add to an in-memory directory: the values that a person would type; the rest (ids, class chain, times)
/// is added on import.
/// </summary>
internal sealed class ObjectBuilder(DistinguishedName dn, string objectClass)
{
    private static readonly Dictionary<string, (string[] Chain, string Category)> Classes = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["user"] = (["top", "person", "organizationalPerson", "user"], "Person"),
        ["contact"] = (["top", "person", "organizationalPerson", "contact"], "Person"),
        ["group"] = (["top", "group"], "Group"),
        ["organizationalUnit"] = (["top", "organizationalUnit"], "Organizational-Unit"),
        ["container"] = (["top", "container"], "Container"),
        ["domainDNS"] = (["top", "domain", "domainDNS"], "Domain-DNS"),
        ["msExchDynamicDistributionList"] = (
            ["top", "msExchBaseClass", "msExchDynamicDistributionList"],
            "ms-Exch-Dynamic-Distribution-List"
        ),
    };

    private readonly Dictionary<string, List<DirectoryValue>> attributes = new(StringComparer.OrdinalIgnoreCase);

    public DistinguishedName Dn { get; } = dn;

    public string ObjectClass { get; } = objectClass;

    /// <summary>Derived from the name at creation, so that every start produces the same one.</summary>
    public Guid Id { get; init; } = GuidOf(dn.ToString());

    /// <summary>whenCreated; null: the time of the import.</summary>
    public DateTimeOffset? Created { get; set; }

    public ObjectBuilder With(string attribute, params IEnumerable<string?> values)
    {
        var present = values.OfType<string>().Select(v => new DirectoryValue(v)).ToList();
        if (present.Count == 0)
            attributes.Remove(attribute);
        else
            attributes[attribute] = present;
        return this;
    }

    public ObjectBuilder With(string attribute, byte[] octets)
    {
        attributes[attribute] = [new DirectoryValue(octets)];
        return this;
    }

    public ObjectBuilder With(string attribute, long number) =>
        With(attribute, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// Adds values to the existing ones; no attribute of a directory contains a value twice, whatever its case.
    /// </summary>
    public ObjectBuilder And(string attribute, params IEnumerable<string> values)
    {
        if (!attributes.TryGetValue(attribute, out var present))
            attributes[attribute] = present = [];
        foreach (var value in values)
        {
            if (!present.Exists(p => p.Text.Equals(value, StringComparison.OrdinalIgnoreCase)))
                present.Add(new DirectoryValue(value));
        }

        return this;
    }

    public string? Text(string attribute) => attributes.TryGetValue(attribute, out var values) ? values[0].Text : null;

    public IEnumerable<string> Texts(string attribute) =>
        attributes.TryGetValue(attribute, out var values) ? values.Select(v => v.Text) : [];

    /// <summary>A GUID of version 8 that is always the same for a key.</summary>
    public static Guid GuidOf(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16).ToArray();
        hash[7] = (byte)((hash[7] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash);
    }

    /// <summary>Builds the whole entry as the directory stores it.</summary>
    /// <param name="profile">The description of the directory that it is added to.</param>
    /// <param name="relativeId">The last part of objectSid, for users and groups.</param>
    /// <param name="usn">uSNCreated and uSNChanged.</param>
    /// <param name="now">The time of the import.</param>
    public DirectoryEntry Build(DirectoryDescription profile, int relativeId, long usn, DateTimeOffset now)
    {
        var (chain, category) = Classes[ObjectClass];
        var whole = new Dictionary<string, IReadOnlyList<DirectoryValue>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in attributes)
            whole[name] = values;

        void Set(string name, params string[] values) => whole[name] = [.. values.Select(v => new DirectoryValue(v))];
        var created = ValueRules.ToTime(Created ?? now);
        var number = usn.ToString(CultureInfo.InvariantCulture);
        Set("objectClass", chain);
        Set("objectCategory", $"CN={category},CN=Schema,{profile.ConfigurationContext}");
        Set("distinguishedName", Dn.ToString());
        Set("name", Dn.Name);
        Set(Dn.Names[0].Type.ToLowerInvariant(), Dn.Name);
        Set("instanceType", "4");
        Set("whenCreated", created);
        Set("whenChanged", created);
        Set("uSNCreated", number);
        Set("uSNChanged", number);
        if (ObjectClass is "user" or "group")
            whole["objectSid"] = [new DirectoryValue(SecurityIdentifier.ToOctets($"{profile.DomainSid}-{relativeId}"))];
        return new DirectoryEntry(Dn, Id, whole);
    }
}
