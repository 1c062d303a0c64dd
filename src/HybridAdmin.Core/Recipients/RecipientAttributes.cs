using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Recipients;

/// <summary>LDAP names of the attributes that the console uses.</summary>
public static class RecipientAttributes
{
    public const string AdminCount = "adminCount";
    public const string ConsistencyGuid = "mS-DS-ConsistencyGuid";
    public const string DisplayName = "displayName";
    public const string HomeMdb = "homeMDB";
    public const string HomeServerName = "msExchHomeServerName";
    public const string HideFromAddressLists = "msExchHideFromAddressLists";
    public const string LegacyExchangeDN = "legacyExchangeDN";
    public const string Mail = "mail";
    public const string MailNickname = "mailNickname";
    public const string Manager = "manager";
    public const string MailboxGuid = "msExchMailboxGuid";
    public const string ObjectClass = "objectClass";
    public const string ObjectSid = "objectSid";
    public const string PoliciesExcluded = "msExchPoliciesExcluded";
    public const string PoliciesIncluded = "msExchPoliciesIncluded";
    public const string ProxyAddresses = "proxyAddresses";
    public const string RecipientDisplayType = "msExchRecipientDisplayType";
    public const string RecipientTypeDetails = "msExchRecipientTypeDetails";
    public const string RemoteRecipientType = "msExchRemoteRecipientType";
    public const string SamAccountName = "sAMAccountName";
    public const string TargetAddress = "targetAddress";
    public const string UserAccountControl = "userAccountControl";
    public const string UserPrincipalName = "userPrincipalName";
    public const string Version = "msExchVersion";
    public const string WhenChanged = "whenChanged";
    public const string WhenCreated = "whenCreated";

    /// <summary>extensionAttribute1 to extensionAttribute15 hold CustomAttribute1 to CustomAttribute15.</summary>
    public const int CustomAttributeCount = 15;

    /// <summary>The LDAP name of a custom attribute.</summary>
    /// <param name="number">1 to 15.</param>
    public static string Custom(int number) =>
        number is >= 1 and <= CustomAttributeCount
            ? $"extensionAttribute{number}"
            : throw new ArgumentOutOfRangeException(nameof(number), number, "Custom attributes are numbered 1 to 15.");

    /// <summary>The attributes of each recipient in the index.</summary>
    public static IReadOnlyList<string> ForIndex { get; } =
    [
        ObjectClass,
        DisplayName,
        "cn",
        MailNickname,
        ProxyAddresses,
        Mail,
        UserPrincipalName,
        SamAccountName,
        TargetAddress,
        HideFromAddressLists,
        RecipientTypeDetails,
        "groupType",
        HomeMdb,
        AdminCount,
        UserAccountControl,
        .. RecipientProperties.Plain.Select(p => p.Attribute),
        ConsistencyGuid,
        ObjectSid,
        WhenChanged,
        "uSNChanged",
        .. Enumerable.Range(1, CustomAttributeCount).Select(Custom),
    ];

    /// <summary>Organisation data that a recipient's page shows but does not edit, with labels.</summary>
    public static IReadOnlyList<(string Label, string Attribute)> OrganizationFacts { get; } =
    [
        ("Company", "company"),
        ("Office", "physicalDeliveryOfficeName"),
        ("Telephone", "telephoneNumber"),
        ("Mobile", "mobile"),
        ("Description", "description"),
    ];

    /// <summary>The attributes that a recipient's page and every plan read live.</summary>
    public static IReadOnlyList<string> ForRecipient { get; } =
        ForIndex
            .Union(
                [
                    LegacyExchangeDN,
                    PoliciesExcluded,
                    PoliciesIncluded,
                    RecipientDisplayType,
                    RemoteRecipientType,
                    Version,
                    MailboxGuid,
                    HomeServerName,
                    "msExchArchiveGUID",
                    "msExchArchiveName",
                    "msExchRequireAuthToSendTo",
                    "altRecipient",
                    "authOrig",
                    "unauthOrig",
                    "dLMemSubmitPerms",
                    "dLMemRejectPerms",
                    "publicDelegates",
                    "msExchModeratedByLink",
                    "msExchEnableModeration",
                    "msExchSenderHintTranslations",
                    "givenName",
                    "sn",
                    .. OrganizationFacts.Select(f => f.Attribute),
                    Manager,
                    "l",
                    "co",
                    WhenCreated,
                ],
                StringComparer.OrdinalIgnoreCase
            )
            .ToArray();

    /// <summary>The attributes that an edit can change, directly or as a consequence.</summary>
    public static IReadOnlyList<string> Editable { get; } =
    [
        .. RecipientProperties
            .All.Where(p => p.Kind != PropertyKind.Composite)
            .SelectMany(p => p.Rights)
            .Select(r => r.Attribute),
    ];

    /// <summary>
    /// The attributes that make an object a remote mailbox, written together when a move is corrected.
    /// </summary>
    public static IReadOnlyList<string> OfRemoteMailbox { get; } =
    [.. RecipientProperties.RemoteMailbox.Rights.Select(r => r.Attribute)];

    /// <summary>
    /// The attributes in <see cref="Recipient.Version"/>: every value that a person may have seen before a change.
    /// </summary>
    internal static IReadOnlyList<string> ForVersion { get; } =
    [
        DisplayName,
        MailNickname,
        ProxyAddresses,
        Mail,
        UserPrincipalName,
        TargetAddress,
        HideFromAddressLists,
        LegacyExchangeDN,
        RecipientTypeDetails,
        .. RecipientProperties.Plain.Where(p => p.IsEditable).Select(p => p.Attribute),
        .. Enumerable.Range(1, CustomAttributeCount).Select(Custom),
    ];

    /// <summary>
    /// The attributes to read after a write in addition to the written ones: for the index and the new version. The
    /// page reads the rest itself.
    /// </summary>
    internal static IReadOnlyList<string> ForReadBack { get; } =
    [.. ForIndex.Union(ForVersion, StringComparer.OrdinalIgnoreCase)];
}
