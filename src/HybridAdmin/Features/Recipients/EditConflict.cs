using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Features.Recipients;

/// <summary>One value with its changes between the opening of the page and the attempt to apply.</summary>
/// <param name="Key">
/// The key of the <see cref="PendingChange"/>; a key of its own for a value that only the others changed.
/// </param>
/// <param name="Attribute">The LDAP name, or "primary address".</param>
/// <param name="Opened">The value on which the edits were based; null for none.</param>
/// <param name="Now">The current value.</param>
/// <param name="Mine">The value that the edit would write; null for none.</param>
/// <param name="IsEdited">True if an edit affects the value.</param>
public sealed record ConflictRow(string Key, string Attribute, string? Opened, string? Now, string? Mine, bool IsEdited)
{
    /// <summary>
    /// True if both changed the value to different values: the person has to choose. A change by only one side is kept
    /// unless the person decides otherwise.
    /// </summary>
    public bool IsContested => IsEdited && Opened != Now && Mine != Now;
}

/// <summary>
/// Concurrent edits of the same recipient: the three versions of each value, and the person's choices.
/// </summary>
public sealed class EditConflict
{
    /// <summary>
    /// Attributes that have rows of their own, follow the choices for the addresses, or are not edited by people.
    /// </summary>
    private static readonly HashSet<string> NotShown = new(StringComparer.OrdinalIgnoreCase)
    {
        RecipientAttributes.WhenChanged,
        "uSNChanged",
    };

    private readonly Dictionary<string, bool> choices = new(StringComparer.Ordinal);

    private EditConflict(RecipientDetails fresh, IReadOnlyList<ConflictRow> rows) => (Fresh, Rows) = (fresh, rows);

    /// <summary>The current recipient.</summary>
    public RecipientDetails Fresh { get; }

    public IReadOnlyList<ConflictRow> Rows { get; }

    /// <summary>Indicates whether a version was chosen for every contested value.</summary>
    public bool IsSettled => Rows.Where(r => r.IsContested).All(r => choices.ContainsKey(r.Key));

    /// <summary>The keys of the discarded edits.</summary>
    public IReadOnlySet<string> Theirs =>
        choices.Where(c => !c.Value).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// The choice for a row: true for mine, false for theirs, null if not chosen yet. A change that only the person
    /// made stays unless discarded.
    /// </summary>
    public bool? Choice(ConflictRow row) =>
        choices.TryGetValue(row.Key, out var mine) ? mine
        : row.IsContested ? null
        : true;

    public void Choose(string key, bool mine) => choices[key] = mine;

    /// <summary>Converts the rows for the table.</summary>
    public IReadOnlyList<MergeRow> ToTable() =>
        Rows.Select(r => new MergeRow(r.Key, r.Attribute, [r.Opened, r.Now, r.Mine])
            {
                IsChoice = r.IsEdited,
                MustChoose = r.IsContested,
                TakesLast = r.IsEdited ? Choice(r) : null,
                Note = "not changed by you",
            })
            .ToArray();

    public static EditConflict Between(RecipientEditModel edit, RecipientDetails fresh)
    {
        var (opened, now, mine) = (edit.Recipient, fresh.Recipient, edit.ToEdit());
        var rows = new List<ConflictRow>();
        rows.AddRange(Addresses(edit, opened, now));
        Add(
            "primary",
            "primary address",
            opened.PrimarySmtpAddress,
            now.PrimarySmtpAddress,
            mine.PrimarySmtpAddress,
            mine.PrimarySmtpAddress is not null
        );
        Add(
            "hidden",
            RecipientAttributes.HideFromAddressLists,
            Words(opened.HiddenFromAddressListsEnabled),
            Words(now.HiddenFromAddressListsEnabled),
            mine.HiddenFromAddressListsEnabled is { } hidden ? Words(hidden) : null,
            mine.HiddenFromAddressListsEnabled is not null
        );
        foreach (var property in Texts)
        {
            Add(
                property.Number is { } number ? $"custom {number}" : property.Member,
                property.Attribute,
                Shown(opened, property),
                Shown(now, property),
                Value(mine.Text(property)),
                mine.Has(property)
            );
        }

        foreach (var attribute in RecipientAttributes.ForRecipient.Where(a => !NotShown.Contains(a) && !HasRow(a)))
            Add($"other {attribute}", attribute, Joined(opened, attribute), Joined(now, attribute), null, false);
        return new EditConflict(fresh, rows);

        void Add(string key, string attribute, string? was, string? becameNow, string? wanted, bool isEdited)
        {
            if (was != becameNow || (isEdited && wanted != becameNow))
                rows.Add(new ConflictRow(key, attribute, was, becameNow, wanted, isEdited));
        }
    }

    /// <summary>
    /// The rows of the addresses: one for each address that was added or removed on either side, and one for the
    /// primary address.
    /// </summary>
    private static IEnumerable<ConflictRow> Addresses(RecipientEditModel edit, Recipient opened, Recipient now)
    {
        var lines = edit.Addresses;
        foreach (
            var address in lines
                .Select(l => l.Address)
                .Concat(now.EmailAddresses)
                .DistinctBy(a => a.Text, StringComparer.OrdinalIgnoreCase)
        )
        {
            var line = lines.FirstOrDefault(l => l.Address.IsSameAddressAs(address));
            var (was, isNow) = (
                opened.EmailAddresses.Any(a => a.IsSameAddressAs(address)),
                now.EmailAddresses.Any(a => a.IsSameAddressAs(address))
            );
            var isEdited = line is { State: not AddressLineState.Present };
            var wanted = isEdited ? line!.State == AddressLineState.Added : was;
            if (isEdited ? wanted == isNow : was == isNow)
                continue;
            var shown = address.IsSmtp ? address.Value : address.Text;
            var key = !isEdited ? $"other {address.Text}" : $"{(wanted ? "add" : "remove")} {line!.Address.Text}";
            yield return new ConflictRow(
                key,
                RecipientAttributes.ProxyAddresses,
                was ? shown : null,
                isNow ? shown : null,
                isEdited && wanted ? shown : null,
                isEdited
            );
        }
    }

    /// <summary>The text properties that the page edits.</summary>
    private static IEnumerable<RecipientProperty> Texts =>
        RecipientProperties.All.Where(p => p is { IsEditable: true, Kind: PropertyKind.Text } && !IsReadOnly(p));

    /// <summary>Indicates whether the property is edited elsewhere, as sign-in names and moved mailboxes are.</summary>
    private static bool IsReadOnly(RecipientProperty property) => property.NotInTenant is not null;

    private static bool HasRow(string attribute) =>
        RecipientProperties.OfAttribute(attribute) is { IsEditable: true } property && !IsReadOnly(property);

    private static string? Shown(Recipient recipient, RecipientProperty property) =>
        property == RecipientProperties.DisplayName ? recipient.DisplayName : property.Read(recipient.Entry);

    private static string Words(bool hidden) => hidden ? "hidden" : "visible";

    private static string? Value(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? Joined(Recipient recipient, string attribute) =>
        recipient.Entry.Has(attribute)
            ? string.Join("; ", recipient.Entry.Values(attribute).Select(ValueText.Of).Order(StringComparer.Ordinal))
            : null;
}
