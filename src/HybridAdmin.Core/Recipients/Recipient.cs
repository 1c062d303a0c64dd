using System.Security.Cryptography;
using System.Text;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Recipients;

/// <summary>A recipient as shown on its page: read live, never from the index.</summary>
public sealed class Recipient
{
    /// <summary>The GUID in msExchPoliciesExcluded that means "switched off manually" (KB 318072).</summary>
    public const string PolicySentinel = "{26491cfc-9e50-4857-861b-0cb8df22b5d7}";

    private const long AccountDisabled = 2;

    public Recipient(DirectoryEntry entry, Authority authority = Authority.Unknown)
    {
        Entry = entry;
        Authority = authority;
        RecipientTypeDetails = RecipientTypes.Classify(entry);
        EmailAddresses = entry
            .Texts(RecipientAttributes.ProxyAddresses)
            .Select(ProxyAddress.FromStored)
            .OrderBy(a => a.Kind)
            .ThenByDescending(a => a.IsPrimary)
            .ThenBy(a => a.Value, StringComparer.OrdinalIgnoreCase)
            .ToArray();
        CustomAttributes = Enumerable
            .Range(1, RecipientAttributes.CustomAttributeCount)
            .Where(n => entry.Has(RecipientAttributes.Custom(n)))
            .ToDictionary(n => n, n => entry.Text(RecipientAttributes.Custom(n))!);
        Version = VersionOf(entry);
    }

    /// <summary>The values as read.</summary>
    public DirectoryEntry Entry { get; }

    public Guid Id => Entry.Id;

    public DistinguishedName Dn => Entry.Dn;

    public RecipientTypeDetails RecipientTypeDetails { get; }

    public Authority Authority { get; }

    /// <summary>displayName, otherwise the name in the DN.</summary>
    public string DisplayName => NameOf(Entry);

    public string? Alias => Entry.Text(RecipientAttributes.MailNickname);

    /// <summary>All values of proxyAddresses: SMTP first, the primary before its aliases.</summary>
    public IReadOnlyList<ProxyAddress> EmailAddresses { get; }

    /// <summary>The SMTP: value, otherwise mail; null without either.</summary>
    public string? PrimarySmtpAddress => PrimaryOf(Entry);

    public string? UserPrincipalName => Entry.Text(RecipientAttributes.UserPrincipalName);

    public string? SamAccountName => Entry.Text(RecipientAttributes.SamAccountName);

    public bool HiddenFromAddressListsEnabled => Entry.Flag(RecipientAttributes.HideFromAddressLists) ?? false;

    /// <summary>targetAddress as stored, with its prefix.</summary>
    public string? TargetAddress => Entry.Text(RecipientAttributes.TargetAddress);

    public string? LegacyExchangeDN => Entry.Text(RecipientAttributes.LegacyExchangeDN);

    /// <summary>CustomAttribute1 to 15 that have a value.</summary>
    public IReadOnlyDictionary<int, string> CustomAttributes { get; }

    /// <summary>adminCount = 1: protected by AdminSDHolder (Microsoft "Appendix C: Protected Accounts").</summary>
    public bool IsProtected => Entry.Number(RecipientAttributes.AdminCount) is > 0;

    public bool IsDisabled =>
        (Entry.Number(RecipientAttributes.UserAccountControl) & AccountDisabled) == AccountDisabled;

    /// <summary>
    /// Indicates whether a remaining Exchange server would rewrite the addresses by policy (KB 318072).
    /// </summary>
    public bool EmailAddressPolicyEnabled =>
        !Entry
            .Texts(RecipientAttributes.PoliciesExcluded)
            .Any(v => v.Contains(PolicySentinel, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// A hash of the values shown, the same on every domain controller: it contains neither uSNChanged nor whenChanged.
    /// 32 hexadecimal digits.
    /// </summary>
    public string Version { get; }

    /// <summary>
    /// Indicates whether mail from on-premises reaches the cloud mailbox through this address: it is the target
    /// address, or in a coexistence domain (RULES.md, Routing). Such an address should not be removed by mistake.
    /// </summary>
    public bool IsRouting(ProxyAddress address) => IsRouting(Entry, address);

    public static bool IsRouting(DirectoryEntry entry, ProxyAddress address) =>
        address.IsSmtp
        && (
            address.Domain.EndsWith(".mail.onmicrosoft.com", StringComparison.Ordinal)
            || (
                entry.Text(RecipientAttributes.TargetAddress) is { } target
                && ProxyAddress.FromStored(target).IsSameAddressAs(address)
                && RecipientTypes.Classify(entry).IsRemoteMailbox()
            )
        );

    public static string NameOf(DirectoryEntry entry) => entry.Text(RecipientAttributes.DisplayName) ?? entry.Dn.Name;

    /// <summary>The primary SMTP address of proxyAddresses, otherwise mail; null without either.</summary>
    public static string? PrimaryOf(DirectoryEntry entry) =>
        ProxyAddressCollection.PrimaryOf(entry.Texts(RecipientAttributes.ProxyAddresses))
        ?? entry.Text(RecipientAttributes.Mail);

    /// <summary>The <see cref="Version"/> of the values read.</summary>
    public static string VersionOf(DirectoryEntry entry)
    {
        var shown = new StringBuilder(1024);
        foreach (var name in RecipientAttributes.ForVersion)
        {
            var values = entry.Values(name);
            shown.Append(name).Append('\0').Append(values.Count).Append('\0');
            foreach (
                var value in values.Count > 1
                    ? values.Select(v => v.Text).Order(StringComparer.Ordinal)
                    : values.Select(v => v.Text)
            )
                shown.Append(value.Length).Append('\0').Append(value);
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(shown.ToString())), 0, 16).ToLowerInvariant();
    }
}
