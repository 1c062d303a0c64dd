using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>The state of the record that proves ownership.</summary>
public enum ProofState
{
    /// <summary>The tenant has verified the domain; the record can stay or be removed.</summary>
    Verified,

    /// <summary>The record exists: verify now.</summary>
    Visible,

    /// <summary>The record does not exist.</summary>
    Missing,

    /// <summary>Another record exists: of another tenant, or of an earlier attempt.</summary>
    Other,

    /// <summary>DNS or the tenant did not answer.</summary>
    Unknown,
}

/// <summary>The proof that the domain belongs to the organisation.</summary>
/// <param name="State">The state. Verified is decided by the tenant, never by DNS.</param>
/// <param name="Advice">Recommended actions, as sentences.</param>
/// <param name="Record">The record to create; null if none is needed or it is not known.</param>
public sealed record Ownership(ProofState State, string Advice, ZoneRecord? Record);

/// <summary>Judges the proof of ownership (RULES.md, DNS).</summary>
public static class OwnershipRules
{
    private const string Prefix = "MS=";

    /// <param name="domain">A domain of the tenant.</param>
    /// <param name="wanted">Graph: verificationDnsRecords; null if they could not be read.</param>
    /// <param name="texts">TXT records of the domain.</param>
    public static Ownership Judge(TenantDomain domain, IReadOnlyList<TenantDnsRecord>? wanted, DnsAnswer texts)
    {
        var record = wanted?.FirstOrDefault(r => r.RecordType.Equals("Txt", StringComparison.OrdinalIgnoreCase));
        var toMake = record is null ? null : new ZoneRecord(domain.Name, "TXT", record.Value);
        if (domain.IsVerified)
            return new Ownership(
                ProofState.Verified,
                "The tenant has verified the domain. The record that proved it may stay.",
                null
            );
        if (toMake is null)
            return new Ownership(
                ProofState.Unknown,
                "The tenant has not verified the domain, and the record that it requires could not be read.",
                null
            );
        if (texts.IsUnknown)
            return new Ownership(ProofState.Unknown, $"The record could not be looked up. {texts.Problem}", toMake);
        if (texts.Values.Contains(toMake.Value, StringComparer.OrdinalIgnoreCase))
            return new Ownership(ProofState.Visible, "The record is visible: the domain can be verified now.", toMake);
        return texts.Values.FirstOrDefault(t => t.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) is { } other
            ? new Ownership(
                ProofState.Other,
                $"There is a record {other}: it belongs to another tenant or to an earlier attempt. Add the "
                    + $"one below as well.",
                toMake
            )
            : new Ownership(
                ProofState.Missing,
                "Add this record to the domain's DNS zone. It is visible after some minutes, sometimes "
                    + "after hours.",
                toMake
            );
    }
}
