using System.Globalization;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes;

/// <summary>
/// What an edit does to the single values: visibility, alias, display name, custom attributes (RULES.md, Alias,
/// Visibility, Custom attributes).
/// </summary>
internal static class AttributeRules
{
    /// <summary>
    /// Microsoft Graph documents 1,024 characters for all fifteen (resource onPremisesExtensionAttributes).
    /// </summary>
    private const int LongestCustomAttribute = 1024;

    private const int LongestDisplayName = 256;

    public static void Apply(PlanDraft draft, RecipientEdit edit, ChangeFacts facts)
    {
        if (edit.DisplayName is { } name)
            SetDisplayName(draft, name);
        if (edit.Alias is { } alias)
            SetAlias(draft, facts, alias);
        if (edit.HiddenFromAddressListsEnabled is { } hidden)
            SetHidden(draft, edit, facts, hidden);
        foreach (var (number, value) in edit.CustomAttributes.OrderBy(c => c.Key))
            SetCustom(draft, number, value);
    }

    private static void SetDisplayName(PlanDraft draft, string name)
    {
        var problem =
            string.IsNullOrWhiteSpace(name) ? "A display name is needed."
            : name.Length > LongestDisplayName
                ? $"The display name has {name.Length} characters; at most {LongestDisplayName} are allowed."
            : InvisibleIn(name);
        if (problem is not null)
            draft.Error(FindingCodes.Invalid, problem, "displayName");
        else
            draft.Set(RecipientAttributes.DisplayName, name.Trim());
    }

    private static void SetAlias(PlanDraft draft, ChangeFacts facts, string alias)
    {
        if (Alias.Problem(alias) is { } problem)
        {
            draft.Error(FindingCodes.Invalid, problem, "alias");
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
                "alias"
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
                    Member = "alias",
                    Holder = facts.Shown(holder),
                }
            );
        }

        if (present is null)
        {
            var dormant = DormantValues.Of(draft.Entry);
            draft.Warn(
                FindingCodes.AliasWakes,
                dormant.Count == 0
                    ? "With an alias all Exchange attributes of this object begin to synchronise. None of "
                        + "them is set at present."
                    : $"With an alias all Exchange attributes of this object begin to synchronise. These are "
                        + $"set and would take effect: {string.Join("; ", dormant)}.",
                "alias"
            );
        }
    }

    private static void SetHidden(PlanDraft draft, RecipientEdit edit, ChangeFacts facts, bool hidden)
    {
        // An absent value means visible; FALSE is written only in the place of TRUE, since a cleared value is known to
        // stay behind in the cloud.
        var present = draft.Entry.Flag(RecipientAttributes.HideFromAddressLists);
        if (hidden != (present ?? false))
            draft.Set(RecipientAttributes.HideFromAddressLists, hidden ? "TRUE" : "FALSE");
        if (!hidden || draft.Entry.Has(RecipientAttributes.MailNickname) || edit.Alias is not null)
            return;
        var dormant = DormantValues
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
                Member = "hiddenFromAddressListsEnabled",
                Offer =
                    mayOffer && ProposedAlias(draft) is { } alias
                        ? new FindingOffer($"Set the alias {alias} too", "alias", alias)
                        : null,
            }
        );
    }

    /// <summary>
    /// The user part of the primary address, else the account name: what Entra ID would take as alias by itself
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

    private static void SetCustom(PlanDraft draft, int number, string? value)
    {
        if (number is < 1 or > RecipientAttributes.CustomAttributeCount)
        {
            draft.Error(
                FindingCodes.Invalid,
                $"There is no custom attribute {number}: they are numbered 1 to "
                    + $"{RecipientAttributes.CustomAttributeCount}.",
                "customAttributes"
            );
            return;
        }

        if (string.IsNullOrEmpty(value))
        {
            draft.Set(RecipientAttributes.Custom(number));
            return;
        }

        var problem =
            value.Length > LongestCustomAttribute
                ? $"Custom attribute {number} has {value.Length} characters; at most "
                    + $"{LongestCustomAttribute} are allowed."
                : InvisibleIn(value);
        if (problem is not null)
            draft.Error(FindingCodes.Invalid, problem, "customAttributes");
        else
            draft.Set(RecipientAttributes.Custom(number), value);
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
