using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Sandbox.Organization;

namespace HybridAdmin.Sandbox.Tenant.Sync;

/// <summary>
/// The scope of the synchronisation: the default rules of Entra Connect, and one organisational unit that is filtered
/// out.
/// </summary>
internal static class SyncScope
{
    /// <summary>
    /// Types that are never synchronised: system, plan, arbitration and discovery mailboxes, public folders.
    /// </summary>
    private const long SystemTypes = 0x21C07000;
    private const long RoleGroup = 0x40000000;

    /// <summary>The units that the administrator of the synchronisation excluded.</summary>
    public static IReadOnlyList<DistinguishedName> FilteredUnits { get; } = [Tailwind.ServiceAccounts];

    public static bool Contains(DirectoryEntry entry) => Exclusion(entry) is null;

    /// <summary>The reason why the object is not synchronised; null: it is.</summary>
    public static string? Exclusion(DirectoryEntry entry)
    {
        if (entry.Flag("isDeleted") == true)
            return "deleted";
        if (entry.Flag("isCriticalSystemObject") == true)
            return "critical system object";
        if (entry.Dn.Name.Contains("\nCNF:", StringComparison.Ordinal))
            return "replication victim";
        if (FilteredUnits.Any(entry.Dn.IsWithin))
            return "filtered organisational unit";
        if (entry.IsOfClass("user"))
            return UserExclusion(entry);
        if (entry.IsOfClass("contact"))
            return ContactExclusion(entry);
        return entry.IsOfClass("group") ? GroupExclusion(entry) : "class not synchronised";
    }

    private static string? UserExclusion(DirectoryEntry entry)
    {
        var account = entry.Text("sAMAccountName");
        var alias = entry.Text("mailNickname") ?? string.Empty;
        if (account is null)
            return "no sAMAccountName";
        if (
            account.Equals("SUPPORT_388945a0", StringComparison.OrdinalIgnoreCase)
            || Starts(account, "AAD_")
            || Starts(account, "MSOL_")
        )
            return "service account of the synchronisation";
        if (Starts(alias, "SystemMailbox{") || IsCas(account) || IsCas(alias))
            return "system mailbox";
        return ((entry.Number(RecipientAttributes.RecipientTypeDetails) ?? 0) & SystemTypes) != 0
            ? "system recipient type"
            : null;
    }

    private static string? ContactExclusion(DirectoryEntry entry)
    {
        if (!IsMailEnabled(entry))
            return "contact without mail";
        if (IsCas(entry.Text("mailNickname") ?? string.Empty))
            return "system contact";
        return
            entry.Text("displayName")?.Contains("(MSOL)", StringComparison.Ordinal) == true
            && entry.Flag(RecipientAttributes.HideFromAddressLists) == true
            ? "contact of another tenant"
            : null;
    }

    private static string? GroupExclusion(DirectoryEntry entry)
    {
        if (((entry.Number(RecipientAttributes.RecipientTypeDetails) ?? 0) & RoleGroup) != 0)
            return "role group";
        if (entry.Text("sAMAccountName") == "MSOL_AD_Sync_RichCoexistence")
            return "group of the synchronisation";
        var isSecurity = (entry.Number("groupType") ?? 0) < 0;
        if (!isSecurity && !IsMailEnabled(entry))
            return "distribution group without mail";
        return entry.Has("proxyAddresses") && !HasSmtp(entry) ? "group without an SMTP address" : null;
    }

    private static bool IsMailEnabled(DirectoryEntry entry) =>
        entry.Has("mail")
        && entry.Has("proxyAddresses")
        && (HasSmtp(entry) || entry.Text("mail")!.Contains('@', StringComparison.Ordinal));

    private static bool HasSmtp(DirectoryEntry entry) =>
        entry.Texts("proxyAddresses").Any(a => Starts(a, "SMTP:") && a.Contains('@', StringComparison.Ordinal));

    private static bool IsCas(string name) => Starts(name, "CAS_") && name.Contains('}', StringComparison.Ordinal);

    private static bool Starts(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);
}
