namespace HybridAdmin.Options;

/// <summary>
/// Microsoft 365. Nothing set: not connected, and every page says so. Half of it ends the program. Exactly one of
/// certificate file, certificate of the store, client secret and managed identity signs the application in.
/// </summary>
[SettingsSection("Tenant")]
internal sealed class TenantOptions
{
    /// <summary>The tenant's GUID, or its initial domain.</summary>
    [Setting("contoso.onmicrosoft.com", Default = "not connected")]
    public string? TenantId { get; init; }

    /// <summary>
    /// Application (client) id of the app registration; of a managed identity only where several are assigned.
    /// </summary>
    [Setting("6731de76-14a6-49ae-97bc-6eba6914391e")]
    public string? ClientId { get; init; }

    /// <summary>
    /// Certificate with its private key, PEM or PFX without password; read for each new sign-in. Its end is warned of
    /// 30 days ahead.
    /// </summary>
    [Setting("/etc/hybridadmin/tenant.pem")]
    [FilePath(MustExist = true)]
    public string? CertificateFile { get; init; }

    /// <summary>Thumbprint of a certificate in the store of the computer or of the process's user.</summary>
    [Setting("D09A1F4C3B2E5D6F708192A3B4C5D6E7F8091A2B")]
    public string? CertificateThumbprint { get; init; }

    /// <summary>Secret of the app registration.</summary>
    [Setting("...", Secret = true, Verbatim = true)]
    public string? ClientSecret { get; init; }

    /// <summary>Signs in with the identity that Azure gives the computer.</summary>
    [Setting("true")]
    public bool ManagedIdentity { get; init; }

    /// <summary>
    /// National cloud: <c>Worldwide</c>, <c>USGovernment</c>, <c>USGovernmentDoD</c> or <c>China</c>.
    /// </summary>
    [Setting("USGovernment", Default = "`Worldwide`")]
    public string? Cloud { get; init; }

    /// <summary>
    /// Root of Microsoft Graph, without path. <c>http</c> is for loopback only, and then all three roots must be it.
    /// </summary>
    [Setting("https://graph.microsoft.com", Default = "the cloud's")]
    public string? GraphEndpoint { get; init; }

    /// <summary>Root of Exchange Online, without path.</summary>
    [Setting("https://outlook.office365.com", Default = "the cloud's")]
    public string? ExchangeEndpoint { get; init; }

    /// <summary>Root of the sign-in of applications, without path.</summary>
    [Setting("https://login.microsoftonline.com", Default = "the cloud's")]
    public string? LoginEndpoint { get; init; }

    /// <summary>Domain of the remote routing addresses.</summary>
    [Setting("contoso.mail.onmicrosoft.com", Default = "found among the tenant's domains")]
    public string? RoutingDomain { get; init; }
}
