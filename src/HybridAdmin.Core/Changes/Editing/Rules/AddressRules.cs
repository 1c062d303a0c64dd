using HybridAdmin.Core.Access;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Changes.Editing.Rules;

/// <summary>
/// Applies an edit to proxyAddresses and mail (RULES.md, Addresses, Routing, Policy): there is one primary address, the
/// former one stays as an alias, mail follows the primary address, and other types are preserved. Without facts, only
/// the addresses are planned.
/// </summary>
internal static class AddressRules
{
    public static void Apply(PlanDraft draft, RecipientEdit edit, ChangeFacts? facts)
    {
        var primary = edit.PrimarySmtpAddress;
        var additions = Read(draft, edit.AddAddresses, EditMembers.AddAddresses);
        foreach (var asked in additions.Where(a => a.IsPrimarySmtp))
        {
            if (primary is not null && !primary.Equals(asked.Value, StringComparison.OrdinalIgnoreCase))
                draft.Error(
                    FindingCodes.Invalid,
                    $"Only one address can be the primary: {primary} and {asked.Value} are both requested.",
                    EditMembers.AddAddresses
                );
            primary ??= asked.Value;
        }

        if (additions.Count > 0 || primary is not null)
            KeepMailAsPrimary(draft, primary);
        foreach (var address in additions)
            Add(draft, edit, facts, address.IsSmtp ? address.AsPrimary(false) : address, EditMembers.AddAddresses);
        if (primary is not null)
            MakePrimary(draft, edit, facts, primary);
        else
            EnsurePrimary(draft);
        Remove(draft, edit, facts);
        if (facts is not null && draft.Changes().Any(c => c.Attribute == RecipientAttributes.ProxyAddresses))
            AddressAdvisories.Add(draft);
    }

    private static List<ProxyAddress> Read(PlanDraft draft, IReadOnlyList<string> texts, string member)
    {
        var read = new List<ProxyAddress>();
        foreach (var text in texts)
        {
            if (!ProxyAddress.TryParse(text, out var address, out var problem))
                draft.Error(FindingCodes.Invalid, $"\"{Shown(text)}\": {problem}", member);
            else if (read.Any(a => a.IsSameAddressAs(address)))
                draft.Info(FindingCodes.AddressPresent, $"{address.Value} is named twice; it is added once.", member);
            else
                read.Add(address);
        }

        return read;
    }

    /// <summary>
    /// Ensures that the first address added to an object that has only mail also writes SMTP: + mail; otherwise the
    /// cloud loses the primary address (RULES.md).
    /// </summary>
    private static void KeepMailAsPrimary(PlanDraft draft, string? newPrimary)
    {
        if (draft.Addresses.HasSmtp || draft.Entry.Text(RecipientAttributes.Mail) is not { } mail)
            return;
        if (newPrimary is not null && newPrimary.Equals(mail, StringComparison.OrdinalIgnoreCase))
            return;
        draft.Addresses.Add(ProxyAddress.Smtp(mail, newPrimary is null));
        draft.Info(
            FindingCodes.MailKept,
            $"The recipient had {mail} only in the mail attribute. It is written to proxyAddresses too, so "
                + $"that the cloud keeps it{(newPrimary is null ? " as the primary address" : string.Empty)}.",
            null
        );
    }

    private static void Add(
        PlanDraft draft,
        RecipientEdit edit,
        ChangeFacts? facts,
        ProxyAddress address,
        string member
    )
    {
        if (draft.Addresses.Contains(address))
        {
            draft.Info(
                FindingCodes.AddressPresent,
                $"{address.Value} is already one of this recipient's addresses.",
                member
            );
            return;
        }

        // A second primary of the same type (SIP, X500 ...) would be as wrong as a second primary SMTP address.
        if (
            !address.IsSmtp
            && address.IsPrimary
            && draft.Addresses.Any(a => a.Kind == address.Kind && a.Kind != ProxyAddressKind.X500 && a.IsPrimary)
        )
            address = address.AsPrimary(false);
        draft.Addresses.Add(address);
        if (facts is not null && address.IsSmtp)
            CheckDomain(draft, edit, facts, address, member);
    }

    private static void MakePrimary(PlanDraft draft, RecipientEdit edit, ChangeFacts? facts, string text)
    {
        if (!SmtpAddress.TryParse(ProxyAddress.WithoutSmtpPrefix(text), out var address, out var problem))
        {
            draft.Error(FindingCodes.Invalid, $"\"{Shown(text)}\": {problem}", EditMembers.PrimarySmtpAddress);
            return;
        }

        var wanted = ProxyAddress.Smtp(address.Text, true);
        if (draft.Addresses.MakePrimary(wanted) && facts is not null)
            CheckDomain(draft, edit, facts, wanted, EditMembers.PrimarySmtpAddress);

        var writesPrimary = !draft
            .Entry.Texts(RecipientAttributes.ProxyAddresses)
            .Contains(wanted.Text, StringComparer.Ordinal);
        if (!string.Equals(draft.Entry.Text(RecipientAttributes.Mail), address.Text, StringComparison.Ordinal))
        {
            draft.Set(RecipientAttributes.Mail, address.Text);
            if (!writesPrimary && facts is not null)
                draft.Info(
                    FindingCodes.MailFollows,
                    $"The mail attribute differed from the primary address and now follows it: {address.Text}.",
                    EditMembers.PrimarySmtpAddress
                );
        }

        if (writesPrimary && facts is not null)
            SwitchPolicyOff(draft, facts);
    }

    /// <summary>
    /// Prevents a remaining Exchange server from rewriting a primary address that the console sets: writes the sentinel
    /// to msExchPoliciesExcluded and clears msExchPoliciesIncluded (KB 318072). Only if a primary address is written;
    /// adding an alias leaves both unchanged (RULES.md).
    /// </summary>
    private static void SwitchPolicyOff(PlanDraft draft, ChangeFacts facts)
    {
        if (!facts.Directory.HasAttribute(RecipientAttributes.PoliciesExcluded))
            return;
        var wasOn = new Recipient(draft.Entry).EmailAddressPolicyEnabled;
        if (wasOn)
            draft.Set(
                RecipientAttributes.PoliciesExcluded,
                [.. draft.Entry.Values(RecipientAttributes.PoliciesExcluded), Recipient.PolicySentinel]
            );
        if (draft.Entry.Has(RecipientAttributes.PoliciesIncluded))
            draft.Set(RecipientAttributes.PoliciesIncluded);
        if (wasOn)
        {
            draft.Info(
                FindingCodes.PolicyOff,
                "The e-mail address policy is switched off for this recipient, so that a remaining Exchange "
                    + "server does not change the primary address back.",
                EditMembers.PrimarySmtpAddress
            );
        }
    }

    /// <summary>
    /// Makes the first SMTP address of an object without any the primary address, and sets mail to it.
    /// </summary>
    private static void EnsurePrimary(PlanDraft draft)
    {
        if (draft.HadSmtp || draft.Addresses.EnsurePrimary() is not { } first)
            return;
        draft.Set(RecipientAttributes.Mail, first.Value);
        draft.Info(
            FindingCodes.FirstAddress,
            $"{first.Value} is the recipient's first address and becomes the primary one.",
            EditMembers.AddAddresses
        );
    }

    private static void Remove(PlanDraft draft, RecipientEdit edit, ChangeFacts? facts)
    {
        foreach (var text in edit.RemoveAddresses)
        {
            if (draft.Addresses.Find(text) is not { } address)
            {
                draft.Info(
                    FindingCodes.AddressAbsent,
                    $"{Shown(text)} is not one of this recipient's addresses.",
                    EditMembers.RemoveAddresses
                );
                continue;
            }

            if (address.IsPrimarySmtp && draft.Addresses.PrimarySmtpAddresses.Count == 1)
            {
                draft.Error(
                    FindingCodes.PrimaryNeeded,
                    $"{address.Value} is the primary address. Make another one the primary first.",
                    EditMembers.RemoveAddresses
                );
                continue;
            }

            if (facts is not null && ProtectionOf(draft, address) is { } why)
            {
                draft.Confirmable(
                    facts.Actor.May(Permission.EditProtectedAddresses),
                    edit,
                    FindingCodes.AddressProtected,
                    $"{address.Value} is protected: {why}",
                    EditMembers.RemoveAddresses
                );
            }

            draft.Addresses.Remove(address);
        }
    }

    private static string? ProtectionOf(PlanDraft draft, ProxyAddress address) =>
        address.Kind switch
        {
            ProxyAddressKind.X500 =>
                "replies to old messages and cached recipients find the mailbox by it, and write-back from "
                    + "the cloud would add its own again.",
            _ when Recipient.IsRouting(draft.Entry, address) =>
                "mail from on-premises reaches the cloud mailbox by it.",
            _ => null,
        };

    private static void CheckDomain(
        PlanDraft draft,
        RecipientEdit edit,
        ChangeFacts facts,
        ProxyAddress address,
        string member
    )
    {
        var known = facts.Domains.Where(d => d.Covers(address.Domain)).ToArray();
        if (known.Any(d => d.IsAccepted))
            return;
        if (known.Length > 0)
        {
            draft.Warn(
                FindingCodes.DomainUnconfirmed,
                $"{address.Domain} is in use here, but neither the settings nor the Exchange organisation "
                    + $"name it as accepted. The cloud drops the address unless the tenant has verified the "
                    + $"domain.",
                member
            );
            return;
        }

        draft.Confirmable(
            facts.Actor.May(Permission.UseUnacceptedDomains),
            edit,
            FindingCodes.DomainNotAccepted,
            $"{address.Domain} is not an accepted domain: mail to {address.Value} would not arrive, and the "
                + $"cloud drops the address unless the tenant has verified the domain.",
            member
        );
    }

    private static string Shown(string text) => text.Length <= 80 ? text : text[..77] + "...";
}
