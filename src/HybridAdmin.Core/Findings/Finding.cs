using HybridAdmin.Core.Changes.Editing;

namespace HybridAdmin.Core.Findings;

/// <summary>The severity of a finding. An error stops the change.</summary>
public enum FindingSeverity
{
    Error = 1,
    Warning = 2,
    Info = 3,
}

/// <summary>Stable codes of findings, for scripts; the message is for people.</summary>
public static class FindingCodes
{
    public const string AddressAbsent = "address-absent";
    public const string AddressInUse = "address-in-use";
    public const string AddressPresent = "address-present";
    public const string AddressProtected = "address-protected";
    public const string AliasDuplicate = "alias-duplicate";
    public const string AliasActivatesSync = "alias-activates-sync";
    public const string AliasUnusual = "alias-unusual";
    public const string AttributeMissing = "attribute-missing";
    public const string AuthorityElsewhere = "authority-elsewhere";
    public const string AuthorityPending = "authority-pending";
    public const string AuthorityUnknown = "authority-unknown";
    public const string DomainNotSearched = "domain-not-searched";
    public const string DomainNotAccepted = "domain-not-accepted";
    public const string DomainUnconfirmed = "domain-unconfirmed";
    public const string FirstAddress = "first-address";
    public const string HiddenWithoutAlias = "hidden-without-alias";
    public const string Invalid = "invalid";
    public const string MadeInExchangeOnline = "made-in-exchange-online";
    public const string MailboxConverted = "mailbox-converted";
    public const string MailFollows = "mail-follows";
    public const string MailKept = "mail-kept";
    public const string MailOutsideSync = "mail-outside-sync";
    public const string NothingToDo = "nothing-to-do";
    public const string PolicyOff = "policy-off";
    public const string PrimaryNeeded = "primary-needed";
    public const string ReasonNeeded = "reason-needed";
    public const string SeveralPrimaries = "several-primaries";
    public const string SignInChanges = "sign-in-changes";
    public const string SipDiffers = "sip-differs";
    public const string TargetOfContact = "target-of-contact";
    public const string SyncPending = "sync-pending";
    public const string SyncUnknown = "sync-unknown";
    public const string TenantDefault = "tenant-default";
    public const string TenantRoleMissing = "tenant-role-missing";
    public const string NotRevertible = "not-revertible";
    public const string ProofNotVisible = "proof-not-visible";
    public const string UpnDiffers = "upn-differs";
    public const string ValuesOverwritten = "values-overwritten";
    public const string ValuesWrittenBack = "values-written-back";
    public const string WinmailDat = "winmail-dat";
}

/// <summary>A finding about a planned change.</summary>
public sealed record Finding(FindingSeverity Severity, string Code, string Message)
{
    /// <summary>
    /// The member of the edit that the finding is about, in camel case; null if it is about the whole edit.
    /// </summary>
    public string? Member { get; init; }

    /// <summary>
    /// The object that has the address, for <see cref="FindingCodes.AddressInUse"/> and related codes.
    /// </summary>
    public AddressHolder? Holder { get; init; }

    /// <summary>
    /// Indicates whether the error can be confirmed: an authorised person turns it into a warning by naming the code in
    /// <see cref="RecipientEdit.Confirm"/>.
    /// </summary>
    public bool CanBeConfirmed { get; init; }

    /// <summary>
    /// A value of the same or another member that would resolve the finding; only offered to people who may set it.
    /// </summary>
    public FindingOffer? Offer { get; init; }
}

/// <summary>A proposed correction that can be applied to the edit.</summary>
/// <param name="Label">The text of the button: a verb with its object.</param>
/// <param name="Member">The member of the edit to set, in camel case.</param>
/// <param name="Value">The value to set.</param>
public sealed record FindingOffer(string Label, string Member, string Value);

/// <summary>An object that has an address in some attribute.</summary>
public sealed record AddressHolder(Guid Id, string DisplayName, string Attribute, string Value)
{
    public Directory.DistinguishedName? Dn { get; init; }

    /// <summary>Indicates whether it is a contact, whose target address may belong to a person outside.</summary>
    public bool IsContact { get; init; }
}
