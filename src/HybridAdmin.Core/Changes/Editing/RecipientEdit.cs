using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes;

/// <summary>
/// What somebody wants of a recipient. Each member is optional; null or empty means "leave alone". Texts are as given,
/// unchecked: the planner checks.
/// </summary>
public sealed record RecipientEdit
{
    /// <summary>
    /// Addresses to add; without a type prefix they are SMTP. "SMTP:" in capitals asks for the primary, as with
    /// Exchange's cmdlets.
    /// </summary>
    public IReadOnlyList<string> AddAddresses { get; init; } = [];

    public IReadOnlyList<string> RemoveAddresses { get; init; } = [];

    /// <summary>
    /// The address to become primary; added if it is not there. The former primary stays as an alias.
    /// </summary>
    public string? PrimarySmtpAddress { get; init; }

    public bool? HiddenFromAddressListsEnabled { get; init; }

    /// <summary>By number, 1 to 15; null or empty removes the value.</summary>
    public IReadOnlyDictionary<int, string?> CustomAttributes { get; init; } = new Dictionary<int, string?>();

    /// <summary>mailNickname.</summary>
    public string? Alias { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>The sign-in name, user@suffix; users only.</summary>
    public string? UserPrincipalName { get; init; }

    /// <summary>
    /// The object as a remote mailbox, after a move that the server on-premises did not finish; not offered by the API.
    /// </summary>
    public RemoteMailboxValues? RemoteMailbox { get; init; }

    /// <summary>Why: a sentence or a ticket number, for the audit log.</summary>
    public string? Reason { get; init; }

    /// <summary>Codes of findings that the person has seen and accepts (decision 0003).</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty =>
        AddAddresses.Count == 0
        && RemoveAddresses.Count == 0
        && PrimarySmtpAddress is null
        && HiddenFromAddressListsEnabled is null
        && CustomAttributes.Count == 0
        && Alias is null
        && DisplayName is null
        && UserPrincipalName is null
        && RemoteMailbox is null;
}
