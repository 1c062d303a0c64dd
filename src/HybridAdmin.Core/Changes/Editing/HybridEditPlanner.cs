using System.Globalization;
using HybridAdmin.Core.Changes.Editing.Rules;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>
/// Plans each member of an edit where it is owned: in Active Directory, in Exchange Online, or in both, as two steps of
/// one plan. A member that cannot be written anywhere with effect is an error, and then nothing of the edit is written
/// (RULES.md, Authority). Pure.
/// </summary>
internal static class HybridEditPlanner
{
    private static string OwnerOf(TenantView view) =>
        view.Decision.Exchange == Authority.Cloud
            ? "the cloud, with the whole object"
            : "Exchange Online (IsExchangeCloudManaged)";

    /// <summary>The codes of findings that concern only attributes of Active Directory.</summary>
    private static readonly HashSet<string> OnPremisesOnly =
    [
        FindingCodes.PolicyOff,
        FindingCodes.MailFollows,
        FindingCodes.MailKept,
        FindingCodes.AliasActivatesSync,
        FindingCodes.HiddenWithoutAlias,
        FindingCodes.NothingToDo,
    ];

    /// <param name="entry">The object in Active Directory.</param>
    public static ChangePlan Plan(DirectoryEntry entry, RecipientEdit edit, ChangeFacts facts, TenantView view)
    {
        var (here, there) = Split(edit, view.Decision);
        var findings = new List<Finding>(Elsewhere(there, view));
        if (view.WhyNotWritable is null)
            findings.AddRange(NotWrittenThere(there, view));

        var isRefused = findings.Count > 0;
        findings.AddRange(About(view, here));

        var inDirectory = here.IsEmpty && !there.IsEmpty ? null : ChangePlanner.PlanInDirectory(entry, here, facts);
        IReadOnlyList<ChangePlan> inCloud = there.IsEmpty || isRefused ? [] : PlanInCloud(entry, there, facts, view);
        IReadOnlyList<ChangePlan> parts = inDirectory is null ? inCloud : [.. inCloud, inDirectory];
        findings.AddRange(parts.SelectMany(p => p.Findings).Where(f => f.Code != FindingCodes.NothingToDo));

        var effective = view.Effective(entry);
        var steps = parts.SelectMany(p => p.Steps).ToArray();
        if (steps.Length == 0 && !findings.Any(f => f.Severity == FindingSeverity.Error))
            findings.Add(
                new Finding(
                    FindingSeverity.Info,
                    FindingCodes.NothingToDo,
                    "Nothing to do: the recipient already is as asked."
                )
            );
        if (steps.Any(s => s is TenantStep))
            findings.Add(Where(steps.Any(s => s is ModifyStep), view));
        return new ChangePlan
        {
            TargetName = Recipient.NameOf(effective),
            Steps = steps,
            Findings = [.. findings.OrderBy(f => f.Severity)],
            BaseVersion = Recipient.VersionOf(effective),
        };
    }

    /// <summary>Returns the addresses that the edit would add to the object in either system.</summary>
    public static IReadOnlyList<AddressClaim> ClaimsOf(DirectoryEntry entry, RecipientEdit edit, TenantView view)
    {
        var isThere = IsThere(view.Decision, RecipientAttributes.ProxyAddresses);
        return ChangePlanner.ClaimsOf(isThere ? view.Effective(entry) : entry, edit);
    }

    private static (RecipientEdit Here, RecipientEdit There) Split(RecipientEdit edit, AuthorityDecision decision) =>
        (edit.Only(p => !IsThere(decision, p.Attribute)), edit.Only(p => IsThere(decision, p.Attribute)));

    private static bool IsThere(AuthorityDecision decision, string attribute) =>
        decision.Of(attribute) is Authority.ExchangeOnline or Authority.Cloud;

    /// <summary>
    /// Returns an error for each member that Exchange Online owns and the console cannot write there.
    /// </summary>
    private static IEnumerable<Finding> Elsewhere(RecipientEdit there, TenantView view) =>
        view.WhyNotWritable is not { } why
            ? []
            : there.Members.Select(m => new Finding(
                FindingSeverity.Error,
                FindingCodes.AuthorityElsewhere,
                $"{m.Words} {(m.IsPlural ? "are" : "is")} owned by "
                    + $"{OwnerOf(view)}: "
                    + $"a change in Active Directory "
                    + $"would succeed and have no effect. {why}"
            )
            {
                Member = m.Name,
            });

    /// <summary>
    /// Returns an error for each property that the cloud owns and that can be written only in Active Directory.
    /// </summary>
    private static IEnumerable<Finding> NotWrittenThere(RecipientEdit there, TenantView view)
    {
        foreach (var property in there.Properties)
        {
            if (view.WhyNotWritten(property) is { } why)
                yield return new Finding(FindingSeverity.Error, FindingCodes.AuthorityElsewhere, why)
                {
                    Member = property.Member,
                };
        }
    }

    /// <summary>Returns the findings about the authority itself.</summary>
    private static IEnumerable<Finding> About(TenantView view, RecipientEdit here)
    {
        if (view is { IsCloudOwned: true, Writing: { IsAvailable: null } or null, WhyNotWritable: null })
            yield return new Finding(
                FindingSeverity.Warning,
                FindingCodes.AuthorityUnknown,
                "It could not be determined whether the console's application may write in Exchange Online; if "
                    + "it may not, nothing is written."
            );
        if (here.IsEmpty)
            yield break;
        if (view.Decision.Exchange == Authority.Unknown)
        {
            if (view.IsConnected && !IsOwnedHere(here, view.Decision))
                yield return Unowned(view, here);
            if (!view.IsConnected)
                yield return new Finding(
                    FindingSeverity.Info,
                    FindingCodes.AuthorityUnknown,
                    "No Microsoft 365 tenant is connected, so it is not known who owns this recipient; the "
                        + "change is made in Active Directory."
                );
        }
        else if (view is { Problem: { } problem, AsOf: { } at })
        {
            yield return new Finding(
                FindingSeverity.Warning,
                FindingCodes.AuthorityUnknown,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{problem} The owner of this recipient is shown as of {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC: "
                        + $"{view.Decision.Explanation}"
                )
            );
        }
        else if (view.Decision.Exchange == Authority.Pending)
        {
            yield return new Finding(
                view.Cloud is null ? FindingSeverity.Info : FindingSeverity.Warning,
                FindingCodes.AuthorityPending,
                view.Decision.Explanation
            );
        }
    }

    /// <summary>Returns true if every member is known to be owned by Active Directory.</summary>
    private static bool IsOwnedHere(RecipientEdit here, AuthorityDecision decision) =>
        decision.Identity != Authority.Unknown && here.Properties.All(p => p.Part == PropertyPart.Identity);

    /// <summary>
    /// Returns the finding for a connected tenant that has never reported the owner of the object. The change may
    /// succeed without effect, so it requires a confirmation.
    /// </summary>
    private static Finding Unowned(TenantView view, RecipientEdit here) =>
        new(
            here.Confirm.Contains(FindingCodes.AuthorityUnknown) ? FindingSeverity.Warning : FindingSeverity.Error,
            FindingCodes.AuthorityUnknown,
            $"{view.Problem ?? view.Decision.Explanation} If the cloud owns what is changed here, the change "
                + $"in Active Directory succeeds and has no effect. Try again when the tenant answers, or "
                + $"confirm {FindingCodes.AuthorityUnknown} to make it all the same."
        )
        {
            CanBeConfirmed = true,
        };

    private static Finding Where(bool isMixed, TenantView view) =>
        new(
            FindingSeverity.Info,
            FindingCodes.MadeInExchangeOnline,
            isMixed
                ? "The edit is made in two parts: first in Exchange Online what it owns, then in Active "
                    + "Directory the rest. Each part has a record of its own and can be taken back."
                : $"The change is made in Exchange Online, not in Active Directory. {view.Decision.Explanation}"
        );

    /// <summary>
    /// Returns a plan for each cmdlet, the recipient's first; a plan without changes if there is nothing to do.
    /// </summary>
    private static IReadOnlyList<ChangePlan> PlanInCloud(
        DirectoryEntry entry,
        RecipientEdit edit,
        ChangeFacts facts,
        TenantView view
    )
    {
        var effective = view.Effective(entry);
        var draft = new PlanDraft(effective);
        AddressRules.Apply(draft, edit, facts);
        AttributeRules.Apply(draft, edit, facts);
        UniquenessRules.Check(draft, facts, edit);
        foreach (var holder in facts.TenantHolders)
        {
            draft.Findings.Add(
                new Finding(
                    FindingSeverity.Error,
                    FindingCodes.AddressInUse,
                    $"{holder.Value} is taken by {holder.DisplayName} in Microsoft 365."
                )
                {
                    Member = EditMembers.AddAddresses,
                }
            );
        }

        var changes = AttributePropertyMapper.ToProperties(draft.Changes());
        var ofPerson = changes.Where(c => ExchangeOnlineProperties.OfPerson.Contains(c.Attribute)).ToArray();
        var ofRecipient = Part(view.Target!.Value, [.. changes.Except(ofPerson)], draft.Claims()) with // set when it is writable
        {
            Findings = [.. draft.Findings.Where(f => !OnPremisesOnly.Contains(f.Code))],
        };
        return ofPerson.Length == 0 ? [ofRecipient] : [ofRecipient, Part(view.PersonValues!.Target, ofPerson, [])];

        ChangePlan Part(TenantTarget target, IReadOnlyList<AttributeChange> of, IReadOnlyList<AddressClaim> claims) =>
            new()
            {
                TargetName = Recipient.NameOf(effective),
                Steps = TenantStep.For(new TenantObject(target) { Recipient = DirectoryObject.Of(entry) }, of, claims),
            };
    }
}
