namespace HybridAdmin.Core.Recipients.Properties;

/// <summary>The meaning of a field in the value blob of an index row.</summary>
internal enum RecipientField : byte
{
    DisplayName = 0,
    Alias = 1,
    UserPrincipalName = 2,
    SamAccountName = 3,
    Mail = 4,
    TargetAddress = 5,
    ProxyAddress = 6,

    /// <summary>The primary SMTP address in proxyAddresses.</summary>
    PrimaryProxyAddress = 7,

    /// <summary>The first of the plain properties of the table; the others are 12 to 15.</summary>
    Plain = 8,

    /// <summary>The octets of mS-DS-ConsistencyGuid; only if it has a value.</summary>
    ConsistencyGuid = 9,

    /// <summary>The octets of objectSid, the key that joins groups with the cloud; for groups only.</summary>
    SecurityIdentifier = 10,

    /// <summary>whenChanged on the controller that was read: seconds since 1970, four octets.</summary>
    WhenChanged = 11,

    /// <summary>The second of the plain properties.</summary>
    SecondPlain = 12,

    /// <summary>The base of the custom attributes: CustomAttribute1 is this value plus one, and so on.</summary>
    Custom = 16,
}
