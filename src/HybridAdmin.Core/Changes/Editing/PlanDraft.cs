using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>A plan under construction: the resulting addresses and attributes, and the findings so far.</summary>
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

    /// <summary>The resulting proxyAddresses: in the order in which they were read, new ones at the end.</summary>
    public ProxyAddressCollection Addresses { get; }

    /// <summary>True if the object had an SMTP address, primary or not.</summary>
    public bool HadSmtp => Entry.Texts(RecipientAttributes.ProxyAddresses).Any(ProxyAddress.IsSmtpText);

    public List<Finding> Findings { get; } = [];

    public bool HasErrors => Findings.Any(f => f.Severity == FindingSeverity.Error);

    /// <summary>Returns the edit member that an attribute belongs to, in camel case.</summary>
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
    /// Adds an error. If the actor may confirm it and has done so, adds a warning instead, so that it remains visible.
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
    /// Returns the attributes that really change: addresses first, then in the order in which they were set. Setting
    /// the same values is not a change.
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
    /// Returns the addresses that the object does not yet hold in any form. A new sign-in name is included, because it
    /// is an address in the cloud. A change of case or of the primary address claims nothing new.
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

    /// <summary>The new sign-in name; null if it stays the same except for its case.</summary>
    public string? NewUserPrincipalName =>
        after.TryGetValue(RecipientAttributes.UserPrincipalName, out var values)
        && values is [var value]
        && !value.Text.Equals(Entry.Text(RecipientAttributes.UserPrincipalName), StringComparison.OrdinalIgnoreCase)
            ? value.Text
            : null;
}
