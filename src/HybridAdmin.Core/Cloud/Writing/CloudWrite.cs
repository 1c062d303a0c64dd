namespace HybridAdmin.Core.Cloud;

/// <summary>One cmdlet, or one request to Microsoft Graph, that changes the tenant. Sent once.</summary>
public abstract record CloudWrite(CloudTarget Target);

/// <summary>Set-Mailbox, Set-MailUser, Set-DistributionGroup or Set-MailContact; null members are not sent.</summary>
public sealed record SetRecipient(CloudTarget Target) : CloudWrite(Target)
{
    public EmailAddressesWrite? EmailAddresses { get; init; }

    public bool? HiddenFromAddressListsEnabled { get; init; }

    public string? Alias { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>By number, 1 to 15; null takes the value away.</summary>
    public IReadOnlyDictionary<int, string?> CustomAttributes { get; init; } = new Dictionary<int, string?>();

    /// <summary>
    /// Texts of Set-User and Set-Contact by parameter; null takes the value away.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Texts { get; init; } = new Dictionary<string, string?>();

    /// <summary>Of mailboxes: who owns their Exchange attributes.</summary>
    public bool? IsExchangeCloudManaged { get; init; }
}

/// <summary>
/// The parameter EmailAddresses: what comes and what goes, or the whole list where the primary address changes.
/// </summary>
/// <param name="Whole">All addresses with their prefixes; null: only <paramref name="Add"/> and
/// <paramref name="Remove"/>.</param>
public sealed record EmailAddressesWrite(
    IReadOnlyList<string> Add,
    IReadOnlyList<string> Remove,
    IReadOnlyList<string>? Whole
);

/// <summary>
/// New-RemoteDomain under the target's name; it comes with Exchange's defaults, TNEFEnabled among them ($null).
/// </summary>
public sealed record NewRemoteDomain(CloudTarget Target, string DomainName) : CloudWrite(Target);

/// <summary>Set-RemoteDomain -TNEFEnabled.</summary>
/// <param name="TNEFEnabled">Null is a value of its own: decided by recipient and sender.</param>
public sealed record SetRemoteDomain(CloudTarget Target, bool? TNEFEnabled) : CloudWrite(Target);

/// <summary>Remove-RemoteDomain.</summary>
public sealed record RemoveRemoteDomain(CloudTarget Target) : CloudWrite(Target);

/// <summary>
/// POST /domains/{name}/verify: the tenant looks for the record that proves ownership. There is no way back.
/// </summary>
public sealed record VerifyDomain(CloudTarget Target) : CloudWrite(Target);

/// <summary>PATCH onPremisesSyncBehavior: who owns the whole object.</summary>
public sealed record SetSyncBehavior(CloudTarget Target, bool IsCloudManaged) : CloudWrite(Target);
