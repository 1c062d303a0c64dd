using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Tenant.Writing;

/// <summary>
/// An object of the tenant as it was read for writing: its values by the names in
/// <see cref="ExchangeOnlineProperties"/>. Immutable.
/// </summary>
public sealed class TenantValues(
    TenantTarget target,
    IEnumerable<KeyValuePair<string, IReadOnlyList<DirectoryValue>>> properties
)
{
    private readonly Dictionary<string, IReadOnlyList<DirectoryValue>> properties = properties
        .Where(p => p.Value.Count > 0)
        .ToDictionary(p => p.Key, p => p.Value, StringComparer.OrdinalIgnoreCase);

    public TenantTarget Target { get; } = target;

    public IReadOnlyDictionary<string, IReadOnlyList<DirectoryValue>> Properties => properties;

    /// <summary>The values; empty for $null.</summary>
    public IReadOnlyList<DirectoryValue> Values(string property) => properties.GetValueOrDefault(property, []);

    public string? Text(string property) => properties.TryGetValue(property, out var values) ? values[0].Text : null;

    /// <summary>The value; null for $null, or if the answer did not contain it.</summary>
    public bool? Flag(string property) => bool.TryParse(Text(property), out var flag) ? flag : null;

    /// <summary>A copy with other values; an empty list is $null.</summary>
    public TenantValues With(IEnumerable<KeyValuePair<string, IReadOnlyList<DirectoryValue>>> changed)
    {
        var copy = new Dictionary<string, IReadOnlyList<DirectoryValue>>(properties, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in changed)
            copy[name] = values;
        return new TenantValues(Target, copy);
    }

    /// <summary>
    /// An object of Active Directory in which the cloud's values replace its own, under their LDAP names: the effective
    /// values of a recipient whose Exchange attributes the cloud owns. mail follows the primary address, as in the
    /// cloud.
    /// </summary>
    /// <param name="entry">The entry of Active Directory.</param>
    /// <param name="isWhole">True if the cloud owns the whole object, its display name included.</param>
    public DirectoryEntry Over(DirectoryEntry entry, bool isWhole)
    {
        var changed = new List<KeyValuePair<string, IReadOnlyList<DirectoryValue>>>();
        foreach (
            var property in Target.IsPerson ? ExchangeOnlineProperties.OfPerson : ExchangeOnlineProperties.OfRecipient
        )
        {
            if (!isWhole && RecipientProperties.OfName(property)!.Part == PropertyPart.Identity)
                continue;
            changed.Add(
                new(
                    ExchangeOnlineProperties.AttributeOf(property)!,
                    [.. Values(property).Select(v => ExchangeOnlineProperties.ToAttribute(property, v))]
                )
            );
        }

        if (Target.IsPerson)
            return entry.With(changed);
        var primary = ProxyAddressCollection.PrimaryOf(
            Values(ExchangeOnlineProperties.EmailAddresses).Select(v => v.Text)
        );
        changed.Add(new(RecipientAttributes.Mail, primary is null ? [] : [primary]));
        return entry.With(changed);
    }
}
