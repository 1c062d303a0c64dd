using System.Collections.Frozen;
using System.Globalization;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Changes.Editing.Rules;

/// <summary>
/// Plans the properties with a single value (RULES.md, Alias, Visibility, Custom attributes): by the rule of the
/// property if it has one, otherwise as a text within the limits of the table.
/// </summary>
internal static class AttributeRules
{
    private static readonly FrozenDictionary<RecipientProperty, Action<PlanDraft, RecipientEdit, ChangeFacts>> Rules =
        new Dictionary<RecipientProperty, Action<PlanDraft, RecipientEdit, ChangeFacts>>
        {
            [RecipientProperties.HiddenFromAddressListsEnabled] = SetHidden,
            [RecipientProperties.Alias] = SetAlias,
            [RecipientProperties.UserPrincipalName] = UserPrincipalNameRules.Apply,
            [RecipientProperties.RemoteMailbox] = RemoteMailboxRules.Apply,
        }.ToFrozenDictionary();

    /// <summary>
    /// Applies the edit. Must be called after the addresses are planned, because some rules depend on them.
    /// </summary>
    public static void Apply(PlanDraft draft, RecipientEdit edit, ChangeFacts facts)
    {
        foreach (var number in edit.CustomAttributes.Keys.Order())
        {
            if (number is < 1 or > RecipientAttributes.CustomAttributeCount)
                draft.Error(
                    FindingCodes.Invalid,
                    $"There is no custom attribute {number}: they are numbered 1 to "
                        + $"{RecipientAttributes.CustomAttributeCount}.",
                    EditMembers.CustomAttributes
                );
        }

        foreach (var property in edit.Properties)
        {
            if (Rules.TryGetValue(property, out var rule))
                rule(draft, edit, facts);
            else if (edit.Text(property) is { } text)
                SetText(draft, property, text);
        }
    }

    /// <summary>Sets a text. Texts are trimmed, except custom attributes, which scripts compare exactly.</summary>
    private static void SetText(PlanDraft draft, RecipientProperty property, string given)
    {
        var text = property.Number is null ? given.Trim() : given;
        var subject = property.Number is null ? $"The {property.Words}" : property.Label;
        var problem =
            !property.AppliesTo(draft.Entry) ? $"{subject} is not for objects of this class."
            : text.Length == 0
                ? property.IsRequired ? $"A {property.Words} is needed."
                    : null
            : text.Length > property.MaxLength
                ? $"{subject} has {text.Length} characters; at most {property.MaxLength} are allowed."
            : InvisibleIn(text);
        if (problem is not null)
            draft.Error(FindingCodes.Invalid, problem, property.Member);
        else if (text.Length == 0)
            draft.Set(property.Attribute);
        else
            draft.Set(property.Attribute, text);
    }

    private static void SetAlias(PlanDraft draft, RecipientEdit edit, ChangeFacts facts)
    {
        if (edit.Alias is not { } alias)
            return;
        if (Alias.Problem(alias) is { } problem)
        {
            draft.Error(FindingCodes.Invalid, problem, EditMembers.Alias);
            return;
        }

        var present = draft.Entry.Text(RecipientAttributes.MailNickname);
        if (alias.Equals(present, StringComparison.Ordinal))
            return;
        draft.Set(RecipientAttributes.MailNickname, alias);
        if (!Alias.IsPlain(alias))
            draft.Warn(
                FindingCodes.AliasUnusual,
                "The alias holds characters other than letters, digits, period, underscore and hyphen; they "
                    + "are awkward in addresses made of it.",
                EditMembers.Alias
            );
        foreach (var holder in facts.AliasHolders)
        {
            draft.Findings.Add(
                new Finding(
                    FindingSeverity.Warning,
                    FindingCodes.AliasDuplicate,
                    $"{UniquenessRules.Capital(facts.NameOf(holder))} has the alias {alias} as well: both "
                        + $"synchronise, but the second gets a routing address with four random digits."
                )
                {
                    Member = EditMembers.Alias,
                    Holder = facts.Shown(holder),
                }
            );
        }

        if (present is null)
        {
            var dormant = UnsyncedExchangeAttributes.Of(draft.Entry);
            draft.Warn(
                FindingCodes.AliasActivatesSync,
                dormant.Count == 0
                    ? "With an alias all Exchange attributes of this object begin to synchronise. None of "
                        + "them is set at present."
                    : $"With an alias all Exchange attributes of this object begin to synchronise. These are "
                        + $"set and would take effect: {string.Join("; ", dormant)}.",
                EditMembers.Alias
            );
        }
    }

    private static void SetHidden(PlanDraft draft, RecipientEdit edit, ChangeFacts facts)
    {
        if (edit.HiddenFromAddressListsEnabled is not { } hidden)
            return;
        // An absent value means visible. FALSE is written only to replace TRUE, because a cleared value is known to
        // persist in the cloud.
        var present = draft.Entry.Flag(RecipientAttributes.HideFromAddressLists);
        if (hidden != (present ?? false))
            draft.Set(RecipientAttributes.HideFromAddressLists, hidden ? "TRUE" : "FALSE");
        if (!hidden || draft.Entry.Has(RecipientAttributes.MailNickname) || edit.Alias is not null)
            return;
        var dormant = UnsyncedExchangeAttributes
            .Of(draft.Entry)
            .Where(d => !d.StartsWith(RecipientAttributes.HideFromAddressLists, StringComparison.Ordinal))
            .ToArray();
        var wakes =
            dormant.Length == 0
                ? string.Empty
                : $" With an alias these would begin to synchronise too: {string.Join("; ", dormant)}.";
        var mayOffer =
            facts.Actor.May(Permission.EditAlias) && facts.Directory.HasAttribute(RecipientAttributes.MailNickname);
        draft.Findings.Add(
            new Finding(
                FindingSeverity.Warning,
                FindingCodes.HiddenWithoutAlias,
                "The recipient has no alias (mailNickname): Entra Connect sends the flag only with one, so "
                    + "the recipient stays visible in the cloud."
                    + wakes
            )
            {
                Member = EditMembers.HiddenFromAddressListsEnabled,
                Offer =
                    mayOffer && ProposedAlias(draft) is { } alias
                        ? new FindingOffer($"Set the alias {alias} too", EditMembers.Alias, alias)
                        : null,
            }
        );
    }

    /// <summary>
    /// Returns the user part of the primary address, otherwise the account name: the alias that Entra ID would choose
    /// (RULES.md, Sync).
    /// </summary>
    private static string? ProposedAlias(PlanDraft draft)
    {
        string?[] candidates =
        [
            Recipient.PrimaryOf(draft.Entry)?.Split('@')[0],
            draft.Entry.Text(RecipientAttributes.UserPrincipalName)?.Split('@')[0],
            draft.Entry.Text(RecipientAttributes.SamAccountName),
        ];
        return candidates.FirstOrDefault(c => c is not null && Alias.Problem(c) is null);
    }

    private static string? InvisibleIn(string text)
    {
        foreach (var c in text)
        {
            var category = char.GetUnicodeCategory(c);
            if (
                category == UnicodeCategory.Control
                || (category == UnicodeCategory.Format && c is not '\u200d' and not '\u200c')
            )
                return $"The text holds an invisible character (U+{(int)c:X4}).";
        }

        return text.EnumerateRunes().Any(r => r == System.Text.Rune.ReplacementChar)
            ? "The text holds a character that is not valid."
            : null;
    }
}
