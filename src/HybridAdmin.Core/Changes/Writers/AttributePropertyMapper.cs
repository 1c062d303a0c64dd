using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Writers;

/// <summary>
/// Changes between Active Directory's names and Exchange's, and beside the values found in the tenant. Pure.
/// </summary>
internal static class AttributePropertyMapper
{
    /// <summary>
    /// Under Exchange's names. What the cloud works out by itself (mail, the policy's flag) is left out.
    /// </summary>
    public static IReadOnlyList<AttributeChange> ToProperties(IEnumerable<AttributeChange> changes) =>
        [
            .. changes
                .Where(c => ExchangeOnlineProperties.PropertyOf(c.Attribute) is not null || !IsFollower(c.Attribute))
                .Select(c =>
                    ExchangeOnlineProperties.PropertyOf(c.Attribute) is { } property
                        ? new AttributeChange(
                            property,
                            [.. c.Before.Select(v => ExchangeOnlineProperties.ToProperty(property, v))],
                            [.. c.After.Select(v => ExchangeOnlineProperties.ToProperty(property, v))]
                        )
                        : c
                ),
        ];

    /// <summary>Under LDAP names, where there are any.</summary>
    public static IReadOnlyList<AttributeChange> ToAttributes(IEnumerable<AttributeChange> changes) =>
        [
            .. changes.Select(c =>
                ExchangeOnlineProperties.AttributeOf(c.Attribute) is { } attribute
                    ? new AttributeChange(
                        attribute,
                        [.. c.Before.Select(v => ExchangeOnlineProperties.ToAttribute(c.Attribute, v))],
                        [.. c.After.Select(v => ExchangeOnlineProperties.ToAttribute(c.Attribute, v))]
                    )
                    : c
            ),
        ];

    /// <summary>
    /// From what was expected to what is there; empty: the values are the expected ones, in any order.
    /// </summary>
    public static IReadOnlyList<AttributeChange> Differences(
        TenantValues? present,
        IEnumerable<AttributeChange> changes,
        Func<AttributeChange, IReadOnlyList<DirectoryValue>> expected
    ) =>
        [
            .. changes
                .Select(c => new AttributeChange(c.Attribute, expected(c), present?.Values(c.Attribute) ?? []))
                .Where(c => c.Removed.Count > 0 || c.Added.Count > 0),
        ];

    /// <summary>
    /// What of the changes did not come about: a value that should be there and is not, or the reverse. Values beyond
    /// the change do not count: Exchange Online adds some of its own.
    /// </summary>
    public static IReadOnlyList<AttributeChange> Unmet(TenantValues? present, IEnumerable<AttributeChange> changes) =>
        [
            .. changes
                .Where(c =>
                    present?.Values(c.Attribute) is var now
                    && (c.Added.Any(v => now?.Contains(v) != true) || c.Removed.Any(v => now?.Contains(v) == true))
                )
                .Select(c => new AttributeChange(c.Attribute, c.After, present?.Values(c.Attribute) ?? [])),
        ];

    /// <summary>An object of the tenant in the form in which reverts are planned.</summary>
    public static DirectoryEntry ToEntry(TenantValues values, Guid id, DistinguishedName dn) =>
        new(
            dn,
            id,
            values.Properties.Select(p =>
                ExchangeOnlineProperties.AttributeOf(p.Key) is { } attribute
                    ? KeyValuePair.Create(
                        attribute,
                        (IReadOnlyList<DirectoryValue>)
                            [.. p.Value.Select(v => ExchangeOnlineProperties.ToAttribute(p.Key, v))]
                    )
                    : p
            )
        );

    /// <summary>Follows from another value in the cloud, or does not exist there.</summary>
    private static bool IsFollower(string attribute) =>
        RecipientProperties.OfAttribute(attribute) is { IsInTenant: false, Kind: PropertyKind.Follower };
}
