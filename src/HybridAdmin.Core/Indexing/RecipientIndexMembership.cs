using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// Which objects the index keeps: users, contacts, groups and dynamic distribution groups; not computers, service and
/// trust accounts, nor what the system itself made (isCriticalSystemObject: krbtgt, Domain Users and the like).
/// </summary>
internal static class RecipientIndexMembership
{
    private const string Critical = "isCriticalSystemObject";
    private const string DynamicGroup = "msExchDynamicDistributionList";

    /// <summary>For a full load. By objectClass, which every directory answers alike and AD has indexed.</summary>
    public static LdapFilter Filter(DirectoryDescription description) =>
        LdapFilter.And(
            Classes(description, LdapFilter.And(Class("user"), LdapFilter.Not(Class("computer")))),
            LdapFilter.Not(LdapFilter.Equal(Critical, "TRUE"))
        );

    /// <summary>
    /// For deltas: wider, so that an object that no longer belongs is seen to leave. <see cref="Includes"/> decides.
    /// </summary>
    public static LdapFilter WideFilter(DirectoryDescription description) => Classes(description, Class("user"));

    /// <summary>
    /// What is asked of the directory: what the index keeps and what decides membership, as far as the schema has it.
    /// </summary>
    public static string[] Attributes(DirectoryDescription description) =>
        RecipientAttributes.ForIndex.Append(Critical).Where(description.HasAttribute).ToArray();

    /// <summary>What decides membership.</summary>
    public static string[] DecidingAttributes(DirectoryDescription description) =>
        new[] { RecipientAttributes.ObjectClass, RecipientAttributes.SamAccountName, Critical }
            .Where(description.HasAttribute)
            .ToArray();

    public static bool Includes(DirectoryEntry entry) =>
        (
            entry.IsOfClass("user")
            || entry.IsOfClass("group")
            || entry.IsOfClass("contact")
            || entry.IsOfClass(DynamicGroup)
        )
        && !entry.IsOfClass("computer")
        && entry.Flag("isDeleted") != true
        && entry.Flag(Critical) != true
        && entry.Text(RecipientAttributes.SamAccountName)?.EndsWith('$') != true;

    private static LdapFilter Classes(DirectoryDescription description, LdapFilter users) =>
        description.HasExchangeSchema
            ? LdapFilter.Or(users, Class("contact"), Class("group"), Class(DynamicGroup))
            : LdapFilter.Or(users, Class("contact"), Class("group"));

    private static LdapFilter Class(string name) => LdapFilter.Equal(RecipientAttributes.ObjectClass, name);
}
