using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Recipients.Properties;

/// <summary>The form in which the value of a property is requested, planned and written.</summary>
public enum PropertyKind
{
    /// <summary>One text; an empty text clears it if that is allowed.</summary>
    Text,

    /// <summary>TRUE or FALSE; absent counts as FALSE.</summary>
    Flag,

    /// <summary>The values of proxyAddresses.</summary>
    Addresses,

    /// <summary>Derived from another property in the tenant (mail, from proxyAddresses).</summary>
    Follower,

    /// <summary>Several attributes that are valid only together.</summary>
    Composite,
}

/// <summary>
/// The system in which a value of Active Directory takes effect (sync.md: attributes that flow to Entra ID).
/// </summary>
public enum PropertyClass
{
    /// <summary>The default synchronisation rules send it to the tenant.</summary>
    Synchronized,

    /// <summary>No default rule sends it: the tenant's value has to be set in the tenant.</summary>
    OnPremisesOnly,

    /// <summary>It exists in the tenant only.</summary>
    CloudOnly,
}

/// <summary>
/// The half of a recipient that a property belongs to. IsExchangeCloudManaged transfers <see cref="Exchange"/> alone;
/// <see cref="Identity"/> stays with Active Directory unless the cloud owns the whole object.
/// </summary>
public enum PropertyPart
{
    /// <summary>Exchange attributes.</summary>
    Exchange,

    /// <summary>Name, sign-in name and organisation data.</summary>
    Identity,
}

/// <summary>The cmdlets that set a property, on-premises and in Exchange Online.</summary>
public enum PropertyCmdlet
{
    /// <summary>The cmdlets of the recipient's type: Set-Mailbox, Set-RemoteMailbox, Set-MailUser and others.</summary>
    Recipient,

    /// <summary>Set-User; for contacts Set-Contact.</summary>
    Person,
}

/// <summary>A member of an edit, as named by the API and in findings.</summary>
/// <param name="Name">In camel case.</param>
/// <param name="Words">The label at the beginning of a sentence: "The display name".</param>
public sealed record EditMember(string Name, string Words, bool IsPlural = false);

/// <summary>An attribute that an edit of a property writes.</summary>
/// <param name="Attribute">lDAPDisplayName.</param>
/// <param name="Purpose">The feature that requires the right to write it.</param>
public sealed record PropertyRight(string Attribute, string Purpose);

/// <summary>A column of the recipients list and of its export.</summary>
/// <param name="Key">The name in the stored choice of columns.</param>
/// <param name="Sort">The sort order; null if the list cannot be sorted by it.</param>
/// <param name="IsMono">True to show it in the monospaced font of addresses and typed names.</param>
public sealed record PropertyColumn(string Key, RecipientSort? Sort = null, bool IsMono = false);

/// <summary>
/// The definition of one property of a recipient that can be edited; an entry of <see cref="RecipientProperties"/>.
/// Compared by reference.
/// </summary>
public sealed class RecipientProperty
{
    internal RecipientProperty() { }

    /// <summary>Exchange's name, which is also the cmdlet parameter.</summary>
    public required string Name { get; init; }

    /// <summary>The lDAPDisplayName of the attribute that contains the value.</summary>
    public required string Attribute { get; init; }

    /// <summary>Members of an edit that request a change of it; empty if it is shown but cannot be edited.</summary>
    public required IReadOnlyList<EditMember> Members { get; init; }

    /// <summary>The label of fields and columns: "Display name".</summary>
    public required string Label { get; init; }

    /// <summary>The label in the middle of a sentence: "display name".</summary>
    public string Words => char.ToLowerInvariant(Label[0]) + Label[1..];

    /// <summary>The label in the summary of an audit record.</summary>
    public string AuditWords
    {
        get => field ?? Words;
        init;
    }

    /// <summary>The action that a role without the permission cannot perform: "change display names".</summary>
    public required string Action { get; init; }

    public PropertyKind Kind { get; init; } = PropertyKind.Text;

    public PropertyClass Class { get; init; } = PropertyClass.Synchronized;

    public required PropertyPart Part { get; init; }

    public required Permission Permission { get; init; }

    /// <summary>The group of rights in the documentation: "Names".</summary>
    public required string Slice { get; init; }

    /// <summary>Attributes that an edit writes in Active Directory, <see cref="Attribute"/> first.</summary>
    public required IReadOnlyList<PropertyRight> Rights { get; init; }

    /// <summary>Indicates whether the right is needed only to correct moved mailboxes.</summary>
    public bool IsForMovesOnly { get; init; }

    /// <summary>Object classes that have the attribute.</summary>
    public IReadOnlyList<string> ObjectClasses { get; init; } = AllClasses;

    /// <summary>Classes of the objects that can be edited.</summary>
    public static IReadOnlyList<string> AllClasses { get; } = ["user", "group", "contact"];

    /// <summary>The cmdlets that set it.</summary>
    public PropertyCmdlet Cmdlet { get; init; }

    /// <summary>
    /// The reason why the console does not write it in the tenant, as a sentence; null if the cmdlet writes it there or
    /// it is derived.
    /// </summary>
    public string? NotInTenant { get; init; }

    /// <summary>Indicates whether the tenant has a value of its own that the console reads and writes there.</summary>
    public bool IsInTenant =>
        IsEditable && NotInTenant is null && Kind is not (PropertyKind.Follower or PropertyKind.Composite);

    /// <summary>The property of users and organisational contacts in Microsoft Graph; null if there is none.</summary>
    public string? Graph { get; init; }

    /// <summary>
    /// The maximum length in characters, rangeUpper of the base schema; null if a separate rule applies.
    /// </summary>
    public int? MaxLength { get; init; }

    /// <summary>Indicates whether the value is required and cannot be cleared.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The column of the list; null if there is none.</summary>
    public PropertyColumn? Column { get; init; }

    /// <summary>The number of a custom attribute, 1 to 15; null for another property.</summary>
    public int? Number { get; init; }

    /// <summary>
    /// The position among the properties that this table alone handles (<see cref="RecipientProperties.Plain"/>); null
    /// if the property has rules or members of its own in the models.
    /// </summary>
    internal int? PlainPlace { get; init; }

    /// <summary>The code of the value in a row of the index; for plain properties only.</summary>
    internal RecipientField? Field { get; init; }

    /// <summary>Indicates whether the table alone handles it.</summary>
    public bool IsPlain => PlainPlace is not null;

    /// <summary>The position in the table.</summary>
    public int Order { get; internal set; }

    /// <summary>The value in a directory entry: the first one, as text.</summary>
    public string? Read(DirectoryEntry entry) => entry.Text(Attribute);

    /// <summary>Indicates whether objects of the entry's class can have it.</summary>
    public bool AppliesTo(DirectoryEntry entry) =>
        ObjectClasses.Count == AllClasses.Count || ObjectClasses.Any(entry.IsOfClass);

    public bool IsEditable => Members.Count > 0;

    /// <summary>The name of its only member, or the first.</summary>
    /// <exception cref="InvalidOperationException">The property cannot be edited.</exception>
    public string Member =>
        IsEditable ? Members[0].Name : throw new InvalidOperationException($"No edit changes {Name}.");

    public override string ToString() => Name;
}
