using System.Collections.Immutable;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>
/// The requested changes of a recipient: a value for each given member. Each member is optional; null or an empty list
/// leaves the property unchanged. Texts are stored as given; the planner validates them. Immutable.
/// </summary>
public sealed record RecipientEdit
{
    private static readonly IReadOnlyDictionary<int, string?> NoCustomAttributes = new Dictionary<int, string?>();

    private ImmutableDictionary<string, object> given = ImmutableDictionary<string, object>.Empty;

    /// <summary>
    /// The addresses to add. Without a type prefix they are SMTP addresses. "SMTP:" in capitals requests the primary
    /// address, as in Exchange's cmdlets.
    /// </summary>
    public IReadOnlyList<string> AddAddresses
    {
        get => Given<IReadOnlyList<string>>(EditMembers.AddAddresses) ?? [];
        init => Put(EditMembers.AddAddresses, value.Count == 0 ? null : value);
    }

    public IReadOnlyList<string> RemoveAddresses
    {
        get => Given<IReadOnlyList<string>>(EditMembers.RemoveAddresses) ?? [];
        init => Put(EditMembers.RemoveAddresses, value.Count == 0 ? null : value);
    }

    /// <summary>
    /// The new primary address; added if it is missing. The former primary address remains as an alias.
    /// </summary>
    public string? PrimarySmtpAddress
    {
        get => Given<string>(EditMembers.PrimarySmtpAddress);
        init => Put(EditMembers.PrimarySmtpAddress, value);
    }

    public bool? HiddenFromAddressListsEnabled
    {
        get => given.TryGetValue(EditMembers.HiddenFromAddressListsEnabled, out var value) ? (bool)value : null;
        init => Put(EditMembers.HiddenFromAddressListsEnabled, value);
    }

    /// <summary>The values by number, 1 to 15; null or empty removes the value.</summary>
    public IReadOnlyDictionary<int, string?> CustomAttributes
    {
        get => Given<IReadOnlyDictionary<int, string?>>(EditMembers.CustomAttributes) ?? NoCustomAttributes;
        init => Put(EditMembers.CustomAttributes, value.Count == 0 ? null : value);
    }

    /// <summary>The alias (mailNickname).</summary>
    public string? Alias
    {
        get => Given<string>(EditMembers.Alias);
        init => Put(EditMembers.Alias, value);
    }

    public string? DisplayName
    {
        get => Given<string>(EditMembers.DisplayName);
        init => Put(EditMembers.DisplayName, value);
    }

    /// <summary>The sign-in name, user@suffix; for users only.</summary>
    public string? UserPrincipalName
    {
        get => Given<string>(EditMembers.UserPrincipalName);
        init => Put(EditMembers.UserPrincipalName, value);
    }

    /// <summary>
    /// The values of a remote mailbox, to be set after a move that the on-premises server did not finish. Not offered
    /// by the API.
    /// </summary>
    public RemoteMailboxValues? RemoteMailbox
    {
        get => Given<RemoteMailboxValues>(EditMembers.RemoteMailbox);
        init => Put(EditMembers.RemoteMailbox, value);
    }

    /// <summary>The reason: a sentence or a ticket number, for the audit log.</summary>
    public string? Reason { get; init; }

    /// <summary>The codes of findings that the person has seen and accepts (decision 0003).</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];

    /// <summary>True if no change is requested.</summary>
    public bool IsEmpty => given.IsEmpty;

    /// <summary>The properties that the edit changes, in the order of the table.</summary>
    public IEnumerable<RecipientProperty> Properties => RecipientProperties.All.Where(Has);

    /// <summary>The given members with their display texts, in the order of the table.</summary>
    public IEnumerable<EditMember> Members =>
        RecipientProperties.All.SelectMany(p => p.Members).Distinct().Where(m => given.ContainsKey(m.Name));

    /// <summary>
    /// Returns true if the edit changes the property. A custom attribute that does not exist counts as the first one,
    /// so that it does not bypass the permission.
    /// </summary>
    public bool Has(RecipientProperty property) =>
        property.Number is { } number
            ? CustomAttributes.Keys.Any(n => n == number || (number == 1 && !IsCustomAttribute(n)))
            : property.Members.Any(m => given.ContainsKey(m.Name));

    /// <summary>Returns the requested text of a text property; empty to clear it, null to leave it unchanged.</summary>
    public string? Text(RecipientProperty property) =>
        property.Kind != PropertyKind.Text ? null
        : property.Number is { } number
            ? CustomAttributes.TryGetValue(number, out var custom) ? custom ?? string.Empty
                : null
        : Given<string>(property.Member);

    /// <summary>Returns a copy that also changes a text property; null leaves the property unchanged.</summary>
    public RecipientEdit With(RecipientProperty property, string? text)
    {
        if (property.Kind != PropertyKind.Text)
            throw new ArgumentException($"{property} is not a text.", nameof(property));
        if (property.Number is not { } number)
            return WithMember(property.Member, text);
        var custom = new Dictionary<int, string?>(CustomAttributes);
        if (text is null)
            custom.Remove(number);
        else
            custom[number] = text;
        return this with { CustomAttributes = custom };
    }

    /// <summary>
    /// Returns the part of the edit that changes the selected properties; reason and confirmations stay.
    /// </summary>
    public RecipientEdit Only(Func<RecipientProperty, bool> isWanted)
    {
        var kept = given.RemoveRange(
            RecipientProperties
                .All.Where(p => p.Number is null && !isWanted(p))
                .SelectMany(p => p.Members)
                .Select(m => m.Name)
        );
        return this with
        {
            given = kept,
            CustomAttributes = CustomAttributes
                .Where(c => isWanted(RecipientProperties.Custom[IsCustomAttribute(c.Key) ? c.Key - 1 : 0]))
                .ToDictionary(),
        };
    }

    private static bool IsCustomAttribute(int number) => number is >= 1 and <= RecipientAttributes.CustomAttributeCount;

    private RecipientEdit WithMember(string member, object? value)
    {
        var copy = this with { };
        copy.Put(member, value);
        return copy;
    }

    private T? Given<T>(string member)
        where T : class => given.TryGetValue(member, out var value) ? (T)value : null;

    private void Put(string member, object? value) =>
        given = value is null ? given.Remove(member) : given.SetItem(member, value);
}
