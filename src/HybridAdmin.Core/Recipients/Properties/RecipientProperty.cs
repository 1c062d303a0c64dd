using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Recipients.Properties;

/// <summary>How the value of a property is given, planned and written.</summary>
public enum PropertyKind
{
    /// <summary>One text; empty clears it where that is allowed.</summary>
    Text,

    /// <summary>TRUE or FALSE; absent counts as FALSE.</summary>
    Flag,

    /// <summary>The values of proxyAddresses.</summary>
    Addresses,

    /// <summary>Follows from another property in the tenant (mail, from proxyAddresses).</summary>
    Follower,

    /// <summary>Several attributes that are only right together.</summary>
    Composite,
}

/// <summary>Where a value of Active Directory takes effect (sync.md: attributes that flow to Entra ID).</summary>
public enum PropertyClass
{
    /// <summary>The default rules of the synchronisation send it to the tenant.</summary>
    Synchronized,

    /// <summary>No default rule sends it: the tenant's value has to be set there.</summary>
    OnPremisesOnly,

    /// <summary>It exists in the tenant only.</summary>
    CloudOnly,
}

/// <summary>
/// Which half of a recipient a property belongs to. IsExchangeCloudManaged hands over <see cref="Exchange"/> alone;
/// <see cref="Identity"/> stays with Active Directory unless the cloud owns the whole object.
/// </summary>
public enum PropertyPart
{
    /// <summary>Exchange attributes.</summary>
    Exchange,

    /// <summary>Name, sign-in name and organisation data.</summary>
    Identity,
}

/// <summary>Which cmdlets set a property, on-premises and in Exchange Online.</summary>
public enum PropertyCmdlet
{
    /// <summary>Those of the recipient's type: Set-Mailbox, Set-RemoteMailbox, Set-MailUser and others.</summary>
    Recipient,

    /// <summary>Set-User, of contacts Set-Contact.</summary>
    Person,
}

/// <summary>A member of an edit, as the API and findings name it.</summary>
/// <param name="Name">In camel case.</param>
/// <param name="Words">At the beginning of a sentence: "The display name".</param>
public sealed record EditMember(string Name, string Words, bool IsPlural = false);

/// <summary>An attribute that an edit of a property writes.</summary>
/// <param name="Attribute">lDAPDisplayName.</param>
/// <param name="Purpose">The use that is impossible without the right to write it.</param>
public sealed record PropertyRight(string Attribute, string Purpose);

/// <summary>A column of the recipients list and of its export.</summary>
/// <param name="Key">Name in the stored choice of columns.</param>
/// <param name="Sort">Null: the list is not sorted by it.</param>
/// <param name="IsMono">Shown in the font of addresses and names that are typed.</param>
public sealed record PropertyColumn(string Key, RecipientSort? Sort = null, bool IsMono = false);

/// <summary>
/// Everything about one property of a recipient that can be edited; an entry of <see cref="RecipientProperties"/>.
/// Compared by reference.
/// </summary>
public sealed class RecipientProperty
{
    internal RecipientProperty() { }

    /// <summary>Exchange's name, which is also the parameter of the cmdlets.</summary>
    public required string Name { get; init; }

    /// <summary>lDAPDisplayName of the attribute that holds the value.</summary>
    public required string Attribute { get; init; }

    /// <summary>Members of an edit that ask for a change of it; empty: it is shown, not edited.</summary>
    public required IReadOnlyList<EditMember> Members { get; init; }

    /// <summary>As fields and columns are labelled: "Display name".</summary>
    public required string Label { get; init; }

    /// <summary>In the middle of a sentence: "display name".</summary>
    public string Words => char.ToLowerInvariant(Label[0]) + Label[1..];

    /// <summary>In the summary of an audit record.</summary>
    public string AuditWords
    {
        get => field ?? Words;
        init;
    }

    /// <summary>What a role without the permission may not do: "change display names".</summary>
    public required string Action { get; init; }

    public PropertyKind Kind { get; init; } = PropertyKind.Text;

    public PropertyClass Class { get; init; } = PropertyClass.Synchronized;

    public required PropertyPart Part { get; init; }

    public required Permission Permission { get; init; }

    /// <summary>The group of rights in the documentation: "Names".</summary>
    public required string Slice { get; init; }

    /// <summary>Attributes that an edit writes in Active Directory, <see cref="Attribute"/> first.</summary>
    public required IReadOnlyList<PropertyRight> Rights { get; init; }

    /// <summary>Whether the right is needed only where moved mailboxes are put right.</summary>
    public bool IsForMovesOnly { get; init; }

    /// <summary>Object classes that have the attribute.</summary>
    public IReadOnlyList<string> ObjectClasses { get; init; } = AllClasses;

    /// <summary>Classes of the objects that are edited.</summary>
    public static IReadOnlyList<string> AllClasses { get; } = ["user", "group", "contact"];

    /// <summary>Which cmdlets set it.</summary>
    public PropertyCmdlet Cmdlet { get; init; }

    /// <summary>
    /// Why the console does not write it in the tenant, as a sentence; null: the cmdlet writes it there, or it follows.
    /// </summary>
    public string? NotInTenant { get; init; }

    /// <summary>Whether the tenant keeps a value of its own that the console reads and writes there.</summary>
    public bool IsInTenant =>
        IsEditable && NotInTenant is null && Kind is not (PropertyKind.Follower or PropertyKind.Composite);

    /// <summary>The property of users and organisational contacts in Microsoft Graph; null: it has none there.</summary>
    public string? Graph { get; init; }

    /// <summary>The longest value in characters, rangeUpper of the base schema; null: a rule of its own.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether the value may not be cleared.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Null: the list has no column of it.</summary>
    public PropertyColumn? Column { get; init; }

    /// <summary>Number of a custom attribute, 1 to 15; null: another property.</summary>
    public int? Number { get; init; }

    /// <summary>
    /// Place among the properties that are handled by this table alone (<see cref="RecipientProperties.Plain"/>); null:
    /// it has members of its own in the models, or rules.
    /// </summary>
    internal int? PlainPlace { get; init; }

    /// <summary>The code of the value in a row of the index; of plain properties only.</summary>
    internal RecipientField? Field { get; init; }

    /// <summary>Whether it is handled by the table alone.</summary>
    public bool IsPlain => PlainPlace is not null;

    /// <summary>Position in the table.</summary>
    public int Order { get; internal set; }

    /// <summary>The value as an object of the directory has it: the first one, as text.</summary>
    public string? Read(DirectoryEntry entry) => entry.Text(Attribute);

    /// <summary>Whether objects of the entry's class can have it.</summary>
    public bool AppliesTo(DirectoryEntry entry) =>
        ObjectClasses.Count == AllClasses.Count || ObjectClasses.Any(entry.IsOfClass);

    public bool IsEditable => Members.Count > 0;

    /// <summary>The name of its only member, or the first.</summary>
    /// <exception cref="InvalidOperationException">It is not edited.</exception>
    public string Member =>
        IsEditable ? Members[0].Name : throw new InvalidOperationException($"No edit changes {Name}.");

    public override string ToString() => Name;
}
