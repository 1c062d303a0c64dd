namespace HybridAdmin.Core.Migration;

/// <summary>The kind of a migration batch. The names are those of the API.</summary>
public enum MigrationKind
{
    /// <summary>A type that the console does not know, public folders included: shown, never acted on.</summary>
    Unknown,

    /// <summary>Remote move to Exchange Online.</summary>
    Onboarding,

    /// <summary>Remote move from Exchange Online to an Exchange server.</summary>
    Offboarding,
    IMAP,

    /// <summary>All mailboxes of an Exchange server at once; without a CSV.</summary>
    Cutover,

    /// <summary>A staged migration from Exchange 2003 or 2007.</summary>
    Staged,
    GoogleWorkspace,
}

/// <summary>Determines and names the kinds.</summary>
public static class MigrationKinds
{
    /// <summary>
    /// The kind by MigrationType and BatchDirection; if the output lacks them, by properties that only remote moves
    /// have.
    /// </summary>
    /// <param name="migrationType">Exchange's value, e.g. ExchangeRemoteMove; null if the output had none.</param>
    /// <param name="batchDirection">Onboarding, Offboarding or Local; null if the output had none.</param>
    public static MigrationKind Of(
        string? migrationType,
        string? batchDirection,
        string? sourceEndpoint,
        string? targetEndpoint,
        string? targetDeliveryDomain
    )
    {
        if (migrationType is null)
            return targetDeliveryDomain is null
                ? MigrationKind.Unknown
                : Direction(batchDirection, sourceEndpoint, targetEndpoint);
        return migrationType.ToUpperInvariant() switch
        {
            "EXCHANGEREMOTEMOVE" => Direction(batchDirection, sourceEndpoint, targetEndpoint),
            "IMAP" => MigrationKind.IMAP,
            "GMAIL" or "GOOGLEWORKSPACE" or "GSUITE" => MigrationKind.GoogleWorkspace,
            // Exchange has one value for two kinds that are handled in the same way: only the portal distinguishes
            // them.
            "EXCHANGEOUTLOOKANYWHERE" or "CUTOVER" or "EXCHANGECUTOVER" => MigrationKind.Cutover,
            "STAGED" or "EXCHANGESTAGED" => MigrationKind.Staged,
            _ => MigrationKind.Unknown,
        };
    }

    /// <summary>
    /// Indicates whether it is a remote move: the only kind that is completed, and the only one that the console
    /// creates with readiness checks.
    /// </summary>
    public static bool IsRemoteMove(this MigrationKind kind) =>
        kind is MigrationKind.Onboarding or MigrationKind.Offboarding;

    /// <summary>The display name, as a title.</summary>
    public static string Words(this MigrationKind kind) =>
        kind switch
        {
            MigrationKind.Onboarding => "Move to the cloud",
            MigrationKind.Offboarding => "Move back",
            MigrationKind.IMAP => "IMAP migration",
            MigrationKind.Cutover => "Cutover migration",
            MigrationKind.Staged => "Staged migration",
            MigrationKind.GoogleWorkspace => "Google Workspace migration",
            _ => "Unknown kind",
        };

    private static MigrationKind Direction(string? word, string? source, string? target) =>
        word?.ToUpperInvariant() switch
        {
            "ONBOARDING" => MigrationKind.Onboarding,
            "OFFBOARDING" => MigrationKind.Offboarding,
            null when target is not null && source is null => MigrationKind.Offboarding,
            null when source is not null => MigrationKind.Onboarding,
            _ => MigrationKind.Unknown,
        };
}
