using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>
/// Decides whether an actor may change an object in a given way. Every use case that writes checks it, regardless of
/// what the page shows.
/// </summary>
public static class EditPolicy
{
    /// <summary>Returns the reason for refusing the edit as a sentence to show; null if it is allowed.</summary>
    public static string? Refusal(Actor actor, DirectoryEntry entry, RecipientEdit edit) =>
        RefusalForObject(actor, entry)
        ?? edit.Properties.Where(p => !actor.May(p.Permission))
            .Select(p => NotForRole(actor, p.Action))
            .FirstOrDefault();

    /// <summary>
    /// Returns the reason for refusing a change given by attributes, such as a revert, as a sentence to show; null if
    /// it is allowed.
    /// </summary>
    public static string? Refusal(Actor actor, DirectoryEntry entry, IReadOnlyList<AttributeChange> changes) =>
        RefusalForObject(actor, entry)
        ?? changes
            .Select(c => Needed(ExchangeOnlineProperties.AttributeOf(c.Attribute) ?? c.Attribute))
            .Where(n => !actor.May(n.Permission))
            .Select(n => NotForRole(actor, n.What))
            .FirstOrDefault();

    /// <summary>
    /// Returns the reason why the actor may not change the object at all: its location, its protection or its kind.
    /// Null if there is none.
    /// </summary>
    public static string? RefusalForObject(Actor actor, DirectoryEntry entry)
    {
        if (!actor.May(Permission.EditAddresses))
            return NotForRole(actor, "change recipients");
        if (!actor.Covers(entry.Dn))
            // The actor may not learn its name.
            return "The recipient lies outside the organisational units that your role covers.";
        if (entry.Number(RecipientAttributes.AdminCount) is > 0 && !actor.May(Permission.EditProtectedAccounts))
        {
            return $"{Recipient.NameOf(entry)} is a protected account (adminCount = 1): Active Directory "
                + $"guards administrators' accounts, and a changed address or name "
                + "could be used to take one over. Only an Administrator of this console may change it.";
        }

        return
            RecipientTypes.Classify(entry) == RecipientTypeDetails.MailUniversalSecurityGroup
            && !actor.May(Permission.EditSecurityGroups)
            ? $"{Recipient.NameOf(entry)} is a mail-enabled security group: it gives access, so it is not "
                + $"for the role {actor.Role.Words()}."
            : null;
    }

    private static (Permission Permission, string What) Needed(string attribute) =>
        RecipientProperties.OfAttribute(attribute) is { } property ? (property.Permission, property.Action)
        : attribute is ExchangeOnlineProperties.IsExchangeCloudManaged or ExchangeOnlineProperties.IsCloudManaged
            ? (Permission.SwitchAuthority, "switch who owns a mailbox's Exchange attributes")
        : Needed(RecipientAttributes.Custom(1));

    private static string NotForRole(Actor actor, string what) => $"The role {actor.Role.Words()} may not {what}.";
}
