using System.Globalization;

namespace HybridAdmin.Core.Domains.Records;

/// <summary>
/// Judges the MX records: the hosts to which the Internet delivers the domain's mail (RULES.md, DNS).
/// </summary>
internal static class MxRules
{
    /// <summary>The preference of the record that proves ownership; no mail is delivered there.</summary>
    private const int Proof = 32767;

    public static MailRecordFinding Judge(MailDomainFacts facts, DnsAnswer answer)
    {
        if (answer.IsUnknown)
            return MailRecordFinding.Unknown(MailRecordKind.MX, answer);
        var expected = facts.Expected("Mx").Select(r => r.Value).ToArray();
        var all = answer.Records.OrderBy(r => r.Preference).ToArray();
        var hosts = Receiving(answer);
        var toMake = facts
            .Expected("Mx")
            .Select(r => new ZoneRecord(
                facts.Name,
                "MX",
                $"{(r.Preference ?? 0).ToString(CultureInfo.InvariantCulture)} {r.Value}"
            ))
            .ToArray();

        if (hosts.Length == 0)
        {
            return facts.IsParked
                    ? Is(DnsState.Ok, DnsSeverity.None, "The domain receives no mail, and nobody has an address in it.")
                : answer.IsMissing || all.All(r => r.Preference == Proof)
                    ? Is(
                        DnsState.Missing,
                        DnsSeverity.Error,
                        "Nobody can send mail to this domain: it has no MX record. Create the one below."
                    )
                : Is(
                    DnsState.Mismatch,
                    DnsSeverity.Error,
                    "The null MX record says that the domain receives no mail, but recipients have addresses "
                        + "in it. Replace it."
                );
        }

        if (hosts.FirstOrDefault(MicrosoftMail.IsRetiredMx) is { } retired)
            return Is(
                DnsState.Mismatch,
                DnsSeverity.Error,
                $"{retired} is a host name that Microsoft retired in 2018: senders get a deferral (451 "
                    + $"4.4.62). Replace it with the record below."
            );
        var microsoft = hosts.Where(MicrosoftMail.IsMx).ToArray();
        if (microsoft.Length > 0 && microsoft.Length < hosts.Length)
            return Is(
                DnsState.Risky,
                DnsSeverity.Warning,
                "Some of the records lead to Microsoft 365 and some elsewhere: the way of a message is "
                    + "not predictable, and filters can be bypassed. Keep one way."
            );
        return microsoft.Length > 0 ? ToMicrosoft(microsoft) : Elsewhere();

        MailRecordFinding ToMicrosoft(string[] found)
        {
            var foreign = found.FirstOrDefault(h =>
                !expected.Contains(h, StringComparer.OrdinalIgnoreCase) && !MicrosoftMail.IsMxOf(h, facts.Name)
            );
            if (foreign is not null)
                return Is(
                    DnsState.Mismatch,
                    DnsSeverity.Error,
                    $"{foreign} is the host of another domain of Microsoft 365. It may work by accident; use "
                        + $"the host of this domain."
                );
            if (expected.Length > 0 && !found.All(h => expected.Contains(h, StringComparer.OrdinalIgnoreCase)))
            {
                return Is(
                    DnsState.LegacyButValid,
                    DnsSeverity.Warning,
                    "Mail goes to Microsoft 365, but not to the host that the tenant names. While the domain "
                        + "moves to a host below mx.microsoft both answer; a domain that was never on the "
                        + "other one is not reached. "
                        + "If there is an MTA-STS policy, extend it first, then change the MX."
                );
            }

            var remains = all.Any(r => r.Preference == Proof)
                ? " The record with preference 32767 proved ownership and can be removed."
                : string.Empty;
            if (found.Length > 1)
                return Is(
                    DnsState.Multiple,
                    DnsSeverity.Warning,
                    "Mail goes to Microsoft 365, by more than one record. One is enough; others "
                        + "bypass the settings of the first."
                );
            return Is(
                DnsState.Ok,
                remains.Length > 0 ? DnsSeverity.Information : DnsSeverity.None,
                (
                    expected.Length > 0
                        ? "Mail goes to Microsoft 365 first, to the host that the tenant names."
                        : "Mail goes to Microsoft 365 first. What the tenant expects could not be asked, so "
                            + "the host was compared with the usual form."
                ) + remains
            );
        }

        MailRecordFinding Elsewhere() =>
            facts switch
            {
                { IsHybrid: true } => Is(
                    DnsState.OkByDesign,
                    DnsSeverity.Information,
                    $"Mail goes to {hosts[0]} first and from there on. That is by design where the domain is "
                        + $"shared with another mail system."
                ),
                { IsTenantKnown: true, IsVerified: true, IsExchangeKnown: true } => Is(
                    DnsState.Mismatch,
                    DnsSeverity.Warning,
                    $"Mail goes to {hosts[0]}, and Exchange Online has no connector for it: its filters see "
                        + $"the wrong sender, and anyone who knows the tenant's host can bypass that server. "
                        + $"Point the MX to Microsoft 365, or restrict delivery by a connector."
                ),
                { IsTenantKnown: true, IsVerified: false } => Is(
                    DnsState.OkByDesign,
                    DnsSeverity.Information,
                    $"Mail goes to {hosts[0]}. The tenant has not verified the domain, so it does not receive for it."
                ),
                _ => Is(
                    DnsState.OkByDesign,
                    DnsSeverity.Information,
                    $"Mail goes to {hosts[0]}. Whether that is intended depends on the tenant, which could "
                        + $"not be asked."
                ),
            };

        MailRecordFinding Is(DnsState state, DnsSeverity severity, string advice) =>
            new(MailRecordKind.MX, state, severity, advice)
            {
                Expected = [.. facts.Expected("Mx").Select(r => r.Value)],
                ExpectedFrom = expected.Length > 0 ? "Microsoft Graph" : null,
                Found =
                [
                    .. all.Select(r =>
                        $"{r.Preference.ToString(CultureInfo.InvariantCulture)} {(r.Value.Length == 0 ? "." : r.Value)}"
                    ),
                ],
                ToMake = state is DnsState.Ok or DnsState.OkByDesign ? [] : toMake,
            };
    }

    /// <summary>
    /// The hosts that receive the mail, the preferred one first. The null MX and the proof of ownership are not
    /// included.
    /// </summary>
    public static string[] Receiving(DnsAnswer answer) =>
        [
            .. answer
                .Records.Where(r => r.Preference != Proof && r.Value.Length > 0)
                .OrderBy(r => r.Preference)
                .Select(r => r.Value),
        ];
}
