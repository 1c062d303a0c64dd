using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>Whether the record that proves ownership is to be seen.</summary>
public enum ProofState
{
    /// <summary>The tenant has verified the domain; the record may stay or go.</summary>
    Verified,

    /// <summary>The record is there: verify now.</summary>
    Visible,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>Another one is there: of another tenant, or of an earlier attempt.</summary>
    Other,

    /// <summary>DNS or the tenant could not be asked.</summary>
    Unknown,
}

/// <summary>The proof that the domain belongs to the organisation.</summary>
/// <param name="State">In one word; verified is what the tenant says, never what DNS says.</param>
/// <param name="Advice">What to do, as sentences.</param>
/// <param name="Record">The record to make; null: none is needed, or it is not known.</param>
public sealed record Ownership(ProofState State, string Advice, ZoneRecord? Record);

/// <summary>Judges the proof of ownership (RULES.md, DNS).</summary>
public static class OwnershipRules
{
    private const string Prefix = "MS=";

    /// <param name="domain">In the tenant.</param>
    /// <param name="wanted">Graph: verificationDnsRecords; null: could not be read.</param>
    /// <param name="texts">TXT of the domain.</param>
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
                "The tenant has not verified the domain, and the record that it wants could not be read.",
                null
            );
        if (texts.IsUnknown)
            return new Ownership(
                ProofState.Unknown,
                $"Whether the record is there could not be looked up. {texts.Problem}",
                toMake
            );
        if (texts.Values.Contains(toMake.Value, StringComparer.OrdinalIgnoreCase))
            return new Ownership(ProofState.Visible, "The record is visible: the domain can be verified now.", toMake);
        return texts.Values.FirstOrDefault(t => t.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) is { } other
            ? new Ownership(
                ProofState.Other,
                $"There is a record {other}: it belongs to another tenant or to an earlier attempt. Add the "
                    + $"one below beside it.",
                toMake
            )
            : new Ownership(
                ProofState.Missing,
                "Add this record where the domain's zone is kept. It is seen after some minutes, sometimes "
                    + "after hours.",
                toMake
            );
    }
}
