using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>
/// A plan in the making: the addresses and attributes as they would become, and the findings on the way.
/// </summary>
internal sealed class PlanDraft
{
    private readonly Dictionary<string, IReadOnlyList<DirectoryValue>> after = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> order = [];

    public PlanDraft(DirectoryEntry entry)
    {
        Entry = entry;
        Addresses = ProxyAddressCollection.FromStored(entry.Texts(RecipientAttributes.ProxyAddresses));
    }

    public DirectoryEntry Entry { get; }

    /// <summary>proxyAddresses as they would become, in the order they were read, new ones at the end.</summary>
    public ProxyAddressCollection Addresses { get; }

    /// <summary>Whether the object had an SMTP address, primary or not.</summary>
    public bool HadSmtp => Entry.Texts(RecipientAttributes.ProxyAddresses).Any(ProxyAddress.IsSmtpText);

    public List<Finding> Findings { get; } = [];

    public bool HasErrors => Findings.Any(f => f.Severity == FindingSeverity.Error);

    /// <summary>The member of the edit that an attribute belongs to, in camel case.</summary>
    public static string? MemberOf(string attribute) => RecipientProperties.OfAttribute(attribute)?.Member;

    public void Set(string attribute, params DirectoryValue[] values)
    {
        if (!after.ContainsKey(attribute))
            order.Add(attribute);
        after[attribute] = values;
    }

    public void Error(string code, string message, string? member, AddressHolder? holder = null) =>
        Findings.Add(new Finding(FindingSeverity.Error, code, message) { Member = member, Holder = holder });

    public void Warn(string code, string message, string? member) =>
        Findings.Add(new Finding(FindingSeverity.Warning, code, message) { Member = member });

    public void Info(string code, string message, string? member) =>
        Findings.Add(new Finding(FindingSeverity.Info, code, message) { Member = member });

    /// <summary>
    /// Something that is refused, unless the actor may confirm it and has: then it is a warning, so that it stays to be
    /// seen.
    /// </summary>
    public void Confirmable(bool mayConfirm, RecipientEdit edit, string code, string message, string? member) =>
        Findings.Add(
            new Finding(
                mayConfirm && edit.Confirm.Contains(code) ? FindingSeverity.Warning : FindingSeverity.Error,
                code,
                message
            )
            {
                Member = member,
                CanBeConfirmed = mayConfirm,
            }
        );

    /// <summary>
    /// The attributes that really change: addresses first, then in the order they were set. The same values are no
    /// change.
    /// </summary>
    public IReadOnlyList<AttributeChange> Changes()
    {
        var changes = new List<AttributeChange>();
        Add(RecipientAttributes.ProxyAddresses, Addresses.Select(a => new DirectoryValue(a.Text)).ToArray());
        foreach (var attribute in order)
            Add(attribute, after[attribute]);
        return changes;

        void Add(string attribute, IReadOnlyList<DirectoryValue> values)
        {
            var change = new AttributeChange(attribute, Entry.Values(attribute), values);
            if (change.Removed.Count > 0 || change.Added.Count > 0)
                changes.Add(change);
        }
    }

    /// <summary>
    /// Addresses that the object does not hold yet in any form, a new sign-in name among them: it is one in the cloud.
    /// A change of case or of primary claims nothing new.
    /// </summary>
    public IReadOnlyList<AddressClaim> Claims()
    {
        var held = Entry.Texts(RecipientAttributes.ProxyAddresses).Select(ProxyAddress.FromStored).ToArray();
        var wanted = NewUserPrincipalName is { } upn ? Addresses.Append(ProxyAddress.Smtp(upn, false)) : Addresses;
        return wanted
            .Where(a => !held.Any(h => h.IsSameAddressAs(a)))
            .Select(a => new AddressClaim(a))
            .Distinct()
            .ToArray();
    }

    /// <summary>The sign-in name as it would become; null: it stays, but for its case.</summary>
    public string? NewUserPrincipalName =>
        after.TryGetValue(RecipientAttributes.UserPrincipalName, out var values)
        && values is [var value]
        && !value.Text.Equals(Entry.Text(RecipientAttributes.UserPrincipalName), StringComparison.OrdinalIgnoreCase)
            ? value.Text
            : null;
}
