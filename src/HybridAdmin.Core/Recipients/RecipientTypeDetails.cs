namespace HybridAdmin.Core.Recipients;

/// <summary>
/// Exchange's recipient types by msExchRecipientTypeDetails (RULES.md, Types). The values are Exchange's own. The
/// logical types at the end are not stored in the directory: Exchange and the console compute them for objects that are
/// not mail-enabled.
/// </summary>
public enum RecipientTypeDetails : long
{
    /// <summary>A value that is not in the list; shown with its number, never edited blindly.</summary>
    Unknown = 0,

    UserMailbox = 1,
    LinkedMailbox = 2,
    SharedMailbox = 4,
    LegacyMailbox = 8,
    RoomMailbox = 16,
    EquipmentMailbox = 32,
    MailContact = 64,
    MailUser = 128,
    MailUniversalDistributionGroup = 256,
    MailNonUniversalGroup = 512,
    MailUniversalSecurityGroup = 1024,
    DynamicDistributionGroup = 2048,
    PublicFolder = 4096,
    SystemAttendantMailbox = 8192,
    SystemMailbox = 16384,
    MailForestContact = 32768,
    MicrosoftExchange = 4194304,
    ArbitrationMailbox = 8388608,
    MailboxPlan = 16777216,
    LinkedUser = 33554432,
    RoomList = 268435456,
    DiscoveryMailbox = 536870912,
    RoleGroup = 1073741824,
    RemoteUserMailbox = 2147483648,
    RemoteRoomMailbox = 8589934592,
    RemoteEquipmentMailbox = 17179869184,
    RemoteSharedMailbox = 34359738368,
    TeamMailbox = 137438953472,

    /// <summary>Computed: a user that is not mail-enabled.</summary>
    User = 65536,

    /// <summary>Computed: a contact that is not mail-enabled.</summary>
    Contact = 131072,

    /// <summary>Computed: a group that is not mail-enabled.</summary>
    Group = 262144,
}

/// <summary>Classifies and names the recipient types.</summary>
public static class RecipientTypes
{
    /// <summary>Every type that can occur in lists, in the order of filters.</summary>
    public static IReadOnlyList<RecipientTypeDetails> Listed { get; } =
    [
        RecipientTypeDetails.RemoteUserMailbox,
        RecipientTypeDetails.RemoteSharedMailbox,
        RecipientTypeDetails.RemoteRoomMailbox,
        RecipientTypeDetails.RemoteEquipmentMailbox,
        RecipientTypeDetails.MailUser,
        RecipientTypeDetails.MailContact,
        RecipientTypeDetails.MailUniversalDistributionGroup,
        RecipientTypeDetails.MailUniversalSecurityGroup,
        RecipientTypeDetails.MailNonUniversalGroup,
        RecipientTypeDetails.RoomList,
        RecipientTypeDetails.DynamicDistributionGroup,
        RecipientTypeDetails.UserMailbox,
        RecipientTypeDetails.SharedMailbox,
        RecipientTypeDetails.RoomMailbox,
        RecipientTypeDetails.EquipmentMailbox,
        RecipientTypeDetails.LinkedMailbox,
        RecipientTypeDetails.User,
        RecipientTypeDetails.Contact,
        RecipientTypeDetails.Group,
        RecipientTypeDetails.Unknown,
    ];

    /// <summary>Indicates whether the mailbox of the recipient is in the cloud.</summary>
    public static bool IsRemoteMailbox(this RecipientTypeDetails type) =>
        type
            is RecipientTypeDetails.RemoteUserMailbox
                or RecipientTypeDetails.RemoteSharedMailbox
                or RecipientTypeDetails.RemoteRoomMailbox
                or RecipientTypeDetails.RemoteEquipmentMailbox;

    /// <summary>Indicates whether the type is one of the computed ones for objects without mail.</summary>
    public static bool IsPlain(this RecipientTypeDetails type) =>
        type is RecipientTypeDetails.User or RecipientTypeDetails.Contact or RecipientTypeDetails.Group;

    /// <summary>Indicates whether it is a group of any kind.</summary>
    public static bool IsGroup(this RecipientTypeDetails type) =>
        type
            is RecipientTypeDetails.MailUniversalDistributionGroup
                or RecipientTypeDetails.MailUniversalSecurityGroup
                or RecipientTypeDetails.MailNonUniversalGroup
                or RecipientTypeDetails.RoomList
                or RecipientTypeDetails.DynamicDistributionGroup
                or RecipientTypeDetails.RoleGroup
                or RecipientTypeDetails.Group;

    /// <summary>The display name of the type, e.g. "Remote user mailbox".</summary>
    public static string Words(this RecipientTypeDetails type) =>
        type switch
        {
            RecipientTypeDetails.Unknown => "Unknown type",
            RecipientTypeDetails.UserMailbox => "User mailbox (on-premises)",
            RecipientTypeDetails.LinkedMailbox => "Linked mailbox (on-premises)",
            RecipientTypeDetails.SharedMailbox => "Shared mailbox (on-premises)",
            RecipientTypeDetails.RoomMailbox => "Room mailbox (on-premises)",
            RecipientTypeDetails.EquipmentMailbox => "Equipment mailbox (on-premises)",
            RecipientTypeDetails.MailContact => "Mail contact",
            RecipientTypeDetails.MailUser => "Mail user",
            RecipientTypeDetails.MailUniversalDistributionGroup => "Distribution group",
            RecipientTypeDetails.MailUniversalSecurityGroup => "Mail-enabled security group",
            RecipientTypeDetails.MailNonUniversalGroup => "Mail-enabled non-universal group",
            RecipientTypeDetails.DynamicDistributionGroup => "Dynamic distribution group",
            RecipientTypeDetails.RoomList => "Room list",
            RecipientTypeDetails.RemoteUserMailbox => "Remote user mailbox",
            RecipientTypeDetails.RemoteRoomMailbox => "Remote room mailbox",
            RecipientTypeDetails.RemoteEquipmentMailbox => "Remote equipment mailbox",
            RecipientTypeDetails.RemoteSharedMailbox => "Remote shared mailbox",
            RecipientTypeDetails.User => "User without mail",
            RecipientTypeDetails.Contact => "Contact without mail",
            RecipientTypeDetails.Group => "Group without mail",
            RecipientTypeDetails.LegacyMailbox => "Legacy mailbox (on-premises)",
            RecipientTypeDetails.PublicFolder => "Mail-enabled public folder",
            RecipientTypeDetails.SystemAttendantMailbox => "System attendant mailbox",
            RecipientTypeDetails.SystemMailbox => "System mailbox",
            RecipientTypeDetails.MailForestContact => "Mail forest contact",
            RecipientTypeDetails.MicrosoftExchange => "Microsoft Exchange recipient",
            RecipientTypeDetails.ArbitrationMailbox => "Arbitration mailbox",
            RecipientTypeDetails.MailboxPlan => "Mailbox plan",
            RecipientTypeDetails.LinkedUser => "Linked user",
            RecipientTypeDetails.DiscoveryMailbox => "Discovery mailbox",
            RecipientTypeDetails.RoleGroup => "Role group",
            RecipientTypeDetails.TeamMailbox => "Site mailbox",
            _ => type.ToString(),
        };

    /// <summary>
    /// The type of an object: the stored value, otherwise the type that Exchange would compute. In a directory without
    /// the Exchange schema an object with an address counts as MailUser, MailContact or a mail-enabled group, because
    /// no better information exists (RULES.md, Types).
    /// </summary>
    public static RecipientTypeDetails Classify(Directory.DirectoryEntry entry)
    {
        if (entry.Number(RecipientAttributes.RecipientTypeDetails) is { } stored)
            return Enum.IsDefined((RecipientTypeDetails)stored)
                ? (RecipientTypeDetails)stored
                : RecipientTypeDetails.Unknown;

        if (entry.IsOfClass("msExchDynamicDistributionList"))
            return RecipientTypeDetails.DynamicDistributionGroup;
        var hasMail =
            entry.Has(RecipientAttributes.MailNickname)
            || entry.Has(RecipientAttributes.ProxyAddresses)
            || entry.Has(RecipientAttributes.Mail);
        if (entry.IsOfClass("group"))
        {
            if (!hasMail)
                return RecipientTypeDetails.Group;
            var groupType = entry.Number("groupType") ?? 0;
            if ((groupType & 8) == 0)
                return RecipientTypeDetails.MailNonUniversalGroup;
            return groupType < 0
                ? RecipientTypeDetails.MailUniversalSecurityGroup
                : RecipientTypeDetails.MailUniversalDistributionGroup;
        }

        if (entry.IsOfClass("contact"))
            return hasMail ? RecipientTypeDetails.MailContact : RecipientTypeDetails.Contact;
        if (entry.Has(RecipientAttributes.HomeMdb))
            return RecipientTypeDetails.UserMailbox;
        return hasMail ? RecipientTypeDetails.MailUser : RecipientTypeDetails.User;
    }
}
