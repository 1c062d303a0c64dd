namespace HybridAdmin.Core.Domains.Records;

/// <summary>
/// The names that identify Microsoft 365 in DNS, for each of its clouds. Used to recognise and explain records; the
/// required records come from the tenant.
/// </summary>
public static class MicrosoftMail
{
    /// <summary>Suffixes of hosts that receive mail. The first label of a host is the domain with dashes.</summary>
    private static readonly string[] MxSuffixes =
    [
        ".mail.protection.outlook.com",
        ".mail.protection.office365.us",
        ".mail.protection.partner.outlook.cn",
        ".mx.microsoft",
    ];

    /// <summary>Senders receive a deferral from these since 2018.</summary>
    private static readonly string[] RetiredMx =
    [
        "mail.messaging.microsoft.com",
        "mail.eo.outlook.com",
        "mail.global.frontbridge.com",
    ];

    private static readonly string[] SpfIncludes =
    [
        "spf.protection.outlook.com",
        "spf.protection.office365.us",
        "spf.protection.partner.outlook.cn",
    ];

    private static readonly string[] AutodiscoverHosts =
    [
        "autodiscover.outlook.com",
        "autodiscover.office365.us",
        "autodiscover-dod.office365.us",
        "autodiscover.partner.outlook.cn",
    ];

    public static bool IsMx(string host) => MxSuffixes.Any(s => host.EndsWith(s, StringComparison.OrdinalIgnoreCase));

    public static bool IsRetiredMx(string host) => RetiredMx.Any(r => DnsNames.IsWithin(host, r));

    /// <summary>Indicates whether the host belongs to the domain, by the label that represents it.</summary>
    public static bool IsMxOf(string host, string domain) =>
        IsMx(host) && host.Split('.')[0].Equals(WithDashes(domain), StringComparison.OrdinalIgnoreCase);

    public static bool IsSpfInclude(string name) => SpfIncludes.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static bool IsAutodiscover(string host) =>
        AutodiscoverHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    /// <summary>Converts contoso.com to contoso-com.</summary>
    public static string WithDashes(string domain) => domain.Replace('.', '-');

    /// <summary>
    /// The name that SPF should include: from the records that the tenant returns, otherwise that of the worldwide
    /// cloud.
    /// </summary>
    public static string SpfIncludeFor(MailDomainFacts facts) =>
        facts
            .Expected("Txt")
            .Where(r => r.Value.StartsWith("v=spf1", StringComparison.OrdinalIgnoreCase))
            .SelectMany(r => r.Value.Split(' '))
            .Where(t => t.StartsWith("include:", StringComparison.OrdinalIgnoreCase))
            .Select(t => t["include:".Length..])
            .FirstOrDefault(IsSpfInclude)
        ?? SpfIncludes[0];
}
