using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Tenant;

/// <summary>The kind of an object in Entra ID or Exchange Online.</summary>
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
/// An object of the tenant that has, or can get, mail. Members that were not requested or cannot be read are null, and
/// null never means "no".
/// </summary>
public sealed record TenantRecipient
{
    /// <summary>Entra ID's object id; Exchange's Guid for Exchange-only objects.</summary>
    public required Guid Id { get; init; }

    public required TenantRecipientKind Kind { get; init; }

    public string? DisplayName { get; init; }

    public string? UserPrincipalName { get; init; }

    public string? Mail { get; init; }

    public string? MailNickname { get; init; }

    /// <summary>The addresses with prefixes, unchanged.</summary>
    public IReadOnlyList<string> ProxyAddresses { get; init; } = [];

    /// <summary>Member or Guest; for users.</summary>
    public string? UserType { get; init; }

    public bool? AccountEnabled { get; init; }

    /// <summary>
    /// True if it is synchronised; false if it was in the past; null if it never was, or its source of authority is the
    /// cloud.
    /// </summary>
    public bool? OnPremisesSyncEnabled { get; init; }

    /// <summary>The source anchor; for users.</summary>
    public string? OnPremisesImmutableId { get; init; }

    /// <summary>The SID of the AD object; for users and groups.</summary>
    public string? OnPremisesSecurityIdentifier { get; init; }

    public string? OnPremisesSamAccountName { get; init; }

    /// <summary>DNS name of the AD domain.</summary>
    public string? OnPremisesDomainName { get; init; }

    public DateTimeOffset? OnPremisesLastSyncDateTime { get; init; }

    /// <summary>
    /// The source of authority of the whole object (onPremisesSyncBehavior); null if not requested or not readable.
    /// </summary>
    public bool? IsCloudManaged { get; init; }

    /// <summary>Values of the plain properties; for users and contacts.</summary>
    public PropertyTexts Texts { get; init; }

    /// <summary>The service that the Exchange plans provide.</summary>
    public MailboxPlan MailboxPlan { get; init; }

    /// <summary>Unresolved errors of synchronisation and of services.</summary>
    public IReadOnlyList<CloudProvisioningError> ProvisioningErrors { get; init; } = [];

    /// <summary>
    /// The time of deletion, for objects that can still be restored; null if it is not deleted. Not stored in the
    /// index.
    /// </summary>
    public DateTimeOffset? DeletedDateTime { get; init; }

    /// <summary>Exchange Online's data; null if it was not queried, cannot be read, or does not exist.</summary>
    public ExchangeOnlineFacts? Exchange { get; init; }

    /// <summary>
    /// Indicates whether Exchange Online answered about this object, so that missing data means that it does not know
    /// the object. Set by live reads only; false if it was not queried or did not allow the query.
    /// </summary>
    public bool HasExchangeAnswered { get; init; }

    /// <summary>The primary SMTP address of proxyAddresses, otherwise mail.</summary>
    public string? PrimarySmtpAddress => ProxyAddressCollection.PrimaryOf(ProxyAddresses) ?? Mail;

    /// <summary>Indicates whether the object originated in Active Directory at some time.</summary>
    public bool HasAnchor =>
        OnPremisesImmutableId is not null
        || (Kind == TenantRecipientKind.Group && OnPremisesSecurityIdentifier is not null);
}

/// <summary>Exchange Online's part of a recipient.</summary>
public sealed record ExchangeOnlineFacts
{
    /// <summary>Exchange's value, e.g. UserMailbox, MailUser, GuestMailUser; unknown values are unchanged.</summary>
    public string? RecipientTypeDetails { get; init; }

    public bool? HiddenFromAddressListsEnabled { get; init; }

    /// <summary>The value for mailboxes; null for other objects, or if the answer does not contain it.</summary>
    public bool? IsExchangeCloudManaged { get; init; }

    public bool? IsDirSynced { get; init; }

    public Guid? ExchangeGuid { get; init; }

    public bool IsMailbox => RecipientTypeDetails?.EndsWith("Mailbox", StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>An error that a directory or service records for an object.</summary>
/// <param name="Category">PropertyConflict, or a service's name; unchanged.</param>
/// <param name="PropertyCausingError">UserPrincipalName or ProxyAddress; null for errors of services.</param>
/// <param name="Value">The value in conflict.</param>
/// <param name="OccurredDateTime">The time at which the error occurred.</param>
public sealed record CloudProvisioningError(
    string? Category,
    string? PropertyCausingError,
    string? Value,
    DateTimeOffset? OccurredDateTime
);
