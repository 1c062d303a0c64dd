namespace HybridAdmin.ActiveDirectory;

/// <summary>The connection to Active Directory: the settings below <c>Directory:</c>.</summary>
public sealed class ActiveDirectoryOptions
{
    /// <summary>
    /// Domain controllers as <c>ldaps://name[:port]</c> or <c>ldap://name[:port]</c>, tried in this order.
    /// </summary>
    public IReadOnlyList<string> Servers { get; set; } = [];

    /// <summary>Starts TLS on <c>ldap://</c> connections before anything else is sent.</summary>
    public bool StartTls { get; set; }

    /// <summary>
    /// Allows <c>ldap://</c> without TLS. Even then, passwords of people are sent to loopback addresses only.
    /// </summary>
    public bool AllowPlaintext { get; set; }

    /// <summary>
    /// A PEM file, or a folder of PEM files, with the only trusted CA certificates; null: those of the system.
    /// </summary>
    public string? TrustedCertificates { get; set; }

    /// <summary>The service account as UPN, DOMAIN\name or DN; null: on Windows the process identity.</summary>
    public string? UserName { get; set; }

    /// <summary>The service account's password; alternatively set <see cref="PasswordFile"/>.</summary>
    public string? Password { get; set; }

    /// <summary>
    /// A file that contains only the password; read again for each new connection, so a new password needs no restart.
    /// </summary>
    public string? PasswordFile { get; set; }

    /// <summary>The base of searches that have none of their own; null: the domain.</summary>
    public string? SearchBase { get; set; }

    /// <summary>The time limit of one LDAP operation, at least 1 second.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time limit of connecting, and again of the TLS handshake; at least 1 second.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The maximum number of connections to one server, 1 to 64.</summary>
    public int PoolSize { get; set; } = 8;

    /// <summary>Entries in one page of a search, 1 to 1000: AD's own limit (MaxPageSize).</summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>
    /// The errors in the settings, one sentence each with the name of the setting; empty when they can be used.
    /// </summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Servers.Count == 0)
            problems.Add("Directory:Servers is empty; set for example [\"ldaps://dc1.contoso.local\"].");
        problems.AddRange(Servers.Select(ProblemOfServer).OfType<string>());

        if (string.IsNullOrEmpty(UserName) && !OperatingSystem.IsWindows())
            problems.Add(
                "Directory:UserName is not set; name the service account, for example svc-hybrid@contoso.local."
            );
        if (!string.IsNullOrEmpty(UserName) && string.IsNullOrEmpty(Password) && string.IsNullOrEmpty(PasswordFile))
            problems.Add("Directory:UserName is set, but neither Directory:Password nor Directory:PasswordFile.");
        if (SearchBase is not null && !Core.Directory.DistinguishedName.TryParse(SearchBase, out _))
            problems.Add("Directory:SearchBase is not a distinguished name such as OU=Staff,DC=contoso,DC=local.");
        if (Timeout < TimeSpan.FromSeconds(1))
            problems.Add("Directory:Timeout must be at least 1 second, for example 00:00:30.");
        if (ConnectTimeout < TimeSpan.FromSeconds(1))
            problems.Add("Directory:ConnectTimeout must be at least 1 second, for example 00:00:05.");
        if (PoolSize is < 1 or > 64)
            problems.Add("Directory:PoolSize must lie between 1 and 64.");
        if (PageSize is < 1 or > 1000)
            problems.Add("Directory:PageSize must lie between 1 and 1000.");
        return problems;
    }

    /// <summary>The error in an entry of <see cref="Servers"/>, as a sentence; null: it is valid.</summary>
    public static string? ProblemOfServer(string server) =>
        ServerAddress.TryParse(server, out _, out var problem) ? null : $"Directory:Servers: {problem}";

    /// <summary>Text for logs: servers and account name, never the password.</summary>
    public override string ToString() => $"{string.Join(", ", Servers)} as {UserName ?? "the process identity"}";
}
