namespace HybridAdmin.Core.Tenant;

/// <summary>A record that the tenant requires in a domain's zone (Graph: domainDnsRecord).</summary>
/// <param name="RecordType">Txt, Mx, CName or Srv; other values are unchanged.</param>
/// <param name="Name">The full name (Graph: label), in lower case.</param>
/// <param name="Value">Text, mailExchange or canonicalName; hosts in lower case without the final period.</param>
public sealed record TenantDnsRecord(string RecordType, string Name, string Value)
{
    /// <summary>The preference of an MX record.</summary>
    public int? Preference { get; init; }

    /// <summary>The time to live in seconds.</summary>
    public int? TimeToLive { get; init; }

    public bool IsOptional { get; init; }

    /// <summary>Email, OfficeCommunicationsOnline ...; null if the record proves ownership.</summary>
    public string? SupportedService { get; init; }
}

/// <summary>The relevant properties of Get-DkimSigningConfig.</summary>
/// <param name="Domain">In lower case.</param>
/// <param name="Enabled">True if mail is signed; null if the answer does not contain it.</param>
/// <param name="Selector1CNAME">The required target of selector1._domainkey.</param>
/// <param name="Selector2CNAME">The required target of selector2._domainkey.</param>
public sealed record TenantDkimSigning(string Domain, bool? Enabled, string? Selector1CNAME, string? Selector2CNAME);
