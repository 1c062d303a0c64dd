using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Writers;

/// <summary>
/// Converts changes between the names of Active Directory and Exchange, and compares them with the values found in the
/// tenant. Pure.
/// </summary>
internal static class AttributePropertyMapper
{
    /// <summary>
    /// Converts changes to Exchange's names. Values that the cloud computes (mail, the policy flag) are left out.
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

    /// <summary>Converts changes to LDAP names, where they exist.</summary>
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
    /// Returns the differences from the expected to the present values; empty if the values are as expected, in any
    /// order.
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
    /// Returns the changes that did not take effect: a value that should exist and does not, or the reverse. Values
    /// beyond the change are ignored, because Exchange Online adds some of its own.
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

    /// <summary>Converts an object of the tenant to the form in which reverts are planned.</summary>
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

    /// <summary>
    /// Returns true if the attribute follows from another value in the cloud, or does not exist there.
    /// </summary>
    private static bool IsFollower(string attribute) =>
        RecipientProperties.OfAttribute(attribute) is { IsInTenant: false, Kind: PropertyKind.Follower };
}
