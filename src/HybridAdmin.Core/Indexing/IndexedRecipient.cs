using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// All values of one recipient in the index, for rules that examine all recipients. As current as the index; edits read
/// the directory instead.
/// </summary>
public sealed record IndexedRecipient
{
    /// <summary>objectGUID.</summary>
    public required Guid Id { get; init; }

    public required TenantRecipientKind Kind { get; init; }

    public required RecipientTypeDetails RecipientTypeDetails { get; init; }

    /// <summary>The container's DN.</summary>
    public required DistinguishedName Container { get; init; }

    /// <summary>displayName, otherwise cn.</summary>
    public required string DisplayName { get; init; }

    public string? Alias { get; init; }

    public string? UserPrincipalName { get; init; }

    public string? SamAccountName { get; init; }

    public string? Mail { get; init; }

    public string? TargetAddress { get; init; }

    public IReadOnlyList<string> ProxyAddresses { get; init; } = [];

    public bool HiddenFromAddressListsEnabled { get; init; }

    public bool IsDisabled { get; init; }

    public bool IsSecurityGroup { get; init; }

    /// <summary>Values of the plain properties.</summary>
    public PropertyTexts Texts { get; init; }

    /// <summary>The time of the object's last change on the controller that was read; null if not known.</summary>
    public DateTimeOffset? WhenChanged { get; init; }

    /// <summary>
    /// The source anchor, which joins a user with the cloud: mS-DS-ConsistencyGuid, otherwise objectGUID.
    /// </summary>
    public required ImmutableId ImmutableId { get; init; }

    /// <summary>The SID (S-1-5-...); for groups only.</summary>
    public string? SecurityIdentifier { get; init; }

    /// <summary>The SMTP: value, otherwise mail; null without either.</summary>
    public string? PrimarySmtpAddress { get; init; }

    /// <summary>
    /// The recipient as a directory entry, for rules that are written for one. The name in the DN is the display name,
    /// which the index stores instead of it; attributes that are not in the index are absent.
    /// </summary>
    public DirectoryEntry ToEntry()
    {
        var attributes = new List<KeyValuePair<string, IReadOnlyList<DirectoryValue>>>
        {
            new(
                RecipientAttributes.ObjectClass,
                [
                    new DirectoryValue(
                        Kind switch
                        {
                            TenantRecipientKind.Contact => "contact",
                            TenantRecipientKind.Group => "group",
                            TenantRecipientKind.ExchangeOnly => "msExchDynamicDistributionList",
                            _ => "user",
                        }
                    ),
                ]
            ),
            new(RecipientAttributes.ProxyAddresses, [.. ProxyAddresses.Select(a => new DirectoryValue(a))]),
        };
        Add(RecipientAttributes.DisplayName, DisplayName);
        Add(RecipientAttributes.MailNickname, Alias);
        Add(RecipientAttributes.UserPrincipalName, UserPrincipalName);
        Add(RecipientAttributes.SamAccountName, SamAccountName);
        Add(RecipientAttributes.Mail, Mail);
        Add(RecipientAttributes.TargetAddress, TargetAddress);
        foreach (var property in RecipientProperties.Plain)
            Add(property.Attribute, Texts[property]);
        // The index does not distinguish a stored type from one that was computed for an object with mail. With a type
        // that is not stored, the sign-in name would be forecast as an address.
        if (
            !RecipientTypeDetails.IsPlain()
            && RecipientTypeDetails is not (RecipientTypeDetails.Unknown or RecipientTypeDetails.MailUser)
            && Alias is not null
        )
            Add(
                RecipientAttributes.RecipientTypeDetails,
                ((long)RecipientTypeDetails).ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        if (HiddenFromAddressListsEnabled)
            Add(RecipientAttributes.HideFromAddressLists, "TRUE");
        if (Kind == TenantRecipientKind.User)
            Add(RecipientAttributes.UserAccountControl, IsDisabled ? "514" : "512");
        if (Kind == TenantRecipientKind.Group)
            Add("groupType", IsSecurityGroup ? "-2147483640" : "8");
        return new DirectoryEntry(
            Container.Child("CN", DisplayName.Length == 0 ? Id.ToString() : DisplayName),
            Id,
            attributes
        );

        void Add(string name, string? value)
        {
            if (value is not null)
                attributes.Add(new(name, [new DirectoryValue(value)]));
        }
    }

    internal static IndexedRecipient Of(RecipientTable table, int slot)
    {
        var row = RecipientRowValues.Of(table.Values(slot), RowDetail.Whole);
        var flags = table.Flags(slot);
        return new IndexedRecipient
        {
            Id = table.Id(slot),
            Kind = KindOf(flags),
            RecipientTypeDetails = RecipientTypeCodes.Type(table.TypeCode(slot)),
            Container = table.Container(slot).Dn,
            DisplayName = row.DisplayName ?? string.Empty,
            Alias = row.Alias,
            UserPrincipalName = row.UserPrincipalName,
            SamAccountName = row.SamAccountName,
            Mail = row.Mail,
            TargetAddress = row.TargetAddress,
            ProxyAddresses = row.ProxyAddresses!,
            PrimarySmtpAddress = row.Primary ?? row.Mail,
            Texts = row.Texts,
            WhenChanged = row.WhenChanged,
            HiddenFromAddressListsEnabled = (flags & RecipientFlags.Hidden) != 0,
            IsDisabled = (flags & RecipientFlags.Disabled) != 0,
            IsSecurityGroup = (flags & RecipientFlags.SecurityGroup) != 0,
            ImmutableId = row.ConsistencyGuid ?? ImmutableId.Of(table.Id(slot)),
            SecurityIdentifier = row.SecurityIdentifier,
        };
    }

    internal static TenantRecipientKind KindOf(RecipientFlags flags) =>
        (flags & RecipientFlags.Contact) != 0 ? TenantRecipientKind.Contact
        : (flags & RecipientFlags.DynamicGroup) != 0 ? TenantRecipientKind.ExchangeOnly
        : (flags & RecipientFlags.Group) != 0 ? TenantRecipientKind.Group
        : TenantRecipientKind.User;
}
