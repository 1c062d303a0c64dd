using System.Globalization;
using System.Text.Json;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Lifecycle.Switching;

/// <summary>
/// Differences between the values of Active Directory and those of Exchange Online, and the backup of the values that a
/// switch overwrites.
/// </summary>
internal static class AuthorityDifferences
{
    /// <summary>The properties that a switch hands over, by Exchange's name.</summary>
    private static readonly string[] HandedOver =
    [
        .. ExchangeOnlineProperties.OfRecipient.Where(p =>
            RecipientProperties.OfName(p)!.Part == PropertyPart.Exchange
        ),
    ];

    /// <summary>
    /// The differences among the values that both sides have. SharePoint's addresses and the cloud's own routing
    /// addresses do not count.
    /// </summary>
    public static IReadOnlyList<AuthorityDifference> Differences(DirectoryEntry entry, TenantValues values)
    {
        var found = new List<AuthorityDifference>();
        foreach (var property in HandedOver)
        {
            var here = Here(entry, property);
            string[] there =
            [
                .. values
                    .Values(property)
                    .Select(v => v.Text)
                    .Where(t => !IsOwn(property, t))
                    .Order(StringComparer.Ordinal),
            ];
            if (!here.SequenceEqual(there, StringComparer.Ordinal))
                found.Add(new AuthorityDifference(property, here, there));
        }

        return found;

        static bool IsOwn(string property, string text) =>
            property == ExchangeOnlineProperties.EmailAddresses
            && (
                text.StartsWith("SPO:", StringComparison.OrdinalIgnoreCase)
                || (IsAlias(text) && text.EndsWith(".onmicrosoft.com", StringComparison.OrdinalIgnoreCase))
            );
    }

    public static string[] Here(DirectoryEntry entry, string property)
    {
        if (property == ExchangeOnlineProperties.HiddenFromAddressListsEnabled)
            return [ExchangeOnlineProperties.Text(entry.Flag(RecipientAttributes.HideFromAddressLists) == true)];
        return
        [
            .. entry
                .Texts(ExchangeOnlineProperties.AttributeOf(property)!)
                .Where(t =>
                    property != ExchangeOnlineProperties.EmailAddresses
                    || !(IsAlias(t) && t.EndsWith(".onmicrosoft.com", StringComparison.OrdinalIgnoreCase))
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    public static AttributeChange[] BackupOf(DirectoryEntry entry, TenantValues values) =>
        [
            .. values
                .Properties.Where(p => p.Key != ExchangeOnlineProperties.IsExchangeCloudManaged)
                .Select(p => new AttributeChange(p.Key, p.Value, p.Value)),
            .. RecipientAttributes
                .Editable.Where(a => entry.Has(a) && !StaysInDirectory(a))
                .Select(a => new AttributeChange(a, entry.Values(a), entry.Values(a))),
        ];

    public static bool IsAlias(string text) => ProxyAddress.IsSmtpText(text) && !ProxyAddress.IsPrimarySmtpText(text);

    /// <summary>True for names and organisation data, which the switch does not hand over.</summary>
    public static bool StaysInDirectory(string attribute) =>
        RecipientProperties.OfAttribute(attribute) is { Part: PropertyPart.Identity, IsInTenant: true };
}
