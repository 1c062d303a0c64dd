using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Lifecycle.Switching;

/// <summary>All that is to be known before the authority over a mailbox is switched.</summary>
public sealed record AuthoritySwitchFacts
{
    /// <summary>As Active Directory has it.</summary>
    public required DirectoryEntry Entry { get; init; }

    public required TenantView View { get; init; }

    /// <summary>The values in Exchange Online, live, whoever owns them; null: not read.</summary>
    public TenantValues? Values { get; init; }

    /// <summary>Null: the tenant did not say.</summary>
    public TenantDescription? Tenant { get; init; }

    /// <summary>Null: it could not be read.</summary>
    public ExchangeOrganizationConfig? Organization { get; init; }

    /// <summary>
    /// When this console last wrote the recipient in Active Directory; null: never, as far as the log knows.
    /// </summary>
    public DateTimeOffset? LastChange { get; init; }

    /// <summary>Now, by our clock.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>One value that differs between the two sides.</summary>
/// <param name="Property">Exchange's name.</param>
public sealed record AuthorityDifference(
    string Property,
    IReadOnlyList<string> OnPremises,
    IReadOnlyList<string> Cloud
);

/// <summary>
/// The review of a switch: what would be done, what stands in its way, and what becomes of the values.
/// </summary>
/// <param name="ToCloud">True: Exchange Online is to own the Exchange attributes; false: Active Directory
/// again.</param>
/// <param name="Plan">One Set-Mailbox, with the values of both sides recorded beside it.</param>
public sealed record AuthoritySwitch(bool ToCloud, ChangePlan Plan)
{
    /// <summary>What whoever switches types: the primary address.</summary>
    public required string Confirmation { get; init; }

    /// <summary>
    /// On the way back these are overwritten in the cloud by Active Directory's; on the way there they are what the two
    /// sides differ in already.
    /// </summary>
    public IReadOnlyList<AuthorityDifference> Differences { get; init; } = [];

    /// <summary>The present values of both sides, as JSON to be kept.</summary>
    public required string Backup { get; init; }
}

/// <summary>
/// What Exchange attribute write-back takes along, when it is configured (Entra Cloud Sync: EXO to AD attribute sync).
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
