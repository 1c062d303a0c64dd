using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Tenant;

/// <summary>What kind of object Entra ID or Exchange Online holds.</summary>
public enum TenantRecipientKind
{
    User,
    Group,
    Contact,

    /// <summary>
    /// Known to Exchange Online only: dynamic distribution groups, public folders, mail users without a sign-in.
    /// </summary>
    ExchangeOnly,
}

/// <summary>
/// An object of the tenant that has, or may get, mail. Members that were not asked for or may not be read are null, and
/// null is never "no".
/// </summary>
public sealed record TenantRecipient
{
    /// <summary>Entra ID's object id; for Exchange-only objects Exchange's Guid.</summary>
    public required Guid Id { get; init; }

    public required TenantRecipientKind Kind { get; init; }

    public string? DisplayName { get; init; }

    public string? UserPrincipalName { get; init; }

    public string? Mail { get; init; }

    public string? MailNickname { get; init; }

    /// <summary>With prefixes, as they come.</summary>
    public IReadOnlyList<string> ProxyAddresses { get; init; } = [];

    /// <summary>Member or Guest, of users.</summary>
    public string? UserType { get; init; }

    public bool? AccountEnabled { get; init; }

    /// <summary>
    /// True: synchronised. False: was once. Null: never was, or its source of authority is the cloud.
    /// </summary>
    public bool? OnPremisesSyncEnabled { get; init; }

    /// <summary>The source anchor, of users.</summary>
    public string? OnPremisesImmutableId { get; init; }

    /// <summary>SID of the AD object, of users and groups.</summary>
    public string? OnPremisesSecurityIdentifier { get; init; }

    public string? OnPremisesSamAccountName { get; init; }

    /// <summary>DNS name of the AD domain.</summary>
    public string? OnPremisesDomainName { get; init; }

    public DateTimeOffset? OnPremisesLastSyncDateTime { get; init; }

    /// <summary>
    /// Source of authority of the whole object (onPremisesSyncBehavior); null: not asked, or may not be read.
    /// </summary>
    public bool? IsCloudManaged { get; init; }

    /// <summary>Values of the plain properties, of users and contacts.</summary>
    public PropertyTexts Texts { get; init; }

    /// <summary>What the Exchange plans give.</summary>
    public MailboxPlan MailboxPlan { get; init; }

    /// <summary>Unresolved errors of synchronisation and of services.</summary>
    public IReadOnlyList<CloudProvisioningError> ProvisioningErrors { get; init; } = [];

    /// <summary>
    /// When it was deleted, of objects that can still be restored; null: it is there. Not kept by the index.
    /// </summary>
    public DateTimeOffset? DeletedDateTime { get; init; }

    /// <summary>
    /// What Exchange Online says; null: it was not asked, may not be read, or does not know the object.
    /// </summary>
    public ExchangeOnlineFacts? Exchange { get; init; }

    /// <summary>
    /// Exchange Online answered about this object, so that no facts mean that it does not know it. Of live reads only;
    /// false: not asked, or it did not let the application ask.
    /// </summary>
    public bool HasExchangeAnswered { get; init; }

    /// <summary>The primary SMTP address: of proxyAddresses, else mail.</summary>
    public string? PrimarySmtpAddress => ProxyAddressCollection.PrimaryOf(ProxyAddresses) ?? Mail;

    /// <summary>Came from Active Directory at some time.</summary>
    public bool HasAnchor =>
        OnPremisesImmutableId is not null
        || (Kind == TenantRecipientKind.Group && OnPremisesSecurityIdentifier is not null);
}

/// <summary>Exchange Online's part of a recipient.</summary>
public sealed record ExchangeOnlineFacts
{
    /// <summary>Exchange's word, as UserMailbox, MailUser, GuestMailUser; new words are kept as they come.</summary>
    public string? RecipientTypeDetails { get; init; }

    public bool? HiddenFromAddressListsEnabled { get; init; }

    /// <summary>Of mailboxes; null of anything else, or where the answer does not say.</summary>
    public bool? IsExchangeCloudManaged { get; init; }

    public bool? IsDirSynced { get; init; }

    public Guid? ExchangeGuid { get; init; }

    public bool IsMailbox => RecipientTypeDetails?.EndsWith("Mailbox", StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>An error that a directory or service keeps at an object.</summary>
/// <param name="Category">PropertyConflict, or a service's name; kept as it comes.</param>
/// <param name="PropertyCausingError">UserPrincipalName or ProxyAddress; null of services.</param>
/// <param name="Value">The value in conflict.</param>
/// <param name="OccurredDateTime">Since when.</param>
public sealed record CloudProvisioningError(
    string? Category,
    string? PropertyCausingError,
    string? Value,
    DateTimeOffset? OccurredDateTime
);
