using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// Defines the objects in the index: users, contacts, groups and dynamic distribution groups. Computers, service and
/// trust accounts, and objects created by the system (isCriticalSystemObject: krbtgt, Domain Users and others) are
/// excluded.
/// </summary>
internal static class RecipientIndexMembership
{
    private const string Critical = "isCriticalSystemObject";
    private const string DynamicGroup = "msExchDynamicDistributionList";

    /// <summary>
    /// The filter for a full load. It uses objectClass, which every directory supports in the same way and AD indexes.
    /// </summary>
    public static LdapFilter Filter(DirectoryDescription description) =>
        LdapFilter.And(
            Classes(description, LdapFilter.And(Class("user"), LdapFilter.Not(Class("computer")))),
            LdapFilter.Not(LdapFilter.Equal(Critical, "TRUE"))
        );

    /// <summary>
    /// The filter for deltas. It is wider, so that an object that no longer belongs to the index is noticed;
    /// <see cref="Includes"/> decides.
    /// </summary>
    public static LdapFilter WideFilter(DirectoryDescription description) => Classes(description, Class("user"));

    /// <summary>
    /// The attributes to request: those in the index and those that decide membership, if the schema defines them.
    /// </summary>
    public static string[] Attributes(DirectoryDescription description) =>
        RecipientAttributes.ForIndex.Append(Critical).Where(description.HasAttribute).ToArray();

    /// <summary>The attributes that decide membership.</summary>
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
