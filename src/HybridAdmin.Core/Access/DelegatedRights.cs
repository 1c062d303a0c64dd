using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Access;

/// <summary>A right that the service account needs in the directory: to write one property of recipients.</summary>
/// <param name="Slice">The part of the product that needs it, as permissions-active-directory.md groups them.</param>
/// <param name="Attribute">lDAPDisplayName.</param>
/// <param name="Purpose">What cannot be done without it.</param>
public sealed record DelegatedRight(string Slice, string Attribute, string Purpose)
{
    /// <summary>Groups and contacts do not have it.</summary>
    public bool IsForUsersOnly { get; init; }

    /// <summary>Whether objects of the class can have it.</summary>
    public bool AppliesTo(string objectClass) => !IsForUsersOnly || objectClass == "user";

    /// <summary>
    /// The dsacls command that grants it on a unit to objects of a class below: /I:S inherits to them only, WP writes
    /// the one property.
    /// </summary>
    public string Command(DistinguishedName unit, string objectClass, string account) =>
        $"dsacls \"{unit}\" /I:S /G \"{account}:WP;{Attribute};{objectClass}\"";
}

/// <summary>
/// All that the service account needs to write; reading is everybody's in Active Directory by default. One list for the
/// test of the rights, the documentation and the account of the tests; a new part of the product adds its lines here.
/// </summary>
public static class DelegatedRights
{
    /// <summary>
    /// The classes of objects that are edited; each right is granted for each of them that has the property.
    /// </summary>
    public static IReadOnlyList<string> Classes { get; } = ["user", "group", "contact"];

    public static IReadOnlyList<DelegatedRight> All { get; } =
    [
        new("Addresses", RecipientAttributes.ProxyAddresses, "adding, removing and choosing addresses"),
        new("Addresses", RecipientAttributes.Mail, "choosing the primary address"),
        new(
            "Addresses",
            RecipientAttributes.PoliciesExcluded,
            "choosing the primary address, which switches the address policy off"
        ),
        new(
            "Addresses",
            RecipientAttributes.PoliciesIncluded,
            "choosing the primary address, which switches the address policy off"
        ),
        new("Visibility", RecipientAttributes.HideFromAddressLists, "hiding and showing in address lists"),
        new("Names", RecipientAttributes.DisplayName, "changing display names"),
        new("Names", RecipientAttributes.MailNickname, "setting the alias"),
        new("Sign-in names", RecipientAttributes.UserPrincipalName, "changing UPN suffixes") { IsForUsersOnly = true },
        .. Enumerable
            .Range(1, RecipientAttributes.CustomAttributeCount)
            .Select(n => new DelegatedRight(
                "Custom attributes",
                RecipientAttributes.Custom(n),
                "changing custom attributes"
            )),
    ];

    /// <summary>
    /// Only where moved mailboxes are put right from here: not tested for, since most have no use for it.
    /// </summary>
    public static IReadOnlyList<DelegatedRight> AfterMove { get; } =
    [
        .. RecipientAttributes.OfRemoteMailbox.Select(a => new DelegatedRight(
            "After a move",
            a,
            "putting a mailbox's type and routing right after a move"
        )
        {
            IsForUsersOnly = true,
        }),
    ];
}
