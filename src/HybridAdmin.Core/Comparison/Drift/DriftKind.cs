using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Comparison.Drift;

/// <summary>
/// The kinds of difference between a recipient and its expected cloud object, in the order of the report.
/// </summary>
public enum DriftKind
{
    /// <summary>An address is quarantined because another object has it.</summary>
    AddressInUse,

    /// <summary>The cloud assigned another sign-in name.</summary>
    SignInNameInUse,

    /// <summary>A service such as Exchange reports an error.</summary>
    ServiceError,

    /// <summary>The rules or the organisational units of the synchronisation exclude the object.</summary>
    NotSynchronised,

    /// <summary>Nothing excludes the object, but there is no cloud object after a synchronisation.</summary>
    NoCloudObject,

    HiddenDiffers,
    PrimaryDiffers,

    /// <summary>An address of Active Directory did not arrive.</summary>
    AddressMissing,

    /// <summary>The tenant drops an address because its domain is not verified.</summary>
    UnverifiedDomain,

    /// <summary>
    /// The object is a remote mailbox in Active Directory, but Exchange Online has no mailbox, or one of another kind.
    /// </summary>
    MailboxDiffers,
    MailboxWithoutLicence,
    SignInNameDiffers,
    NameDiffers,
    AliasDiffers,

    /// <summary>Organisation data (department, title) differs.</summary>
    OrganizationDiffers,
    AccountDiffers,

    /// <summary>The cloud owns the value, and Active Directory has another value without effect.</summary>
    StaleInActiveDirectory,
}

/// <summary>One value or object that is not as expected.</summary>
/// <param name="Id">The objectGUID.</param>
/// <param name="Container">The container of the object, for scopes.</param>
/// <param name="Attribute">The LDAP name; null if the item concerns the whole object.</param>
/// <param name="Explanation">A sentence to show.</param>
public sealed record DriftItem(
    Guid Id,
    DistinguishedName Container,
    string DisplayName,
    string? PrimarySmtpAddress,
    RecipientTypeDetails RecipientTypeDetails,
    DriftKind Kind,
    string? Attribute,
    string? OnPremises,
    string? Cloud,
    string Explanation
);

/// <summary>Display names of <see cref="DriftKind"/>.</summary>
public static class DriftDisplayNames
{
    public static string Words(this DriftKind kind) =>
        kind switch
        {
            DriftKind.AddressInUse => "Address in use elsewhere",
            DriftKind.SignInNameInUse => "Sign-in name in use elsewhere",
            DriftKind.ServiceError => "Error of a service",
            DriftKind.NotSynchronised => "Not synchronised",
            DriftKind.NoCloudObject => "No cloud object yet",
            DriftKind.HiddenDiffers => "Hidden differs",
            DriftKind.PrimaryDiffers => "Primary address differs",
            DriftKind.AddressMissing => "Address missing in the cloud",
            DriftKind.UnverifiedDomain => "Dropped: domain not verified",
            DriftKind.MailboxDiffers => "Mailbox missing or of another kind",
            DriftKind.MailboxWithoutLicence => "Mailbox without licence",
            DriftKind.SignInNameDiffers => "Sign-in name differs",
            DriftKind.NameDiffers => "Display name differs",
            DriftKind.AliasDiffers => "Alias differs",
            DriftKind.OrganizationDiffers => "Organisation data differs",
            DriftKind.AccountDiffers => "Account on or off differs",
            DriftKind.StaleInActiveDirectory => "Owned by the cloud, stale in AD",
            _ => kind.ToString(),
        };
}
