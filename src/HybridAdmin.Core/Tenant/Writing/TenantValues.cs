using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Tenant.Writing;

/// <summary>
/// An object of the tenant as it was read for writing: its values by the names of <see cref="ExchangeOnlineProperties"/>.
/// Immutable.
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

    /// <summary>Empty: $null.</summary>
    public IReadOnlyList<DirectoryValue> Values(string property) => properties.GetValueOrDefault(property, []);

    public string? Text(string property) => properties.TryGetValue(property, out var values) ? values[0].Text : null;

    /// <summary>Null: $null, or the answer did not have it.</summary>
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
    /// An object of Active Directory with the cloud's values in the place of its own, under their LDAP names: what
    /// counts for a recipient whose Exchange attributes the cloud owns. mail follows the primary address, as the cloud
    /// shows it.
    /// </summary>
    /// <param name="entry">Of Active Directory.</param>
    /// <param name="isWhole">The cloud owns the whole object, its display name too.</param>
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
