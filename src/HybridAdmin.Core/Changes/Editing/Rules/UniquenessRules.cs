using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Changes.Editing.Rules;

/// <summary>
/// Checks that an address belongs to only one object of the forest. The object itself is exempt (UPN = primary = mail
/// is normal). A contact's target address causes a warning, as does mail of an account that the synchronisation does
/// not include (RULES.md, Uniqueness).
/// </summary>
internal static class UniquenessRules
{
    public static void Check(PlanDraft draft, ChangeFacts facts, RecipientEdit edit)
    {
        foreach (var claim in draft.Claims())
        {
            var member =
                claim.Address.Value.Equals(draft.NewUserPrincipalName, StringComparison.OrdinalIgnoreCase)
                    ? EditMembers.UserPrincipalName
                : edit.PrimarySmtpAddress is { } primary
                && claim.Address.Value.Equals(primary, StringComparison.OrdinalIgnoreCase)
                    ? EditMembers.PrimarySmtpAddress
                : EditMembers.AddAddresses;
            foreach (var finding in claim.JudgeAll(facts.Holders, facts))
                draft.Findings.Add(finding with { Member = member });
        }

        draft.Findings.AddRange(NotSearched(draft.Claims(), facts));
    }

    /// <summary>Returns findings for the domains that were not searched, where an address may be in use.</summary>
    internal static IEnumerable<Finding> NotSearched(IReadOnlyList<AddressClaim> claims, ChangeFacts facts) =>
        claims.Count == 0
            ? []
            : facts.Directory.UnservedDomains.Select(d => new Finding(
                FindingSeverity.Warning,
                FindingCodes.DomainNotSearched,
                $"Whether somebody in {d.DnsName} has the address is not known. {d.NotServedWords}"
            ));

    /// <summary>Returns the most severe finding for each object that holds the address.</summary>
    internal static IEnumerable<Finding> JudgeAll(
        this AddressClaim claim,
        IReadOnlyList<AddressHolder> holders,
        ChangeFacts facts
    ) =>
        holders
            .Where(h => Holds(h, claim))
            .GroupBy(h => h.Id)
            .Select(o => o.Select(h => Judge(claim, h, facts)).MinBy(f => f.Severity)!);

    private static Finding Judge(AddressClaim claim, AddressHolder holder, ChangeFacts facts)
    {
        var address = claim.Address.Value;
        if (holder is { Attribute: RecipientAttributes.TargetAddress, IsContact: true })
        {
            return new Finding(
                FindingSeverity.Warning,
                FindingCodes.TargetOfContact,
                $"{Contact(holder, facts)} sends mail to {address} as its external address."
            )
            {
                Holder = facts.Shown(holder),
            };
        }

        if (holder.Attribute == RecipientAttributes.Mail && holder.Dn is { } dn && !facts.IsInSyncScope(dn))
        {
            return new Finding(
                FindingSeverity.Warning,
                FindingCodes.MailOutsideSync,
                $"{Capital(facts.NameOf(holder))}, whom the synchronisation does not take, has {address} in "
                    + $"its mail attribute."
            )
            {
                Holder = facts.Shown(holder),
            };
        }

        return new Finding(
            FindingSeverity.Error,
            FindingCodes.AddressInUse,
            $"{address} is taken by {facts.NameOf(holder)} ({WordsFor(holder)})."
        )
        {
            Holder = facts.Shown(holder),
        };
    }

    /// <summary>Describes the attribute by which the holder has the address.</summary>
    public static string WordsFor(AddressHolder holder) =>
        holder.Attribute switch
        {
            RecipientAttributes.ProxyAddresses => ProxyAddress.FromStored(holder.Value)
                is { IsSmtp: true, IsPrimary: true }
                ? "primary address"
                : "alias",
            RecipientAttributes.Mail => "mail attribute",
            RecipientAttributes.UserPrincipalName => "sign-in name",
            RecipientAttributes.TargetAddress => "target address",
            RecipientAttributes.LegacyExchangeDN => "legacyExchangeDN",
            _ => holder.Attribute,
        };

    private static string Contact(AddressHolder holder, ChangeFacts facts) =>
        facts.Shown(holder) is { } contact
            ? $"The contact {contact.DisplayName}"
            : "A contact outside your organisational units";

    /// <summary>Capitalises a name at the beginning of a sentence.</summary>
    internal static string Capital(string name) =>
        name.StartsWith("an object ", StringComparison.Ordinal) ? "An" + name[2..] : name;

    private static bool Holds(AddressHolder holder, AddressClaim claim) =>
        holder.Value.Equals(claim.Address.Text, StringComparison.OrdinalIgnoreCase)
        || (
            holder.Value.Equals(claim.Address.Value, StringComparison.OrdinalIgnoreCase)
            && holder.Attribute != RecipientAttributes.ProxyAddresses
        );
}
