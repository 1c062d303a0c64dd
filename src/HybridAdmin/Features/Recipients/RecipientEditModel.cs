using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Settings;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// The pending edits of one open recipient page. It does not decide what is allowed: it collects, shows and removes
/// edits, and passes a <see cref="RecipientEdit"/> to the use cases. An edit back to the current value is removed.
/// </summary>
public sealed partial class RecipientEditModel
{
    private readonly List<ProxyAddress> added = [];
    private readonly List<ProxyAddress> removed = [];
    private readonly SortedDictionary<int, string?> custom = [];
    private readonly HashSet<string> confirmed = new(StringComparer.Ordinal);
    private readonly ChangeSettings settings;
    private string? primary;
    private bool? hidden;

    /// <summary>The requested texts, except for custom attributes; an empty text clears the property.</summary>
    private readonly Dictionary<RecipientProperty, string> texts = [];

    public RecipientEditModel(RecipientDetails details, ChangeSettings settings)
    {
        Details = details;
        this.settings = settings;
    }

    /// <summary>The recipient as it was when the edits were made.</summary>
    public RecipientDetails Details { get; private set; }

    public Recipient Recipient => Details.Recipient;

    /// <summary>The codes of findings that the person has accepted.</summary>
    public IReadOnlySet<string> Confirmed => confirmed;

    public bool Hidden => hidden ?? Recipient.HiddenFromAddressListsEnabled;

    public string? Alias => Text(RecipientProperties.Alias);

    public string DisplayName => Text(RecipientProperties.DisplayName) ?? Recipient.DisplayName;

    /// <summary>The primary address after the edits.</summary>
    public string? PrimarySmtpAddress => primary ?? Recipient.PrimarySmtpAddress;

    public int Count => Pending.Count;

    public bool IsEmpty => Pending.Count == 0;

    /// <summary>
    /// Indicates whether the recipient would be hidden without an alias, so that the flag would not synchronise.
    /// </summary>
    public bool IsHiddenWithoutAlias =>
        Hidden && string.IsNullOrEmpty(Alias) && Details.Directory.HasAttribute(RecipientAttributes.MailNickname);

    /// <summary>The pending changes, in the order of the page.</summary>
    public IReadOnlyList<PendingChange> Pending =>
        [
            .. added.Select(a => new PendingChange($"add {a.Text}", $"+ {Shown(a)}")),
            .. removed.Select(a => new PendingChange($"remove {a.Text}", $"− {Shown(a)}")),
            .. One(primary is not null, "primary", $"primary → {primary}"),
            .. One(hidden is not null, "hidden", hidden == true ? "hide from address lists" : "show in address lists"),
            .. texts.OrderBy(t => t.Key.Order).Select(t => new PendingChange(t.Key.Member, Shown(t.Key, t.Value))),
            .. custom.Select(c => new PendingChange(
                $"custom {c.Key}",
                string.IsNullOrEmpty(c.Value)
                    ? $"{settings.LabelOf(c.Key)}: clear"
                    : $"{settings.LabelOf(c.Key)} → {c.Value}"
            )),
        ];

    /// <summary>The addresses with the pending edits; addresses to be removed are still included.</summary>
    public IReadOnlyList<AddressLine> Addresses =>
        Recipient
            .EmailAddresses.Select(a =>
                Line(a, removed.Contains(a) ? AddressLineState.Removed : AddressLineState.Present)
            )
            .Concat(added.Select(a => Line(a, AddressLineState.Added)))
            .OrderBy(l => l.Order)
            .ThenBy(l => l.Address.Value, StringComparer.OrdinalIgnoreCase)
            .ToArray();

    /// <summary>The value of a custom attribute after the edits; null for none.</summary>
    /// <param name="number">The number, 1 to 15.</param>
    public string? Custom(int number) =>
        custom.TryGetValue(number, out var value) ? value : Recipient.CustomAttributes.GetValueOrDefault(number);

    public bool IsCustomPending(int number) => custom.ContainsKey(number);

    /// <summary>The text of a property after the edits; null for none.</summary>
    public string? Text(RecipientProperty property) => texts.GetValueOrDefault(property) ?? Present(property);

    /// <summary>Indicates whether another text of the property is requested.</summary>
    public bool IsPending(RecipientProperty property) => texts.ContainsKey(property);

    public bool IsAliasPending => IsPending(RecipientProperties.Alias);

    public bool IsDisplayNamePending => IsPending(RecipientProperties.DisplayName);

    public bool IsHiddenPending => hidden is not null;

    /// <summary>
    /// Adds an address to the edits; "SMTP:" in capitals requests it as the primary. Returns the error, or null.
    /// </summary>
    public string? Add(string text)
    {
        if (!ProxyAddress.TryParse(text, out var address, out var problem))
            return problem;
        var wantsPrimary = address.IsPrimarySmtp && ProxyAddress.IsPrimarySmtpText(text.TrimStart());
        if (address.IsSmtp)
            address = address.AsPrimary(false);
        if (removed.FirstOrDefault(a => a.IsSameAddressAs(address)) is { Text.Length: > 0 } back)
            removed.Remove(back);
        else if (Recipient.EmailAddresses.Any(a => a.IsSameAddressAs(address)))
            return wantsPrimary ? Promote() : "The recipient has this address already.";
        else if (added.Any(a => a.IsSameAddressAs(address)))
            return wantsPrimary ? Promote() : "This address is already among the changes.";
        else
            added.Add(address);
        Touch();
        return wantsPrimary ? Promote() : null;

        string? Promote()
        {
            MakePrimary(address);
            return null;
        }
    }

    /// <summary>Removes an address, or drops its pending addition.</summary>
    public void Remove(ProxyAddress address)
    {
        if (!added.Remove(address) && Recipient.EmailAddresses.Contains(address) && !removed.Contains(address))
            removed.Add(address);
        if (primary is not null && address.IsSmtp && primary.Equals(address.Value, StringComparison.OrdinalIgnoreCase))
            primary = null;
        Touch();
    }

    /// <summary>Drops the pending removal of an address.</summary>
    public void Keep(ProxyAddress address)
    {
        removed.Remove(address);
        Touch();
    }

    /// <summary>Makes an SMTP address, present or pending, the primary one.</summary>
    public void MakePrimary(ProxyAddress address)
    {
        removed.RemoveAll(a => a.IsSameAddressAs(address));
        var present = Recipient.EmailAddresses.Where(a => a.IsPrimarySmtp).ToArray();
        primary =
            present is [var only] && only.Value.Equals(address.Value, StringComparison.Ordinal) ? null : address.Value;
        if (primary is null)
            removed.RemoveAll(a => a.IsPrimarySmtp);
        Touch();
    }

    public void SetHidden(bool value) =>
        Set(() => hidden = value == Recipient.HiddenFromAddressListsEnabled ? null : value);

    public void SetAlias(string value) => SetText(RecipientProperties.Alias, value);

    public void SetDisplayName(string value) => SetText(RecipientProperties.DisplayName, value);

    /// <summary>Sets the text of a property.</summary>
    /// <param name="value">The text; empty clears the property, where that is allowed.</param>
    public void SetText(RecipientProperty property, string value) =>
        Set(() =>
        {
            if (value.Trim() is var text && text == (Present(property) ?? string.Empty))
                texts.Remove(property);
            else
                texts[property] = text;
        });

    /// <param name="number">The number, 1 to 15.</param>
    /// <param name="value">The value; empty removes it.</param>
    public void SetCustom(int number, string? value) =>
        Set(() =>
        {
            if ((value ?? "") == (Recipient.CustomAttributes.GetValueOrDefault(number) ?? ""))
                custom.Remove(number);
            else
                custom[number] = string.IsNullOrEmpty(value) ? null : value;
        });

    /// <summary>Applies the solution that a finding offers.</summary>
    public void Take(FindingOffer offer)
    {
        var property = RecipientProperties.OfMember(offer.Member);
        if (property is { Kind: PropertyKind.Text, Number: null })
            SetText(property, offer.Value);
        else if (property == RecipientProperties.EmailAddresses && offer.Member == EditMembers.AddAddresses)
            Add(offer.Value);
        else if (property == RecipientProperties.PrimarySmtpAddress)
            MakePrimary(ProxyAddress.Smtp(offer.Value, true));
        else if (property == RecipientProperties.HiddenFromAddressListsEnabled)
            SetHidden(offer.Value.Equals("true", StringComparison.OrdinalIgnoreCase));
        else
            throw new ArgumentException(
                $"A finding offers a value for {offer.Member}, which this page cannot take over.",
                nameof(offer)
            );
    }

    /// <summary>Accepts a finding, or withdraws the acceptance. Any later edit clears it.</summary>
    public void Confirm(string code, bool accepted)
    {
        if (accepted)
            confirmed.Add(code);
        else
            confirmed.Remove(code);
    }

    public void Discard()
    {
        added.Clear();
        removed.Clear();
        custom.Clear();
        texts.Clear();
        (primary, hidden) = (null, null);
        Touch();
    }

    public RecipientEdit ToEdit(string? reason = null)
    {
        var edit = new RecipientEdit
        {
            AddAddresses = added.Select(a => a.Text).ToArray(),
            RemoveAddresses = removed.Select(a => a.Text).ToArray(),
            PrimarySmtpAddress = primary,
            HiddenFromAddressListsEnabled = hidden,
            CustomAttributes = new Dictionary<int, string?>(custom),
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            Confirm = confirmed.Order(StringComparer.Ordinal).ToArray(),
        };
        return texts.Aggregate(edit, (e, text) => e.With(text.Key, text.Value));
    }

    /// <summary>The present text; for a display name that is absent, the name in the DN.</summary>
    private string? Present(RecipientProperty property) =>
        property == RecipientProperties.DisplayName ? Recipient.DisplayName : property.Read(Recipient.Entry);

    private static string Shown(RecipientProperty property, string text) =>
        text.Length == 0 && property.IsPlain ? $"{property.Words}: clear" : $"{property.Words} → {text}";

    private AddressLine Line(ProxyAddress address, AddressLineState state) =>
        new(
            address,
            state,
            IsPrimary(address),
            AddressLine.ProtectionOf(Recipient.Entry, address),
            Recipient.IsRouting(address)
        );

    private bool IsPrimary(ProxyAddress address) =>
        address.IsSmtp
        && (
            primary is null ? address.IsPrimarySmtp : primary.Equals(address.Value, StringComparison.OrdinalIgnoreCase)
        );

    private void Set(Action change)
    {
        change();
        Touch();
    }

    /// <summary>Clears the accepted findings: they were accepted for other edits.</summary>
    private void Touch() => confirmed.Clear();

    private static string Shown(ProxyAddress address) => address.IsSmtp ? address.Value : address.Text;

    private static IEnumerable<PendingChange> One(bool exists, string key, string text) =>
        exists ? [new PendingChange(key, text)] : [];
}
