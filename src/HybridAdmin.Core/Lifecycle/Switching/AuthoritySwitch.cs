using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Lifecycle.Switching;

/// <summary>The facts needed before the authority over a mailbox is switched.</summary>
public sealed record AuthoritySwitchFacts
{
    /// <summary>The recipient in Active Directory.</summary>
    public required DirectoryEntry Entry { get; init; }

    public required TenantView View { get; init; }

    /// <summary>The values in Exchange Online, read live, whoever owns them; null if not read.</summary>
    public TenantValues? Values { get; init; }

    /// <summary>Null if the tenant did not return it.</summary>
    public TenantDescription? Tenant { get; init; }

    /// <summary>Null if it could not be read.</summary>
    public ExchangeOrganizationConfig? Organization { get; init; }

    /// <summary>
    /// The time of this console's last write to the recipient in Active Directory; null if the log has none.
    /// </summary>
    public DateTimeOffset? LastChange { get; init; }

    /// <summary>The present time by the console's clock.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>One value that differs between the two sides.</summary>
/// <param name="Property">Exchange's name.</param>
public sealed record AuthorityDifference(
    string Property,
    IReadOnlyList<string> OnPremises,
    IReadOnlyList<string> Cloud
);

/// <summary>The review of a switch: the planned change, the obstacles and the effect on the values.</summary>
/// <param name="ToCloud">True if Exchange Online is to own the Exchange attributes; false to return them to Active
/// Directory.</param>
/// <param name="Plan">One Set-Mailbox, with the values of both sides recorded with it.</param>
public sealed record AuthoritySwitch(bool ToCloud, ChangePlan Plan)
{
    /// <summary>The primary address, which the person types to confirm the switch.</summary>
    public required string Confirmation { get; init; }

    /// <summary>
    /// The values that differ. A switch back overwrites them in the cloud with those of Active Directory; for a switch
    /// to the cloud they are the differences that already exist.
    /// </summary>
    public IReadOnlyList<AuthorityDifference> Differences { get; init; } = [];

    /// <summary>The present values of both sides, as JSON to be stored.</summary>
    public required string Backup { get; init; }
}

/// <summary>
/// The attributes that Exchange attribute write-back includes, if it is configured (Entra Cloud Sync: EXO to AD
/// attribute sync).
/// </summary>
public static class AuthorityWriteBack
{
    public static IReadOnlyList<string> WrittenBack { get; } =
    [
        "mail",
        "proxyAddresses",
        "extensionAttribute1 to 15",
        "msExchExtensionCustomAttribute1 to 5",
        "msExchRecipientDisplayType",
        "msExchRecipientTypeDetails",
    ];

    public static IReadOnlyList<string> NotWrittenBack { get; } =
    [
        "mailNickname",
        "msExchHideFromAddressLists",
        "altRecipient (forwarding)",
        "authOrig and unauthOrig",
        "dLMemSubmitPerms and dLMemRejectPerms",
    ];
}
