using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Comparison.View;

/// <summary>Creates the inputs of the cloud's rules from an object of Active Directory.</summary>
internal static class ForecastInputFactory
{
    /// <summary>
    /// The time before the end of a synchronisation cycle during which a change may not have been included. Addresses
    /// written on-premises reach the tenant with the next cycle.
    /// </summary>
    private static readonly TimeSpan CycleLength = TimeSpan.FromMinutes(5);

    public static AddressForecast Addresses(
        DirectoryEntry entry,
        TenantRecipientKind kind,
        MailboxPlan? plan,
        TenantDescription tenant
    ) => AddressForecast.Of(AddressesOf(entry, kind, plan, tenant));

    public static AddressInput AddressesOf(
        DirectoryEntry entry,
        TenantRecipientKind kind,
        MailboxPlan? plan,
        TenantDescription tenant
    )
    {
        var type = RecipientTypes.Classify(entry);
        return new AddressInput
        {
            Kind = kind,
            ProxyAddresses = [.. entry.Texts(RecipientAttributes.ProxyAddresses)],
            Mail = entry.Text(RecipientAttributes.Mail),
            MailNickname = entry.Text(RecipientAttributes.MailNickname),
            UserPrincipalName = entry.Text(RecipientAttributes.UserPrincipalName),
            // These two are not indexed; a remote mailbox has the first, and the second follows from the type.
            IsRemoteRecipient = entry.Has(RecipientAttributes.RemoteRecipientType) || type.IsRemoteMailbox(),
            RecipientDisplayType =
                entry.Number(RecipientAttributes.RecipientDisplayType)
                ?? (
                    type is RecipientTypeDetails.SharedMailbox ? 0
                    : type is RecipientTypeDetails.RoomMailbox ? 7
                    : type is RecipientTypeDetails.EquipmentMailbox ? 8
                    : null
                ),
            HasRecipientType = entry.Has(RecipientAttributes.RecipientTypeDetails),
            HasExchangePlan = plan switch
            {
                MailboxPlan.Mailbox or MailboxPlan.ArchiveOnly => true,
                MailboxPlan.None => false,
                _ => null,
            },
            InitialDomain = tenant.InitialDomain,
            VerifiedDomains = tenant.VerifiedDomains,
        };
    }

    public static MatchInput Match(DirectoryEntry entry, TenantRecipientKind kind) =>
        new()
        {
            Kind = kind,
            ImmutableId = kind == TenantRecipientKind.User ? ImmutableId.Of(entry) : null,
            SecurityIdentifier = SourceAnchorMatcher.SecurityIdentifierOf(entry),
            UserPrincipalName = entry.Text(RecipientAttributes.UserPrincipalName),
            PrimarySmtpAddress = Recipient.PrimaryOf(entry),
            SmtpAddresses = SmtpAddresses(entry),
        };

    public static IReadOnlyList<string> SmtpAddresses(DirectoryEntry entry) =>
        [
            .. entry
                .Texts(RecipientAttributes.ProxyAddresses)
                .Select(ProxyAddress.FromStored)
                .Where(a => a.IsSmtp)
                .OrderByDescending(a => a.IsPrimary)
                .Select(a => a.Value)
                .Append(entry.Text(RecipientAttributes.Mail))
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>
    /// Returns true if the object changed so recently that the last synchronisation may not have included the change.
    /// </summary>
    public static bool IsRecent(DateTimeOffset? changed, DateTimeOffset? lastSync) =>
        changed is { } at && lastSync is { } last && at > last - CycleLength;
}
