using HybridAdmin.Core.Findings;

namespace HybridAdmin.Core.Migration;

/// <summary>
/// A finding before a batch is created, about the batch or about one row or person. An error stops the batch.
/// </summary>
public sealed record MigrationFinding(FindingSeverity Severity, string Code, string Message)
{
    /// <summary>The row of the CSV, the header being 1; null for the whole batch.</summary>
    public int? Row { get; init; }

    /// <summary>The person as named in the row or list.</summary>
    public string? Identity { get; init; }

    /// <summary>The member of the request, in camel case; null if there is none.</summary>
    public string? Member { get; init; }
}

/// <summary>Stable codes of findings about migration, for scripts; the message is for people.</summary>
public static class MigrationCodes
{
    public const string AliasMissing = "alias-missing";
    public const string AlreadyInBatch = "already-in-batch";
    public const string AlreadyInCloud = "already-in-cloud";
    public const string AlreadyOnPremises = "already-on-premises";
    public const string AuthorityElsewhere = "authority-elsewhere";
    public const string BatchExists = "batch-exists";
    public const string CapabilityMissing = "capability-missing";
    public const string CloudMailboxPresent = "cloud-mailbox-present";
    public const string CloudObjectMissing = "cloud-object-missing";
    public const string CloudUnknown = "cloud-unknown";
    public const string CsvColumn = "csv-column";
    public const string CsvEmpty = "csv-empty";
    public const string CsvFormula = "csv-formula";
    public const string CsvHeader = "csv-header";
    public const string CsvPassword = "csv-password";
    public const string CsvRow = "csv-row";
    public const string CsvTooLarge = "csv-too-large";
    public const string Duplicate = "duplicate";
    public const string EndpointUnknown = "endpoint-unknown";
    public const string ExchangeGuidDiffers = "exchange-guid-differs";
    public const string ExchangeGuidMissing = "exchange-guid-missing";
    public const string Invalid = "invalid";
    public const string LicenceMissing = "licence-missing";
    public const string MailboxGuidMissing = "mailbox-guid-missing";
    public const string NoMailbox = "no-mailbox";
    public const string NotInScope = "not-in-scope";
    public const string PrimaryNotUpn = "primary-not-upn";
    public const string ProtectedAccount = "protected-account";
    public const string ProxyDomainNotAccepted = "proxy-domain-not-accepted";
    public const string RoutingAddressMissing = "routing-address-missing";
    public const string TargetDomainNotAccepted = "target-domain-not-accepted";
    public const string DuringWorkingHours = "during-working-hours";
    public const string TooLarge = "mailbox-large";
    public const string UnknownPerson = "unknown-person";
}
