using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Features.Recipients;

/// <summary>What became of one attribute between opening the page and applying.</summary>
/// <param name="Attribute">LDAP name.</param>
/// <param name="Opened">The values on which the edits were made.</param>
/// <param name="Now">The values at present.</param>
/// <param name="Mine">The values that the edits would have made; null: the edits do not touch it.</param>
public sealed record ConflictRow(string Attribute, IReadOnlyList<string> Opened, IReadOnlyList<string> Now, IReadOnlyList<string>? Mine)
{
    /// <summary>Whether the person has to choose.</summary>
    public bool IsContested => Mine is not null;
}

/// <summary>Two people edited the same recipient: the three sides, and what the person chooses for each contested attribute.</summary>
public sealed class EditConflict
{
    private readonly Dictionary<string, bool> keepMine = new(StringComparer.OrdinalIgnoreCase);

    private EditConflict(RecipientDetails fresh, IReadOnlyList<ConflictRow> rows) => (Fresh, Rows) = (fresh, rows);

    /// <summary>The recipient at present.</summary>
    public RecipientDetails Fresh { get; }

    public IReadOnlyList<ConflictRow> Rows { get; }

    /// <summary>Whether everything contested was chosen.</summary>
    public bool IsSettled => Rows.Where(r => r.IsContested).All(r => keepMine.ContainsKey(r.Attribute));

    /// <summary>Attributes left to the others.</summary>
    public IReadOnlySet<string> Theirs => keepMine.Where(c => !c.Value).Select(c => c.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True: mine; false: theirs; null: not chosen yet.</summary>
    public bool? Choice(string attribute) => keepMine.TryGetValue(attribute, out var mine) ? mine : null;

    public void Choose(string attribute, bool mine) => keepMine[attribute] = mine;

    public static EditConflict Between(RecipientEditModel edit, RecipientDetails fresh)
    {
        var facts = new ChangeFacts { Actor = fresh.Actor, Directory = fresh.Directory };
        var mine = ChangePlanner.Plan(edit.Recipient.Entry, edit.ToEdit(), facts).Changes.ToDictionary(c => c.Attribute, c => c.After, StringComparer.OrdinalIgnoreCase);
        var rows = new List<ConflictRow>();
        foreach (var attribute in RecipientAttributes.ForRecipient.Except([RecipientAttributes.WhenChanged, "uSNChanged"]))
        {
            var (opened, now) = (Texts(edit.Recipient.Entry.Values(attribute)), Texts(fresh.Recipient.Entry.Values(attribute)));
            if (opened.Order(StringComparer.Ordinal).SequenceEqual(now.Order(StringComparer.Ordinal))) continue;
            rows.Add(new ConflictRow(attribute, opened, now, IsOwnChoice(attribute) && mine.TryGetValue(attribute, out var after) ? Texts(after) : null));
        }

        return new EditConflict(fresh, rows);
    }

    /// <summary>mail and the policy attributes follow the addresses: nobody chooses them by themselves.</summary>
    private static bool IsOwnChoice(string attribute) =>
        attribute is not (RecipientAttributes.Mail or RecipientAttributes.PoliciesExcluded or RecipientAttributes.PoliciesIncluded);

    private static string[] Texts(IReadOnlyList<DirectoryValue> values) => values.Select(ValueText.Of).ToArray();
}
