namespace HybridAdmin.Core.Migration;

/// <summary>What a migration batch does. The names are those of the API.</summary>
public enum MigrationKind
{
    /// <summary>A type that no table knows, public folders among them: shown, never acted on.</summary>
    Unknown,

    /// <summary>Remote move to Exchange Online.</summary>
    Onboarding,

    /// <summary>Remote move from Exchange Online to an Exchange server.</summary>
    Offboarding,
    IMAP,

    /// <summary>Everybody of an Exchange server at once; without a CSV.</summary>
    Cutover,

    /// <summary>In groups from Exchange 2003 or 2007.</summary>
    Staged,
    GoogleWorkspace,
}

/// <summary>How kinds are told and named.</summary>
public static class MigrationKinds
{
    /// <summary>
    /// The kind by MigrationType and BatchDirection; where the output lacks them, by what only remote moves have.
    /// </summary>
    /// <param name="migrationType">Exchange's word, as ExchangeRemoteMove; null: the output had none.</param>
    /// <param name="batchDirection">Onboarding, Offboarding or Local; null: the output had none.</param>
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
            // One word of Exchange for two kinds that are acted on in the same way: only the portal's words tell them
            // apart.
            "EXCHANGEOUTLOOKANYWHERE" or "CUTOVER" or "EXCHANGECUTOVER" => MigrationKind.Cutover,
            "STAGED" or "EXCHANGESTAGED" => MigrationKind.Staged,
            _ => MigrationKind.Unknown,
        };
    }

    /// <summary>
    /// A remote move: the only kind that is completed, and the only one that the console creates with readiness checks.
    /// </summary>
    public static bool IsRemoteMove(this MigrationKind kind) =>
        kind is MigrationKind.Onboarding or MigrationKind.Offboarding;

    /// <summary>In plain words, as a title.</summary>
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
