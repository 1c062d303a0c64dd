using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Comparison.Drift;

/// <summary>
/// In what a recipient and its cloud object are not as they should be; in the order in which the report names them.
/// </summary>
public enum DriftKind
{
    /// <summary>A quarantined address: another object has it.</summary>
    AddressInUse,

    /// <summary>The cloud gave another sign-in name.</summary>
    SignInNameInUse,

    /// <summary>A service such as Exchange reports an error.</summary>
    ServiceError,

    /// <summary>The rules of the synchronisation, or its units, leave it out.</summary>
    NotSynchronised,

    /// <summary>Nothing keeps it out, and there is no cloud object after a synchronisation.</summary>
    NoCloudObject,

    HiddenDiffers,
    PrimaryDiffers,

    /// <summary>An address of Active Directory that did not arrive.</summary>
    AddressMissing,

    /// <summary>The tenant drops it with its domain.</summary>
    UnverifiedDomain,

    /// <summary>Active Directory says remote mailbox, Exchange Online has none, or one of another kind.</summary>
    MailboxDiffers,
    MailboxWithoutLicence,
    SignInNameDiffers,
    NameDiffers,
    AliasDiffers,

    /// <summary>Organisation data: department, title.</summary>
    OrganizationDiffers,
    AccountDiffers,

    /// <summary>The cloud owns it, and Active Directory has other values without effect.</summary>
    StaleInActiveDirectory,
}

/// <summary>One thing that is not as it should be.</summary>
/// <param name="Id">objectGUID.</param>
/// <param name="Container">Where it lies, for scopes.</param>
/// <param name="Attribute">Null: it is about the whole object.</param>
/// <param name="Explanation">A sentence to be shown.</param>
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

/// <summary>The kinds in words.</summary>
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
