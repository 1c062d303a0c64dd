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

    /// <summary>The proxyAddresses value that is the primary SMTP address.</summary>
    PrimaryProxyAddress = 7,

    /// <summary>The first of the plain properties of the table; the others are 12 to 15.</summary>
    Plain = 8,

    /// <summary>Octets of mS-DS-ConsistencyGuid; only where it has a value.</summary>
    ConsistencyGuid = 9,

    /// <summary>Octets of objectSid; of groups only, which are joined with the cloud by it.</summary>
    SecurityIdentifier = 10,

    /// <summary>whenChanged of the controller that was read: seconds since 1970, four octets.</summary>
    WhenChanged = 11,

    /// <summary>The second of the plain properties.</summary>
    SecondPlain = 12,

    /// <summary>CustomAttribute1 is this plus one, and so on.</summary>
    Custom = 16,
}
