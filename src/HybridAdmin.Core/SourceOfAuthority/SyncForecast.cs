using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.SourceOfAuthority;

/// <summary>The known filters of the synchronisation.</summary>
/// <param name="SyncedUnits">Directory:SyncedOrganizationalUnits; empty if not known.</param>
/// <param name="HasExchangeSchema">True if the schema has Exchange attributes; otherwise none of them is
/// synchronised.</param>
/// <param name="Members">The number of members of a group; null if not known or not a group.</param>
public sealed record SyncScope(
    IReadOnlyList<DistinguishedName> SyncedUnits,
    bool HasExchangeSchema,
    int? Members = null
);

/// <summary>
/// The forecast of an object's synchronisation and the resulting cloud object, by Entra Connect's default rules
/// (RULES.md, What synchronises).
/// </summary>
/// <param name="WillSync">True if the object will synchronise; null if the known rules allow it but filters are not
/// known.</param>
/// <param name="As">The resulting object, e.g. "mail user with a cloud mailbox"; null if the object will not
/// synchronise.</param>
/// <param name="Sentences">The reasons and notes, to be shown in order.</param>
public sealed record SyncForecast(bool? WillSync, string? As, IReadOnlyList<string> Sentences)
{
    /// <summary>
    /// Public folder, system attendant, system mailbox, MicrosoftExchange, arbitration, mailbox plan, discovery.
    /// </summary>
    private const long ExcludedTypes = 0x21C07000;

    /// <summary>The limit for the number of group members; groups stay below it (v2 endpoint).</summary>
    private const int MemberLimit = 250_000;

    private const long RoleGroup = 0x40000000;
    private const long SecurityGroup = unchecked((int)0x80000000);

    /// <summary>The attributes to request in addition to those of a recipient's page.</summary>
    public static IReadOnlyList<string> Attributes { get; } =
    ["isCriticalSystemObject", "groupType", RecipientAttributes.UserAccountControl];

    public static SyncForecast Of(DirectoryEntry entry, SyncScope scope)
    {
        var exclusion = Exclusion(entry, scope);
        if (exclusion is not null)
            return new SyncForecast(false, null, [exclusion]);

        var notes = new List<string>();
        if (scope.SyncedUnits.Count == 0)
            notes.Add(
                "Which organisational units are synchronised is not known "
                    + "(Directory:SyncedOrganizationalUnits), and custom filters may leave the object out."
            );
        var hasAlias = entry.Has(RecipientAttributes.MailNickname);
        if (!scope.HasExchangeSchema)
            notes.Add("The directory has no Exchange schema: no Exchange attribute reaches the cloud.");
        else if (!hasAlias)
            notes.Add(
                "It has no alias (mailNickname), so none of its Exchange attributes reaches the cloud: not "
                    + "hiding, not types, not custom attributes."
            );
        if (entry.IsOfClass("user") && (entry.Number(RecipientAttributes.UserAccountControl) & 2) == 2)
            notes.Add("The account is disabled; that does not keep it from synchronising.");
        if (Type(entry) == (long)RecipientTypeDetails.LinkedMailbox)
            notes.Add(
                "A linked mailbox brings its Exchange attributes only; sign-in data comes from the account's forest."
            );
        return new SyncForecast(
            scope.SyncedUnits.Count == 0 ? null : true,
            Words(entry, hasAlias && scope.HasExchangeSchema),
            notes
        );
    }

    private static string? Exclusion(DirectoryEntry entry, SyncScope scope)
    {
        if (scope.SyncedUnits.Count > 0 && !scope.SyncedUnits.Any(entry.Dn.IsWithin))
            return $"It lies in {entry.Dn.Parent}, which is not among the synchronised organisational units.";
        if (entry.Flag("isCriticalSystemObject") == true)
            return "It is a critical system object of the directory (isCriticalSystemObject).";
        if (entry.Dn.Name.Contains("\nCNF:", StringComparison.Ordinal))
            return "It is the loser of a replication conflict (CNF in its name).";
        if (entry.IsOfClass("msExchDynamicDistributionList"))
            return "Dynamic distribution groups are never synchronised.";
        if (entry.IsOfClass("group"))
            return GroupExclusion(entry, scope.Members);
        return entry.IsOfClass("contact") ? ContactExclusion(entry) : UserExclusion(entry);
    }

    private static string? UserExclusion(DirectoryEntry entry)
    {
        var account = entry.Text(RecipientAttributes.SamAccountName);
        var alias = entry.Text(RecipientAttributes.MailNickname);
        if (account is null)
            return "It has no sAMAccountName.";
        if (
            Begins(account, "AAD_")
            || Begins(account, "MSOL_")
            || account.Equals("SUPPORT_388945a0", StringComparison.OrdinalIgnoreCase)
        )
            return $"{account} is an account of the synchronisation or of Windows itself.";
        if (Begins(alias, "SystemMailbox{"))
            return "It is a system mailbox.";
        if (IsCas(account) || IsCas(alias))
            return "It is an account of Exchange's client access (CAS_).";
        return (Type(entry) & ExcludedTypes) != 0
            ? $"Its type (msExchRecipientTypeDetails {Type(entry)}) is one of Exchange's system types."
            : null;
    }

    private static string? ContactExclusion(DirectoryEntry entry)
    {
        if (MailExclusion(entry, "A contact") is { } missing)
            return missing;
        if (
            entry.Text(RecipientAttributes.DisplayName)?.Contains("(MSOL)", StringComparison.Ordinal) == true
            && entry.Flag(RecipientAttributes.HideFromAddressLists) == true
        )
            return "It is a hidden contact made by the synchronisation itself (MSOL).";
        return IsCas(entry.Text(RecipientAttributes.MailNickname))
            ? "It is an object of Exchange's client access (CAS_)."
            : null;
    }

    private static string? GroupExclusion(DirectoryEntry entry, int? members)
    {
        if (members >= MemberLimit)
            return $"It has {members} members; groups synchronise below {MemberLimit}.";
        if ((Type(entry) & RoleGroup) != 0)
            return "It is a role group of Exchange.";
        if (entry.Text(RecipientAttributes.SamAccountName) == "MSOL_AD_Sync_RichCoexistence")
            return "It belongs to the synchronisation itself.";
        var isSecurity = ((entry.Number("groupType") ?? 0) & SecurityGroup) != 0;
        if (!isSecurity)
            return MailExclusion(entry, "A distribution group");
        return entry.Has(RecipientAttributes.ProxyAddresses) && !HasSmtp(entry)
            ? "It has proxyAddresses, but none of them is an SMTP address."
            : null;
    }

    private static string? MailExclusion(DirectoryEntry entry, string what)
    {
        if (!entry.Has(RecipientAttributes.Mail))
            return $"{what} needs mail to synchronise, and it has none.";
        if (!entry.Has(RecipientAttributes.ProxyAddresses))
            return $"{what} needs proxyAddresses to synchronise, and it has none.";
        return
            entry
                .Texts(RecipientAttributes.ProxyAddresses)
                .Any(p => ProxyAddress.IsPrimarySmtpText(p) && p.Contains('@', StringComparison.Ordinal))
            || entry.Text(RecipientAttributes.Mail)!.Contains('@', StringComparison.Ordinal)
            ? null
            : $"{what} needs an address with @ to synchronise.";
    }

    private static string Words(DirectoryEntry entry, bool exchangeFlows)
    {
        if (entry.IsOfClass("contact"))
            return "mail contact";
        if (entry.IsOfClass("group"))
        {
            var isSecurity = ((entry.Number("groupType") ?? 0) & SecurityGroup) != 0;
            return !isSecurity ? "distribution group"
                : entry.Has(RecipientAttributes.Mail) ? "mail-enabled security group"
                : "security group without mail";
        }

        var type = (RecipientTypeDetails)Type(entry);
        if (!exchangeFlows || !entry.Has(RecipientAttributes.RecipientTypeDetails))
            return "user; a licence with Exchange gives a mailbox";
        return type.IsRemoteMailbox()
                ? $"{type.Words().Replace("Remote ", string.Empty, StringComparison.Ordinal)} in Exchange Online"
            : type
                is RecipientTypeDetails.UserMailbox
                    or RecipientTypeDetails.SharedMailbox
                    or RecipientTypeDetails.RoomMailbox
                    or RecipientTypeDetails.EquipmentMailbox
                    or RecipientTypeDetails.LinkedMailbox
                ? "mail user; the mailbox stays on-premises"
            : "mail user";
    }

    private static long Type(DirectoryEntry entry) => entry.Number(RecipientAttributes.RecipientTypeDetails) ?? 0;

    private static bool HasSmtp(DirectoryEntry entry) =>
        entry.Texts(RecipientAttributes.ProxyAddresses).Any(p => ProxyAddress.FromStored(p).IsSmtp);

    private static bool IsCas(string? name) => Begins(name, "CAS_") && name!.Contains('}', StringComparison.Ordinal);

    private static bool Begins(string? text, string prefix) =>
        text?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true;
}
