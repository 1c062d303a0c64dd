using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Cloud;

/// <summary>
/// Names of the properties that the console writes in the tenant, as Exchange's cmdlets call them, and what each is
/// called in Active Directory (Entra Connect: attributes synchronized; Set-Mailbox).
/// </summary>
public static class CloudProperties
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

    private static readonly (string Property, string Attribute)[] Pairs =
    [
        (EmailAddresses, RecipientAttributes.ProxyAddresses),
        (HiddenFromAddressListsEnabled, RecipientAttributes.HideFromAddressLists),
        (Alias, RecipientAttributes.MailNickname),
        (DisplayName, RecipientAttributes.DisplayName),
        .. Enumerable
            .Range(1, RecipientAttributes.CustomAttributeCount)
            .Select(n => (Custom(n), RecipientAttributes.Custom(n))),
    ];

    private static readonly Dictionary<string, string> ByProperty = Pairs.ToDictionary(
        p => p.Property,
        p => p.Attribute,
        StringComparer.OrdinalIgnoreCase
    );
    private static readonly Dictionary<string, string> ByAttribute = Pairs.ToDictionary(
        p => p.Attribute,
        p => p.Property,
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The properties of a recipient that have a name in Active Directory too, addresses first.</summary>
    public static IReadOnlyList<string> OfRecipient { get; } = [.. Pairs.Select(p => p.Property)];

    /// <param name="number">1 to 15.</param>
    public static string Custom(int number) =>
        CustomPrefix + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The number of a custom attribute; null: it is another property.</summary>
    public static int? CustomNumber(string property) =>
        property.StartsWith(CustomPrefix, StringComparison.OrdinalIgnoreCase)
        && int.TryParse(
            property.AsSpan(CustomPrefix.Length),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    /// <summary>LDAP name of a property; null: Active Directory has none.</summary>
    public static string? AttributeOf(string property) => ByProperty.GetValueOrDefault(property);

    /// <summary>
    /// Exchange's name of an LDAP attribute; null: it follows from another one in the cloud, or does not exist there.
    /// </summary>
    public static string? PropertyOf(string attribute) => ByAttribute.GetValueOrDefault(attribute);

    /// <summary>A value as LDAP has it: Booleans in capitals.</summary>
    public static DirectoryValue ToAttribute(string property, DirectoryValue value) =>
        IsFlag(property) ? new DirectoryValue(value.Text.ToUpperInvariant()) : value;

    /// <summary>A value of LDAP as PowerShell has it.</summary>
    public static DirectoryValue ToProperty(string property, DirectoryValue value) =>
        IsFlag(property)
            ? new DirectoryValue(Text(value.Text.Equals("TRUE", StringComparison.OrdinalIgnoreCase)))
            : value;

    public static string Text(bool flag) => flag ? True : False;

    public static bool IsFlag(string property) =>
        property
            is HiddenFromAddressListsEnabled
                or IsExchangeCloudManaged
                or IsCloudManaged
                or IsVerified
                or TNEFEnabled
                or IsDirSynced;
}
