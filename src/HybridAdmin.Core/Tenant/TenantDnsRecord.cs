namespace HybridAdmin.Core.Tenant;

/// <summary>A record that the tenant wants in a domain's zone (Graph: domainDnsRecord).</summary>
/// <param name="RecordType">Txt, Mx, CName or Srv; other words are kept as they come.</param>
/// <param name="Name">The whole name (Graph: label), in lower case.</param>
/// <param name="Value">Text, mailExchange or canonicalName; hosts in lower case without the final period.</param>
public sealed record TenantDnsRecord(string RecordType, string Name, string Value)
{
    /// <summary>Of MX.</summary>
    public int? Preference { get; init; }

    /// <summary>Seconds.</summary>
    public int? TimeToLive { get; init; }

    public bool IsOptional { get; init; }

    /// <summary>Email, OfficeCommunicationsOnline ...; null: the record proves ownership.</summary>
    public string? SupportedService { get; init; }
}

/// <summary>Get-DkimSigningConfig, what of it matters.</summary>
/// <param name="Domain">In lower case.</param>
/// <param name="Enabled">Whether mail is signed; null: the answer does not say.</param>
/// <param name="Selector1CNAME">Where selector1._domainkey has to lead.</param>
/// <param name="Selector2CNAME">Where selector2._domainkey has to lead.</param>
public sealed record TenantDkimSigning(string Domain, bool? Enabled, string? Selector1CNAME, string? Selector2CNAME);
