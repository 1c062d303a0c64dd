using System.ComponentModel.DataAnnotations;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Options;

/// <summary>
/// Active Directory. With servers the console is in production; without them it runs on the sandbox, and no other
/// setting of this section or of <c>Tenant</c> may be given.
/// </summary>
[SettingsSection("Directory")]
internal sealed class DirectoryOptions
{
    /// <summary>
    /// Domain controllers as <c>ldaps://name[:port]</c> or <c>ldap://name[:port]</c>, of all domains to serve; tried in
    /// this order within each domain. The first one's domain is the home domain.
    /// </summary>
    [Setting("ldaps://dc1.contoso.local", Default = "none: the sandbox")]
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>Begins TLS on <c>ldap://</c> connections before anything else is sent.</summary>
    [Setting("true")]
    public bool StartTls { get; init; }

    /// <summary>
    /// Allows <c>ldap://</c> without TLS, for a lab. People's passwords then still go to a loopback address only.
    /// </summary>
    [Setting("true")]
    public bool AllowPlaintext { get; init; }

    /// <summary>PEM file, or folder of PEM files, with the only CA certificates to trust.</summary>
    [Setting("/etc/hybridadmin/ca.pem", Default = "the certificates that the system trusts")]
    [FilePath(MustExist = true)]
    public string? TrustedCertificates { get; init; }

    /// <summary>Service account as UPN, <c>DOMAIN\name</c> or distinguished name.</summary>
    [Setting("svc-hybrid@contoso.local", Default = "on Windows the process identity; elsewhere required")]
    public string? UserName { get; init; }

    /// <summary>Password of the service account; or name a file.</summary>
    [Setting("...", Secret = true, Verbatim = true)]
    public string? Password { get; init; }

    /// <summary>
    /// File that holds the password and nothing else; read for each new connection, so a new password needs no restart.
    /// </summary>
    [Setting("/run/secrets/hybridadmin")]
    [FilePath(MustExist = true)]
    public string? PasswordFile { get; init; }

    /// <summary>
    /// Base of the lists of the home domain. Addresses are always searched in whole domains.
    /// </summary>
    [Setting("OU=Staff,DC=contoso,DC=local", Default = "the domain")]
    public DistinguishedName? SearchBase { get; init; }

    /// <summary>Organisational units that the synchronisation takes.</summary>
    [Setting("OU=Staff,DC=contoso,DC=local", Default = "not known: everything counts as synchronised")]
    public IReadOnlyList<DistinguishedName> SyncedOrganizationalUnits { get; init; } = [];

    /// <summary>
    /// Organisational units that are managed in the cloud: read-only here for every role, with the reason
    /// (<c>authority-elsewhere</c>).
    /// </summary>
    [Setting("OU=Cloud,DC=contoso,DC=local")]
    public IReadOnlyList<DistinguishedName> CloudManagedOrganizationalUnits { get; init; } = [];

    /// <summary>Longest time of one LDAP operation; after it the outcome of a write is determined by reading.</summary>
    [Setting("00:00:30")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest time of connecting, and again of the TLS handshake; after it the next server is tried.
    /// </summary>
    [Setting("00:00:05")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most connections to one server.</summary>
    [Setting("8")]
    [Range(1, 64)]
    public int PoolSize { get; init; } = 8;

    /// <summary>Entries in one page of a search; Active Directory's own limit (MaxPageSize) is 1000.</summary>
    [Setting("1000")]
    [Range(1, 1000)]
    public int PageSize { get; init; } = 1000;
}
