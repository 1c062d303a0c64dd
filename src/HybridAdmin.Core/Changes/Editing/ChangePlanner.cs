using HybridAdmin.Core.Changes.Editing.Rules;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>
/// Plans an edit of an object: the values before and after, the findings, and whether the edit is allowed. Pure: the
/// same entry, edit and facts give the same plan; nothing is read or written.
/// </summary>
public static class ChangePlanner
{
    /// <summary>
    /// Returns the addresses that the edit would add to the object. They must be searched for in the forest before
    /// <see cref="Plan"/> is called.
    /// </summary>
    public static IReadOnlyList<AddressClaim> ClaimsOf(DirectoryEntry entry, RecipientEdit edit)
    {
        var draft = new PlanDraft(entry);
        AddressRules.Apply(draft, edit, null);
        UserPrincipalNameRules.Apply(draft, edit, null);
        return draft.Claims();
    }

    /// <summary>
    /// Plans each member where it is owned; without a view of the tenant, everything in Active Directory.
    /// </summary>
    public static ChangePlan Plan(DirectoryEntry entry, RecipientEdit edit, ChangeFacts facts) =>
        facts.Tenant is { } view
            ? HybridEditPlanner.Plan(entry, edit, facts, view)
            : PlanInDirectory(entry, edit, facts);

    /// <summary>Plans the whole edit in Active Directory.</summary>
    internal static ChangePlan PlanInDirectory(DirectoryEntry entry, RecipientEdit edit, ChangeFacts facts)
    {
        var draft = new PlanDraft(entry);
        CheckAuthority(draft, facts);
        AddressRules.Apply(draft, edit, facts);
        AttributeRules.Apply(draft, edit, facts);
        var claims = draft.Claims();
        UniquenessRules.Check(draft, facts, edit);
        CheckSchema(draft, facts);
        var changes = draft.Changes();
        if (changes.Count == 0 && !draft.HasErrors)
            draft.Info(FindingCodes.NothingToDo, "Nothing to do: the recipient already is as asked.", null);

        var findings = draft.Findings.OrderBy(f => f.Severity).ToArray();
        return new ChangePlan
        {
            TargetName = Recipient.NameOf(entry),
            Steps = ModifyStep.For(entry, changes, claims),
            Findings = findings,
            BaseVersion = Recipient.VersionOf(entry),
        };
    }

    private static void CheckAuthority(PlanDraft draft, ChangeFacts facts)
    {
        if (CloudManagedOrganizationalUnits.Refusal(draft.Entry, facts.CloudManagedOrganizationalUnits) is { } refusal)
            draft.Error(FindingCodes.AuthorityElsewhere, refusal, null);
    }

    /// <summary>
    /// Adds an error, with the reason, for each attribute that is missing from the directory's schema and cannot be
    /// written (RULES.md, Schema).
    /// </summary>
    private static void CheckSchema(PlanDraft draft, ChangeFacts facts)
    {
        foreach (var change in draft.Changes())
        {
            if (!facts.Directory.Attributes.TryGetValue(change.Attribute, out var definition))
            {
                draft.Error(
                    FindingCodes.AttributeMissing,
                    $"This directory has no attribute {change.Attribute}: its schema was never extended for "
                        + $"Exchange, so the value cannot be stored or synchronised.",
                    null
                );
                continue;
            }

            if (
                definition.RangeUpper is { } longest
                && !definition.IsOctets
                && change.Added.FirstOrDefault(v => v.Text.Length > longest) is { Text.Length: > 0 } tooLong
            )
            {
                draft.Error(
                    FindingCodes.Invalid,
                    $"{change.Attribute} takes at most {longest} characters; the value has {tooLong.Text.Length}.",
                    PlanDraft.MemberOf(change.Attribute)
                );
            }
        }
    }
}
