namespace HybridAdmin.Options;

/// <summary>The data folder.</summary>
[SettingsSection("Storage")]
internal sealed class StorageOptions
{
    /// <summary>Folder of the database <c>hybridadmin.db</c>, of the stamp and, by default, of all keys.</summary>
    [Setting("/var/lib/hybridadmin", Default = "`data` beside the program; in a clone: in the repository root")]
    [FilePath]
    public string? Path { get; init; }

    /// <summary>
    /// Folder of the keys of cookies and anti-forgery tokens. Whoever reads them can sign in as anybody: outside the
    /// data folder a copy of that folder is not enough.
    /// </summary>
    [Setting("/etc/hybridadmin/keys", Default = "`keys` in the data folder")]
    [FilePath]
    public string? KeyPath { get; init; }
}

/// <summary>
/// Key and end of the chain of audit records. With both outside the data folder the chain is proof; inside it is
/// integrity.
/// </summary>
[SettingsSection("Audit")]
internal sealed class AuditOptions
{
    /// <summary>File with the key of the chain; created when absent, its folder is not.</summary>
    [Setting("/etc/hybridadmin/audit.key", Default = "`audit.key` in the data folder")]
    [FilePath]
    public string? KeyFile { get; init; }

    /// <summary>File that receives number and hash of the last record with every commit.</summary>
    [Setting("/var/lib/hybridadmin-head/audit.head", Default = "`audit.head` in the data folder")]
    [FilePath]
    public string? HeadFile { get; init; }
}
