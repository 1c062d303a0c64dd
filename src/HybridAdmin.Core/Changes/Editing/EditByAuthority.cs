using System.Globalization;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes;

/// <summary>
/// Works an edit out where each of its members is owned: in Active Directory, in Exchange Online, or in both, as two
/// steps of one plan. What can be written nowhere with effect is an error of its member, and then nothing of the edit
/// is written (RULES.md, Authority). Pure.
/// </summary>
internal static class EditByAuthority
{
    /// <summary>What is only true of Active Directory's attributes.</summary>
    private static readonly HashSet<string> OnPremisesOnly =
    [
        FindingCodes.PolicyOff,
        FindingCodes.MailFollows,
        FindingCodes.MailKept,
        FindingCodes.AliasWakes,
        FindingCodes.HiddenWithoutAlias,
        FindingCodes.NothingToDo,
    ];

    /// <param name="entry">As Active Directory has it.</param>
    public static ChangePlan Plan(DirectoryEntry entry, RecipientEdit edit, ChangeFacts facts, TenantView view)
    {
        var (here, there) = Split(edit, view.Decision);
        var findings = new List<Finding>(Elsewhere(there, view));
        if (there.UserPrincipalName is not null && view.WhyNotWritable is null)
        {
            findings.Add(
                new Finding(
                    FindingSeverity.Error,
                    FindingCodes.AuthorityElsewhere,
                    "The sign-in name is owned by the cloud, with the whole object, and the console does not "
                        + "write it there. Change it in the Entra admin center."
                )
                {
                    Member = "userPrincipalName",
                }
            );
        }

        if (there.RemoteMailbox is not null && view.WhyNotWritable is null)
        {
            findings.Add(
                new Finding(
                    FindingSeverity.Error,
                    FindingCodes.AuthorityElsewhere,
                    "The type and the routing of the mailbox are owned by the cloud, and it sets them "
                        + "itself: a change in Active Directory would have no effect."
                )
                {
                    Member = "remoteMailbox",
                }
            );
        }

        var isRefused = findings.Count > 0;
        findings.AddRange(About(view, here));

        var inDirectory = here.IsEmpty && !there.IsEmpty ? null : ChangePlanner.PlanInDirectory(entry, here, facts);
        var inCloud = there.IsEmpty || isRefused ? null : PlanInCloud(entry, there, facts, view);
        var parts = new[] { inCloud, inDirectory }.OfType<ChangePlan>().ToArray();
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

    /// <summary>The addresses that the edit would newly put on the object, wherever that is.</summary>
    public static IReadOnlyList<AddressClaim> ClaimsOf(DirectoryEntry entry, RecipientEdit edit, TenantView view)
    {
        var isThere = IsThere(view.Decision, RecipientAttributes.ProxyAddresses);
        return ChangePlanner.ClaimsOf(isThere ? view.Effective(entry) : entry, edit);
    }

    private static (RecipientEdit Here, RecipientEdit There) Split(RecipientEdit edit, AuthorityDecision decision)
    {
        return (Part(there: false), Part(there: true));

        RecipientEdit Part(bool there)
        {
            bool Goes(string attribute) => IsThere(decision, attribute) == there;
            var addresses = Goes(RecipientAttributes.ProxyAddresses);
            return edit with
            {
                AddAddresses = addresses ? edit.AddAddresses : [],
                RemoveAddresses = addresses ? edit.RemoveAddresses : [],
                PrimarySmtpAddress = addresses ? edit.PrimarySmtpAddress : null,
                HiddenFromAddressListsEnabled = Goes(RecipientAttributes.HideFromAddressLists)
                    ? edit.HiddenFromAddressListsEnabled
                    : null,
                CustomAttributes = Goes(RecipientAttributes.Custom(1))
                    ? edit.CustomAttributes
                    : new Dictionary<int, string?>(),
                Alias = Goes(RecipientAttributes.MailNickname) ? edit.Alias : null,
                DisplayName = Goes(RecipientAttributes.DisplayName) ? edit.DisplayName : null,
                UserPrincipalName = Goes(RecipientAttributes.UserPrincipalName) ? edit.UserPrincipalName : null,
                RemoteMailbox = Goes(RecipientAttributes.RecipientTypeDetails) ? edit.RemoteMailbox : null,
            };
        }
    }

    private static bool IsThere(AuthorityDecision decision, string attribute) =>
        decision.Of(attribute) is Authority.ExchangeOnline or Authority.Cloud;

    /// <summary>An error for each member that Exchange Online owns and the console cannot write there.</summary>
    private static IEnumerable<Finding> Elsewhere(RecipientEdit there, TenantView view) =>
        view.WhyNotWritable is not { } why
            ? []
            : MembersOf(there)
                .Select(m => new Finding(
                    FindingSeverity.Error,
                    FindingCodes.AuthorityElsewhere,
                    $"{m.Words} {(m.IsPlural ? "are" : "is")} owned by "
                        + $"{(view.Decision.Exchange == Authority.Cloud ? "the cloud, with the whole object" : "Exchange Online (IsExchangeCloudManaged)")}: "
                        + $"a change in Active Directory "
                        + $"would succeed and have no effect. {why}"
                )
                {
                    Member = m.Member,
                });

    private static IEnumerable<(string Member, string Words, bool IsPlural)> MembersOf(RecipientEdit edit)
    {
        if (edit.AddAddresses.Count > 0)
            yield return ("addAddresses", "The addresses", true);
        if (edit.RemoveAddresses.Count > 0)
            yield return ("removeAddresses", "The addresses", true);
        if (edit.PrimarySmtpAddress is not null)
            yield return ("primarySmtpAddress", "The primary address", false);
        if (edit.HiddenFromAddressListsEnabled is not null)
            yield return ("hiddenFromAddressListsEnabled", "The visibility in address lists", false);
        if (edit.CustomAttributes.Count > 0)
            yield return ("customAttributes", "The custom attributes", true);
        if (edit.Alias is not null)
            yield return ("alias", "The alias", false);
        if (edit.DisplayName is not null)
            yield return ("displayName", "The display name", false);
        if (edit.UserPrincipalName is not null)
            yield return ("userPrincipalName", "The sign-in name", false);
        if (edit.RemoteMailbox is not null)
            yield return ("remoteMailbox", "The type and the routing of the mailbox", true);
    }

    /// <summary>What is to be known of the authority itself.</summary>
    private static IEnumerable<Finding> About(TenantView view, RecipientEdit here)
    {
        if (view is { IsCloudOwned: true, Writing: { IsAvailable: null } or null, WhyNotWritable: null })
            yield return new Finding(
                FindingSeverity.Warning,
                FindingCodes.AuthorityUnknown,
                "Whether the console's application may write in Exchange Online could not be found out; if "
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
                    $"{problem} Who owns this recipient is told as of {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC: "
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

    /// <summary>Whether every member is known to be Active Directory's.</summary>
    private static bool IsOwnedHere(RecipientEdit here, AuthorityDecision decision) =>
        decision.Identity != Authority.Unknown
        && MembersOf(here).All(m => m.Member is "displayName" or "userPrincipalName");

    /// <summary>
    /// A connected tenant that has never said who owns the object: the change may succeed and do nothing, so somebody
    /// has to want it all the same.
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

    private static ChangePlan PlanInCloud(DirectoryEntry entry, RecipientEdit edit, ChangeFacts facts, TenantView view)
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
                    Member = "addAddresses",
                }
            );
        }

        return new ChangePlan
        {
            TargetName = Recipient.NameOf(effective),
            Steps = TenantStep.For(
                new TenantObject(view.Target!.Value) { Recipient = DirectoryObject.Of(entry) }, // writable: it has one
                CloudChanges.ToProperties(draft.Changes()),
                draft.Claims()
            ),
            Findings = [.. draft.Findings.Where(f => !OnPremisesOnly.Contains(f.Code))],
        };
    }
}
