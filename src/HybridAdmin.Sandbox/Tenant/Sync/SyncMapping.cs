using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Organization;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Sync;

/// <summary>
/// The attribute flow from the directory to the tenant, except addresses and names that must be unique.
/// </summary>
internal static class SyncMapping
{
    /// <summary>
    /// The source anchor: for users mS-DS-ConsistencyGuid, otherwise objectGUID; for all others objectGUID. Base64 of
    /// the 16 octets in AD's byte order, which is that of <see cref="Guid.ToByteArray()"/>.
    /// </summary>
    public static string Anchor(DirectoryEntry entry) =>
        Convert.ToBase64String(
            entry.IsOfClass("user") && entry.Has("mS-DS-ConsistencyGuid")
                ? entry.Values("mS-DS-ConsistencyGuid")[0].Octets.ToArray()
                : entry.Id.ToByteArray()
        );

    public static CloudKind Kind(DirectoryEntry entry) =>
        entry.IsOfClass("user") ? CloudKind.User
        : entry.IsOfClass("group") ? CloudKind.Group
        : CloudKind.Contact;

    /// <summary>Maps all attributes that flow without a conflict.</summary>
    /// <param name="present">The current cloud object, or a new one that has only its id.</param>
    public static CloudObject Map(DirectoryEntry entry, CloudObject present, Func<string, Guid?> resolve)
    {
        var kind = Kind(entry);
        var licences = kind == CloudKind.User ? LicencesOf(entry) : [];
        var mapped = present with
        {
            DisplayName = entry.Text("displayName") ?? entry.Dn.Name,
            GivenName = entry.Text("givenName"),
            Surname = entry.Text("sn"),
            JobTitle = entry.Text("title"),
            Department = entry.Text("department"),
            CompanyName = entry.Text("company"),
            OfficeLocation = entry.Text("physicalDeliveryOfficeName"),
            BusinessPhone = entry.Text("telephoneNumber"),
            UsageLocation =
                kind == CloudKind.User
                    ? entry.Text("msExchUsageLocation") ?? entry.Text("c") ?? present.UsageLocation ?? "DE"
                    : null,
            AccountEnabled = ((entry.Number("userAccountControl") ?? 0) & 2) == 0,
            Source = entry.Id,
            Anchor = present.Anchor ?? Anchor(entry),
            SyncEnabled = true,
            SamAccountName = entry.Text("sAMAccountName"),
            DistinguishedName = entry.Dn.ToString(),
            SecurityIdentifier = entry.Has("objectSid")
                ? SecurityIdentifierText.Of(entry.Values("objectSid")[0].Octets.Span)
                : null,
            OnPremisesUserPrincipalName = entry.Text("userPrincipalName"),
            Licences = licences,
            FormerLicences = present
                .Licences.Except(licences)
                .Concat(present.FormerLicences.Except(licences))
                .Distinct()
                .ToList(),
            MailEnabled = kind == CloudKind.Group && entry.Has("mail") && entry.Has("proxyAddresses"),
            SecurityEnabled = kind == CloudKind.Group && (entry.Number("groupType") ?? 0) < 0,
            Members = kind == CloudKind.Group ? [.. entry.Texts("member").Select(resolve).OfType<Guid>().Order()] : [],
        };
        return MapExchange(entry, mapped, present);
    }

    /// <summary>
    /// Maps Exchange attributes. They flow if mailNickname is set, as long as they are not mastered in Exchange Online.
    /// </summary>
    private static CloudObject MapExchange(DirectoryEntry entry, CloudObject mapped, CloudObject present)
    {
        var type = RecipientType(entry, mapped);
        var guid = Octets(entry, RecipientAttributes.MailboxGuid);
        var recipient = mapped with
        {
            RecipientType = type,
            ExchangeGuid = guid ?? (mapped with { RecipientType = type }).ExchangeGuidOrNew(),
            ArchiveGuid = Octets(entry, "msExchArchiveGUID") ?? Guid.Empty,
            LegacyExchangeDN =
                $"/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={mapped.Id:N}",
            ExternalEmailAddress = type is "MailUser" or "MailContact"
                ? entry.Text("targetAddress") ?? $"SMTP:{entry.Text("mail")}"
                : null,
        };
        if (present.IsExchangeCloudManaged)
            return recipient;

        var flows = entry.Has("mailNickname");
        return recipient with
        {
            IsHidden = flows && entry.Flag(RecipientAttributes.HideFromAddressLists) == true,
            CustomAttributes =
            [
                .. Enumerable
                    .Range(1, RecipientAttributes.CustomAttributeCount)
                    .Select(n => flows ? entry.Text(RecipientAttributes.Custom(n)) : null),
            ],
        };
    }

    private static Guid ExchangeGuidOrNew(this CloudObject item) =>
        !item.IsMailbox ? Guid.Empty
        : item.ExchangeGuid != Guid.Empty ? item.ExchangeGuid
        : ObjectBuilder.GuidOf($"mailbox:{item.Id}");

    /// <summary>The type of the recipient in Exchange Online.</summary>
    private static string? RecipientType(DirectoryEntry entry, CloudObject item)
    {
        var details = (TypeNumber)(
            entry.Has("mailNickname") ? entry.Number(RecipientAttributes.RecipientTypeDetails) ?? 0 : 0
        );
        if (item.Kind == CloudKind.Contact)
            return "MailContact";
        if (item.Kind == CloudKind.Group)
        {
            return !item.MailEnabled ? null
                : details == TypeNumber.RoomList ? "RoomList"
                : item.SecurityEnabled ? "MailUniversalSecurityGroup"
                : "MailUniversalDistributionGroup";
        }

        return details switch
        {
            TypeNumber.RemoteSharedMailbox => "SharedMailbox",
            TypeNumber.RemoteRoomMailbox => "RoomMailbox",
            TypeNumber.RemoteEquipmentMailbox => "EquipmentMailbox",
            _ when item is { HasMovedHere: true, IsMailbox: true } && IsOnServer(entry) => item.RecipientType,
            // The mailbox is on a server: a licence does not create a second one, because msExchMailboxGuid marks it.
            _ when IsOnServer(entry) => "MailUser",
            _ when item.Licences.Any(l => l.HasMailbox) => "UserMailbox",
            0 when !entry.Has("mail") || !entry.Has("proxyAddresses") => null,
            _ => "MailUser",
        };
    }

    private static bool IsOnServer(DirectoryEntry entry) =>
        entry.Has("msExchHomeServerName") && entry.Has(RecipientAttributes.MailboxGuid);

    /// <summary>
    /// The licences of an object, by attributes of the directory, since the tenant licenses by group.
    /// </summary>
    private static List<Licence> LicencesOf(DirectoryEntry entry)
    {
        if (((entry.Number("userAccountControl") ?? 0) & 2) != 0)
            return entry.Has("msExchArchiveGUID") && entry.Dn.IsWithin(Tailwind.SharedMailboxes)
                ? [Licence.ExchangePlan1]
                : [];
        if (entry.Text("extensionAttribute2") == "External")
            return [Licence.PowerBi];
        if (IsOnServer(entry) && !entry.Has("extensionAttribute2"))
            return [];
        if (
            entry.Number(RecipientAttributes.RecipientTypeDetails)
            is not ((long)TypeNumber.RemoteUserMailbox or (long)TypeNumber.UserMailbox)
        )
            return [];
        return entry.Text("extensionAttribute2") switch
        {
            "Contractor" => [Licence.ExchangePlan1],
            "Apprentice" => [Licence.F3],
            _ => [entry.Text("extensionAttribute5") == "E3" ? Licence.E3 : Licence.E5],
        };
    }

    private static Guid? Octets(DirectoryEntry entry, string attribute) =>
        entry.Has("mailNickname") && entry.Has(attribute) && entry.Values(attribute)[0].Octets is { Length: 16 } octets
            ? new Guid(octets.Span)
            : null;
}
