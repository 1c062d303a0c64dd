using System.Collections.Frozen;
using System.Globalization;
using HybridAdmin.Core.Access;

namespace HybridAdmin.Core.Recipients.Properties;

/// <summary>
/// The table of properties: the editable properties of a recipient, each defined once. Policies, plans, cmdlets,
/// rights, audit summaries, columns, exports and forms use it. A new property requires an entry here, a rule if it has
/// one (Changes/PropertyRules) and a control (decision 0032).
/// </summary>
public static class RecipientProperties
{
    private const string ChooseAndSwitch = "choosing the primary address, which switches the address policy off";
    private const string PutRight = "putting a mailbox's type and routing right after a move";

    public static RecipientProperty EmailAddresses { get; } =
        new()
        {
            Name = ExchangeOnlineProperties.EmailAddresses,
            Attribute = RecipientAttributes.ProxyAddresses,
            Members =
            [
                new(EditMembers.AddAddresses, "The addresses", true),
                new(EditMembers.RemoveAddresses, "The addresses", true),
            ],
            Label = "Addresses",
            Action = "change addresses",
            Kind = PropertyKind.Addresses,
            Part = PropertyPart.Exchange,
            Permission = Permission.EditAddresses,
            Slice = "Addresses",
            Rights = [new(RecipientAttributes.ProxyAddresses, "adding, removing and choosing addresses")],
        };

    public static RecipientProperty PrimarySmtpAddress { get; } =
        new()
        {
            Name = "PrimarySmtpAddress",
            Attribute = RecipientAttributes.Mail,
            Members = [new(EditMembers.PrimarySmtpAddress, "The primary address")],
            Label = "Primary address",
            Action = "change addresses",
            Kind = PropertyKind.Follower,
            Part = PropertyPart.Exchange,
            Permission = Permission.EditAddresses,
            Slice = "Addresses",
            Rights =
            [
                new(RecipientAttributes.Mail, "choosing the primary address"),
                new(RecipientAttributes.PoliciesExcluded, ChooseAndSwitch),
                new(RecipientAttributes.PoliciesIncluded, ChooseAndSwitch),
            ],
        };

    public static RecipientProperty HiddenFromAddressListsEnabled { get; } =
        new()
        {
            Name = ExchangeOnlineProperties.HiddenFromAddressListsEnabled,
            Attribute = RecipientAttributes.HideFromAddressLists,
            Members = [new(EditMembers.HiddenFromAddressListsEnabled, "The visibility in address lists")],
            Label = "Hidden from address lists",
            Action = "hide or show recipients",
            Kind = PropertyKind.Flag,
            Part = PropertyPart.Exchange,
            Permission = Permission.EditVisibility,
            Slice = "Visibility",
            Rights = [new(RecipientAttributes.HideFromAddressLists, "hiding and showing in address lists")],
        };

    public static RecipientProperty DisplayName { get; } =
        new()
        {
            Name = ExchangeOnlineProperties.DisplayName,
            Attribute = RecipientAttributes.DisplayName,
            Members = [new(EditMembers.DisplayName, "The display name")],
            Label = "Display name",
            Action = "change display names",
            Part = PropertyPart.Identity,
            Permission = Permission.EditDisplayName,
            Slice = "Names",
            Rights = [new(RecipientAttributes.DisplayName, "changing display names")],
            MaxLength = 256,
            IsRequired = true,
        };

    public static RecipientProperty Alias { get; } =
        new()
        {
            Name = ExchangeOnlineProperties.Alias,
            Attribute = RecipientAttributes.MailNickname,
            Members = [new(EditMembers.Alias, "The alias")],
            Label = "Alias",
            AuditWords = "alias (mailNickname)",
            Action = "set an alias, which opens the synchronisation of all Exchange attributes",
            Part = PropertyPart.Exchange,
            Permission = Permission.EditAlias,
            Slice = "Names",
            Rights = [new(RecipientAttributes.MailNickname, "setting the alias")],
            Column = new("alias", RecipientSort.Alias, IsMono: true),
        };

    public static RecipientProperty UserPrincipalName { get; } =
        new()
        {
            Name = "UserPrincipalName",
            Attribute = RecipientAttributes.UserPrincipalName,
            Members = [new(EditMembers.UserPrincipalName, "The sign-in name")],
            Label = "Sign-in name",
            AuditWords = RecipientAttributes.UserPrincipalName,
            Action = "change sign-in names",
            Part = PropertyPart.Identity,
            Permission = Permission.EditUserPrincipalName,
            Slice = "Sign-in names",
            Rights = [new(RecipientAttributes.UserPrincipalName, "changing UPN suffixes")],
            ObjectClasses = ["user"],
            NotInTenant =
                "The sign-in name is owned by the cloud, with the whole object, and the console does not write it "
                + "there. Change it in the Entra admin center.",
            Column = new("upn", RecipientSort.UserPrincipalName, IsMono: true),
        };

    /// <summary>The attributes that make an object a remote mailbox, written together.</summary>
    public static RecipientProperty RemoteMailbox { get; } =
        new()
        {
            Name = "RemoteMailbox",
            Attribute = RecipientAttributes.RecipientTypeDetails,
            Members = [new(EditMembers.RemoteMailbox, "The type and the routing of the mailbox", true)],
            Label = "Type and routing of the mailbox",
            Action = "put a mailbox's type and routing right after a move",
            Kind = PropertyKind.Composite,
            Part = PropertyPart.Exchange,
            Permission = Permission.ManageMigration,
            Slice = "After a move",
            Rights =
            [
                new(RecipientAttributes.RecipientTypeDetails, PutRight),
                new(RecipientAttributes.RecipientDisplayType, PutRight),
                new(RecipientAttributes.RemoteRecipientType, PutRight),
                new(RecipientAttributes.TargetAddress, PutRight),
                new(RecipientAttributes.HomeMdb, PutRight),
                new(RecipientAttributes.HomeServerName, PutRight),
            ],
            IsForMovesOnly = true,
            ObjectClasses = ["user"],
            NotInTenant =
                "The type and the routing of the mailbox are owned by the cloud, and it sets them itself: a change in "
                + "Active Directory would have no effect.",
        };

    /// <summary>CustomAttribute1 to 15; Microsoft Graph documents 1,024 characters for all of them.</summary>
    public static IReadOnlyList<RecipientProperty> Custom { get; } = CustomAttributes();

    public static RecipientProperty Department { get; } =
        new()
        {
            Name = "Department",
            Attribute = "department",
            Members = [new("department", "The department")],
            Label = "Department",
            Action = "change organisation data",
            Part = PropertyPart.Identity,
            Permission = Permission.EditOrganization,
            Slice = "Organisation",
            Rights = [new("department", "changing the department")],
            ObjectClasses = ["user", "contact"],
            Cmdlet = PropertyCmdlet.Person,
            Graph = "department",
            MaxLength = 64,
            Column = new("department"),
            PlainPlace = 0,
            Field = RecipientField.Plain,
        };

    public static RecipientProperty Title { get; } =
        new()
        {
            Name = "Title",
            Attribute = "title",
            Members = [new("title", "The title")],
            Label = "Title",
            Action = "change organisation data",
            Part = PropertyPart.Identity,
            Permission = Permission.EditOrganization,
            Slice = "Organisation",
            Rights = [new("title", "changing the title")],
            ObjectClasses = ["user", "contact"],
            Cmdlet = PropertyCmdlet.Person,
            Graph = "jobTitle",
            MaxLength = 128,
            Column = new("title"),
            PlainPlace = 1,
            Field = RecipientField.SecondPlain,
        };

    /// <summary>
    /// Texts that need no rule, model member or mapping of their own: the table defines them completely.
    /// </summary>
    public static IReadOnlyList<RecipientProperty> Plain { get; } = [Department, Title];

    /// <summary>All properties, in the order in which they are planned, validated and shown.</summary>
    public static IReadOnlyList<RecipientProperty> All { get; } =
        Ordered([
            EmailAddresses,
            PrimarySmtpAddress,
            HiddenFromAddressListsEnabled,
            DisplayName,
            Alias,
            UserPrincipalName,
            .. Plain,
            .. Custom,
            RemoteMailbox,
        ]);

    private static readonly FrozenDictionary<string, RecipientProperty> ByAttribute = All.SelectMany(p =>
            p.Rights.Select(r => KeyValuePair.Create(r.Attribute, p))
        )
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, RecipientProperty> ByName = All.ToFrozenDictionary(
        p => p.Name,
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly FrozenDictionary<string, RecipientProperty> ByMember = All.SelectMany(p =>
            p.Members.Select(m => KeyValuePair.Create(m.Name, p))
        )
        .DistinctBy(p => p.Key)
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly RecipientProperty?[] ByField =
    [
        .. Enumerable.Range(0, (int)RecipientField.Custom).Select(f => Plain.FirstOrDefault(p => (int?)p.Field == f)),
    ];

    private static readonly FrozenDictionary<RecipientSort, RecipientProperty> BySort = All.Where(p =>
            p.Column?.Sort is not null
        )
        .ToFrozenDictionary(p => p.Column!.Sort!.Value);

    /// <summary>The property whose edit writes the attribute; null if there is none.</summary>
    public static RecipientProperty? OfAttribute(string attribute) => ByAttribute.GetValueOrDefault(attribute);

    /// <summary>The property by Exchange's name; null if it is not in the table.</summary>
    public static RecipientProperty? OfName(string name) => ByName.GetValueOrDefault(name);

    /// <summary>
    /// The property by the name of an edit's member; for custom attributes the first. Null if there is no such member.
    /// </summary>
    public static RecipientProperty? OfMember(string member) => ByMember.GetValueOrDefault(member);

    /// <summary>The property for a sort order of the list; null if it is not in the table.</summary>
    public static RecipientProperty? OfSort(RecipientSort sort) => BySort.GetValueOrDefault(sort);

    /// <summary>
    /// The plain property that a field of the index contains; null if the field has a meaning of its own.
    /// </summary>
    internal static RecipientProperty? OfField(RecipientField field) =>
        (int)field < ByField.Length ? ByField[(int)field] : null;

    private static RecipientProperty[] CustomAttributes()
    {
        var member = new EditMember(EditMembers.CustomAttributes, "The custom attributes", true);
        return
        [
            .. Enumerable
                .Range(1, RecipientAttributes.CustomAttributeCount)
                .Select(number => new RecipientProperty
                {
                    Name = ExchangeOnlineProperties.Custom(number),
                    Attribute = RecipientAttributes.Custom(number),
                    Members = [member],
                    Label = string.Create(CultureInfo.InvariantCulture, $"Custom attribute {number}"),
                    Action = "change custom attributes",
                    Part = PropertyPart.Exchange,
                    Permission = Permission.EditCustomAttributes,
                    Slice = "Custom attributes",
                    Rights = [new(RecipientAttributes.Custom(number), "changing custom attributes")],
                    MaxLength = 1024,
                    Number = number,
                }),
        ];
    }

    private static RecipientProperty[] Ordered(RecipientProperty[] properties)
    {
        for (var place = 0; place < properties.Length; place++)
            properties[place].Order = place;
        return properties;
    }
}
