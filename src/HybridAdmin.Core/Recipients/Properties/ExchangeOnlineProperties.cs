using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Recipients.Properties;

/// <summary>
/// Names of the properties that the console writes in the tenant, as in Exchange's cmdlets, with the corresponding
/// names in Active Directory (Entra Connect: attributes synchronized; Set-Mailbox).
/// </summary>
public static class ExchangeOnlineProperties
{
    public const string Alias = "Alias";
    public const string DisplayName = "DisplayName";
    public const string DomainName = "DomainName";
    public const string EmailAddresses = "EmailAddresses";
    public const string HiddenFromAddressListsEnabled = "HiddenFromAddressListsEnabled";
    public const string IsCloudManaged = "isCloudManaged";
    public const string IsDirSynced = "IsDirSynced";
    public const string IsExchangeCloudManaged = "IsExchangeCloudManaged";
    public const string IsVerified = "isVerified";
    public const string Name = "Name";
    public const string TNEFEnabled = "TNEFEnabled";

    /// <summary>PowerShell's form of a Boolean.</summary>
    public const string True = "True";

    public const string False = "False";

    private const string CustomPrefix = "CustomAttribute";

    /// <summary>The properties that the recipient's own cmdlets read and write, addresses first.</summary>
    public static IReadOnlyList<string> OfRecipient { get; } =
    [
        .. RecipientProperties
            .All.Where(p => p is { IsInTenant: true, Cmdlet: PropertyCmdlet.Recipient })
            .Select(p => p.Name),
    ];

    /// <summary>The properties that Set-User and Set-Contact write.</summary>
    public static IReadOnlyList<string> OfPerson { get; } =
    [
        .. RecipientProperties
            .All.Where(p => p is { IsInTenant: true, Cmdlet: PropertyCmdlet.Person })
            .Select(p => p.Name),
    ];

    /// <summary>
    /// Indicates whether a change with this name is a change of the tenant; names are compared with case.
    /// </summary>
    public static bool IsOfTenant(string name) => OfRecipient.Contains(name) || OfPerson.Contains(name);

    /// <param name="number">1 to 15.</param>
    public static string Custom(int number) =>
        CustomPrefix + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The number of a custom attribute; null for another property.</summary>
    public static int? CustomNumber(string property) => RecipientProperties.OfName(property)?.Number;

    /// <summary>The LDAP name of a property; null if Active Directory has none.</summary>
    public static string? AttributeOf(string property) =>
        RecipientProperties.OfName(property) is { IsInTenant: true } known ? known.Attribute : null;

    /// <summary>
    /// Exchange's name of an LDAP attribute; null if it is derived from another one in the cloud, or does not exist
    /// there.
    /// </summary>
    public static string? PropertyOf(string attribute) =>
        RecipientProperties.OfAttribute(attribute) is { IsInTenant: true } known ? known.Name : null;

    /// <summary>Converts a value to LDAP's form: Booleans in capitals.</summary>
    public static DirectoryValue ToAttribute(string property, DirectoryValue value) =>
        IsFlag(property) ? new DirectoryValue(value.Text.ToUpperInvariant()) : value;

    /// <summary>Converts a value from LDAP to PowerShell's form.</summary>
    public static DirectoryValue ToProperty(string property, DirectoryValue value) =>
        IsFlag(property)
            ? new DirectoryValue(Text(value.Text.Equals("TRUE", StringComparison.OrdinalIgnoreCase)))
            : value;

    public static string Text(bool flag) => flag ? True : False;

    public static bool IsFlag(string property) =>
        RecipientProperties.OfName(property)?.Kind == PropertyKind.Flag
        || property is IsExchangeCloudManaged or IsCloudManaged or IsVerified or TNEFEnabled or IsDirSynced;
}
