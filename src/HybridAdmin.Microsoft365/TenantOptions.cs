using System.Net;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Microsoft365;

/// <summary>The connection to Microsoft 365: the settings below <c>Tenant:</c>.</summary>
public sealed class TenantOptions
{
    /// <summary>The tenant's GUID, or one of its domains.</summary>
    public string? TenantId { get; set; }

    /// <summary>Application (client) id; for a managed identity only if several are assigned.</summary>
    public string? ClientId { get; set; }

    /// <summary>
    /// The certificate with its private key, PEM or PFX without password; read again for each new sign-in.
    /// </summary>
    public string? CertificateFile { get; set; }

    /// <summary>The certificate in the store of the computer or of the process's user.</summary>
    public string? CertificateThumbprint { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>
    /// True to sign in with the managed identity of the Azure computer instead of a certificate or secret.
    /// </summary>
    public bool ManagedIdentity { get; set; }

    /// <summary>A name of <see cref="NationalCloud"/>; null: Worldwide.</summary>
    public string? Cloud { get; set; }

    /// <summary>Root without path; null: the cloud's.</summary>
    public string? GraphEndpoint { get; set; }

    /// <summary>Root without path; null: the cloud's.</summary>
    public string? ExchangeEndpoint { get; set; }

    /// <summary>Root without path; null: the cloud's.</summary>
    public string? LoginEndpoint { get; set; }

    /// <summary>For example contoso.mail.onmicrosoft.com; null: found among the domains.</summary>
    public string? RoutingDomain { get; set; }

    /// <summary>The time limit of one attempt, including headers and body.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// The limit of all waits of one call together. If a service requests a longer wait, it is not called again and the
    /// call fails as throttled.
    /// </summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The interval at which the index reads changes.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The interval at which Exchange Online's recipients are listed again: they have no deltas.</summary>
    public TimeSpan ExchangeInterval { get; set; } = TimeSpan.FromHours(1);

    internal Uri GraphRoot => Root(GraphEndpoint, c => c.Graph);

    internal Uri ExchangeRoot => Root(ExchangeEndpoint, c => c.Exchange);

    internal Uri LoginRoot => Root(LoginEndpoint, c => c.Login);

    /// <summary>
    /// True for the sign-in of a test or simulator without TLS on loopback: a plain request replaces Azure.Identity.
    /// </summary>
    internal bool IsPlain => LoginRoot.Scheme == Uri.UriSchemeHttp;

    /// <summary>
    /// The errors in the settings, one sentence each with the name of the setting; empty when they can be used.
    /// </summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (string.IsNullOrEmpty(TenantId))
            problems.Add(
                "Tenant:TenantId is not set; set for example Tenant:TenantId=11111111-2222-3333-4444-555555555555."
            );
        else if (!Guid.TryParse(TenantId, out _) && !SmtpAddress.IsDomain(TenantId))
            problems.Add(
                $"Tenant:TenantId is \"{TenantId}\"; write the tenant's GUID or its initial domain, for "
                    + $"example contoso.onmicrosoft.com."
            );
        if (!string.IsNullOrEmpty(ClientId) && !Guid.TryParse(ClientId, out _))
            problems.Add("Tenant:ClientId is not a GUID; copy the application (client) id of the app registration.");
        Credential(problems);
        if (Cloud is not null && NationalCloud.Find(Cloud) is null)
            problems.Add(
                $"Tenant:Cloud is \"{Cloud}\"; write {string.Join(", ", NationalCloud.All.Select(c => c.Name))}."
            );
        Endpoint(problems, "Tenant:GraphEndpoint", GraphEndpoint, "https://graph.microsoft.com");
        Endpoint(problems, "Tenant:ExchangeEndpoint", ExchangeEndpoint, "https://outlook.office365.com");
        Endpoint(problems, "Tenant:LoginEndpoint", LoginEndpoint, "https://login.microsoftonline.com");
        if (RoutingDomain is not null && !SmtpAddress.IsDomain(RoutingDomain))
            problems.Add(
                $"Tenant:RoutingDomain is \"{RoutingDomain}\"; write a domain, for example "
                    + $"contoso.mail.onmicrosoft.com."
            );
        if (problems.Count > 0)
            return problems;

        if (IsPlain && string.IsNullOrEmpty(ClientSecret))
            problems.Add(
                "Tenant:LoginEndpoint is http, for a test on this computer: that sign-in needs Tenant:ClientSecret."
            );
        // A token of the real sign-in must never be sent in clear text, and a token of a test must never reach the real
        // service.
        if (new[] { GraphRoot, ExchangeRoot, LoginRoot }.Select(r => r.Scheme).Distinct().Count() > 1)
            problems.Add(
                "Tenant:LoginEndpoint, Tenant:GraphEndpoint and Tenant:ExchangeEndpoint must all be https, "
                    + "or all http on loopback."
            );
        return problems;
    }

    /// <summary>Text for logs, without the secret.</summary>
    public override string ToString() => $"{TenantId} as {ClientId ?? "managed identity"}";

    private void Credential(List<string> problems)
    {
        var given = new (string Key, bool IsGiven)[]
        {
            ("Tenant:CertificateFile", CertificateFile is not null),
            ("Tenant:CertificateThumbprint", CertificateThumbprint is not null),
            ("Tenant:ClientSecret", !string.IsNullOrEmpty(ClientSecret)),
            ("Tenant:ManagedIdentity", ManagedIdentity),
        }
            .Where(c => c.IsGiven)
            .Select(c => c.Key)
            .ToArray();
        if (given.Length == 0)
            problems.Add(
                "Tenant:TenantId is set, but nothing to sign in with: set "
                    + "Tenant:CertificateFile=/etc/hybridadmin/tenant.pem (or Tenant:CertificateThumbprint, "
                    + "Tenant:ClientSecret, Tenant:ManagedIdentity=true)."
            );
        if (given.Length > 1)
            problems.Add($"{string.Join(" and ", given)} are set; keep one of them.");
        if (string.IsNullOrEmpty(ClientId) && !ManagedIdentity)
            problems.Add("Tenant:ClientId is not set; copy the application (client) id of the app registration.");
    }

    private static void Endpoint(List<string> problems, string key, string? value, string example)
    {
        if (value is null)
            return;
        if (
            !Uri.TryCreate(value, UriKind.Absolute, out var uri)
            || uri.PathAndQuery != "/"
            || uri.UserInfo.Length > 0
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
        )
            problems.Add($"{key} is \"{value}\"; write a root without path, for example {key}={example}.");
        else if (
            uri.Scheme == Uri.UriSchemeHttp
            && !(
                IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address)
                    ? IPAddress.IsLoopback(address)
                    : uri.Host == "localhost"
            )
        )
            problems.Add($"{key} is not encrypted; http is for loopback only, write for example {key}={example}.");
    }

    private Uri Root(string? endpoint, Func<NationalCloud, string> of) =>
        new(endpoint ?? of(NationalCloud.Find(Cloud) ?? NationalCloud.All[0]));
}

/// <summary>The end points of a cloud.</summary>
public sealed record NationalCloud(string Name, string Login, string Graph, string Exchange)
{
    /// <summary>Worldwide first; US GCC is part of it.</summary>
    public static IReadOnlyList<NationalCloud> All { get; } =
    [
        new(
            "Worldwide",
            "https://login.microsoftonline.com",
            "https://graph.microsoft.com",
            "https://outlook.office365.com"
        ),
        new(
            "USGovernment",
            "https://login.microsoftonline.us",
            "https://graph.microsoft.us",
            "https://outlook.office365.us"
        ),
        new(
            "USGovernmentDoD",
            "https://login.microsoftonline.us",
            "https://dod-graph.microsoft.us",
            "https://outlook-dod.office365.us"
        ),
        new(
            "China",
            "https://login.chinacloudapi.cn",
            "https://microsoftgraph.chinacloudapi.cn",
            "https://outlook.office365.cn"
        ),
    ];

    public static NationalCloud? Find(string? name) =>
        All.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
