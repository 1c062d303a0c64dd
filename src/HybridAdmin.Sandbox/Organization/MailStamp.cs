using HybridAdmin.Sandbox.Engine;

namespace HybridAdmin.Sandbox.Organization;

/// <summary>The three type values of a kind of recipient.</summary>
/// <param name="Details">msExchRecipientTypeDetails.</param>
/// <param name="Display">msExchRecipientDisplayType.</param>
/// <param name="Remote">msExchRemoteRecipientType; 0: absent.</param>
internal sealed record RecipientKind(long Details, int Display, int Remote = 0)
{
    public static readonly RecipientKind RemoteUser = new(2147483648, -2147483642, 1);
    public static readonly RecipientKind RemoteUserWithArchive = new(2147483648, -2147483642, 3);
    public static readonly RecipientKind RemoteUserMigrated = new(2147483648, -2147483642, 4);
    public static readonly RecipientKind RemoteUserMigratedWithArchive = new(2147483648, -2147483642, 6);
    public static readonly RecipientKind RemoteUserAclable = new(2147483648, -1073741818, 4);
    public static readonly RecipientKind RemoteUserArchiveRemoved = new(2147483648, -2147483642, 20);
    public static readonly RecipientKind RemoteShared = new(34359738368, -2147483642, 97);
    public static readonly RecipientKind RemoteSharedMigrated = new(34359738368, -2147483642, 100);
    public static readonly RecipientKind RemoteSharedMigratedWithArchive = new(34359738368, -2147483642, 102);
    public static readonly RecipientKind RemoteRoom = new(8589934592, -2147481850, 33);
    public static readonly RecipientKind RemoteRoomMigrated = new(8589934592, -2147481850, 36);
    public static readonly RecipientKind RemoteEquipment = new(17179869184, -2147481594, 65);
    public static readonly RecipientKind RemoteEquipmentMigrated = new(17179869184, -2147481594, 68);
    public static readonly RecipientKind MailUser = new(128, 6);
    public static readonly RecipientKind MailContact = new(64, 6);
    public static readonly RecipientKind DistributionGroup = new(256, 1);
    public static readonly RecipientKind SecurityGroup = new(1024, 1073741833);
    public static readonly RecipientKind NonUniversalGroup = new(512, 1);
    public static readonly RecipientKind RoomList = new(268435456, 15);
    public static readonly RecipientKind DynamicGroup = new(2048, 3);
    public static readonly RecipientKind UserMailbox = new(1, 1073741824);
    public static readonly RecipientKind UserMailboxWithCloudArchive = new(1, 1073741824, 2);
    public static readonly RecipientKind LinkedMailbox = new(2, 1073741824);
    public static readonly RecipientKind SharedMailbox = new(4, 0);
    public static readonly RecipientKind RoomMailbox = new(16, 7);
    public static readonly RecipientKind EquipmentMailbox = new(32, 8);

    public bool IsMigrated => (Remote & 4) != 0;

    public bool HasCloudArchive => (Remote & 2) != 0;
}

/// <summary>Turns directory objects into recipients, as the Exchange cmdlets would.</summary>
internal static class MailStamp
{
    public const string PolicyOff = "{26491cfc-9e50-4857-861b-0cb8df22b5d7}";
    private const string Policy = "{6c1f5d7e-3a52-4d0e-9a0b-5d8c1f6f2a11}";
    private const string Recipients =
        "/o=Tailwind/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=";
    private const string MailboxDatabase =
        "CN=DB01,CN=Databases,CN=Exchange Administrative Group (FYDIBOHF23SPDLT),CN=Administrative "
        + "Groups,CN=Tailwind,CN=Microsoft Exchange,CN=Services,CN=Configuration,";

    /// <summary>
    /// Sets the type values, alias, version, legacyExchangeDN, and the primary address with mail; further addresses are
    /// set by the caller.
    /// </summary>
    public static ObjectBuilder MailEnable(
        this ObjectBuilder item,
        RecipientKind kind,
        string alias,
        string primary,
        Randomness random
    )
    {
        item.With("mailNickname", alias)
            .With("msExchRecipientTypeDetails", kind.Details)
            .With("msExchRecipientDisplayType", kind.Display)
            .With("msExchVersion", random.Chance(30) ? 88218628259840 : 44220983382016)
            .With("legacyExchangeDN", LegacyName(alias, random))
            .With("mail", primary)
            .With("proxyAddresses", $"SMTP:{primary}");
        if (kind.Remote != 0)
            item.With("msExchRemoteRecipientType", kind.Remote);
        return item.WithPolicy(random);
    }

    /// <summary>
    /// Adds the further attributes of a remote mailbox: routing address, GUIDs of a migrated mailbox, archive.
    /// </summary>
    public static ObjectBuilder RouteToCloud(this ObjectBuilder item, RecipientKind kind, Randomness random)
    {
        var routing = $"{item.Text("mailNickname")}@{Tailwind.RoutingDomain}";
        item.With("targetAddress", $"SMTP:{routing}").And("proxyAddresses", $"smtp:{routing}");
        if (kind.IsMigrated)
        {
            item.With("msExchMailboxGuid", random.Octets(16));
            item.And(
                "proxyAddresses",
                $"X500:/o=ExchangeLabs/ou=Exchange Administrative Group "
                    + $"(FYDIBOHF23SPDLT)/cn=Recipients/cn={Hex(random)}-{item.Text("mailNickname")}"
            );
        }

        if (!kind.HasCloudArchive)
            return item;
        return item.With("msExchArchiveGUID", random.Octets(16))
            .With("msExchArchiveName", $"In-Place Archive -{item.Text("displayName")}")
            .With("msExchArchiveStatus", 1);
    }

    public const string ServerName =
        "/o=Tailwind/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Configuration/cn=Servers/cn=EX01";

    /// <summary>Adds the attributes of a mailbox on an on-premises Exchange server.</summary>
    public static ObjectBuilder OnServer(this ObjectBuilder item, Randomness random) =>
        item.With("homeMDB", MailboxDatabase + Tailwind.Domain)
            .With("msExchHomeServerName", ServerName)
            .With("msExchMailboxGuid", random.Octets(16));

    public static ObjectBuilder WithResource(
        this ObjectBuilder item,
        string type,
        int? capacity = null,
        params string[] tags
    )
    {
        item.With("msExchResourceMetaData", [$"ResourceType:{type}", .. tags])
            .With("msExchResourceSearchProperties", [type, .. tags])
            .With("msExchResourceDisplay", string.Join(',', [type, .. tags]));
        return capacity is { } number ? item.With("msExchResourceCapacity", number) : item;
    }

    public static string LegacyName(string alias, Randomness random) =>
        $"{Recipients}{Hex(random)}-{alias[..Math.Min(5, alias.Length)]}";

    private static string Hex(Randomness random) => Convert.ToHexString(random.Octets(16)).ToLowerInvariant();

    private static ObjectBuilder WithPolicy(this ObjectBuilder item, Randomness random) =>
        random.Next(10) switch
        {
            < 6 => item.With("msExchPoliciesExcluded", PolicyOff),
            < 8 => item.With("msExchPoliciesIncluded", $"{Policy},{PolicyOff}"),
            8 => item.With("msExchPoliciesIncluded", Policy, PolicyOff),
            _ => item,
        };
}
