namespace HybridAdmin.Core.Domains;

/// <summary>MTA-STS and TLS-RPT: optional promises about encryption on the way (RULES.md, DNS).</summary>
internal static class TransportSecurityRules
{
    public static MailRecordFinding JudgeMtaSts(MailDomainFacts facts, DnsAnswer answer)
    {
        if (answer.IsUnknown) return MailRecordFinding.Unknown(MailRecordKind.MtaSts, answer);
        var found = Meant(answer, "v=STSv1");
        if (found.Length == 0) return Is(DnsState.NotUsed, DnsSeverity.None, "Not used. With it senders insist on encryption; Microsoft does not host the policy, so it takes a web site of your own.");
        if (found.Length > 1) return Is(DnsState.Multiple, DnsSeverity.Error, "There is more than one MTA-STS record, and then senders take none of them. Keep one.");
        var id = DmarcRules.Tags(found[0]).FirstOrDefault(t => t.Name == "id").Value;
        return id is not { Length: >= 1 and <= 32 } || !id.All(char.IsAsciiLetterOrDigit)
            ? Is(DnsState.Invalid, DnsSeverity.Error, "The record needs id= with 1 to 32 letters and digits; without it senders take it for none.")
            : Is(
                DnsState.Ok, DnsSeverity.Information,
                $"Senders are told that there is a policy, number {id}. The policy itself is not read by this console: see that https://mta-sts.{facts.Name}/.well-known/mta-sts.txt answers without redirect, with a valid certificate, and that its mx lines cover every MX above.");

        MailRecordFinding Is(DnsState state, DnsSeverity severity, string advice) => new(MailRecordKind.MtaSts, state, severity, advice) { Found = found };
    }

    public static MailRecordFinding JudgeTlsRpt(MailDomainFacts facts, DnsAnswer answer, bool isMtaStsUsed)
    {
        if (answer.IsUnknown) return MailRecordFinding.Unknown(MailRecordKind.TlsRpt, answer);
        var found = Meant(answer, "v=TLSRPTv1");
        if (found.Length == 0)
        {
            return isMtaStsUsed
                ? Is(DnsState.NotUsed, DnsSeverity.Information, "With MTA-STS senders may refuse to deliver, and nobody tells you. Make the record below to get their reports.") with
                {
                    ToMake = [new ZoneRecord($"_smtp._tls.{facts.Name}", "TXT", $"v=TLSRPTv1; rua=mailto:tlsrpt@{facts.Name}")],
                }
                : Is(DnsState.NotUsed, DnsSeverity.None, "Not used: nobody reports failed encryption to you.");
        }

        if (found.Length > 1) return Is(DnsState.Multiple, DnsSeverity.Error, "There is more than one TLS-RPT record, and then senders take none of them. Keep one.");
        var receiver = DmarcRules.Tags(found[0]).FirstOrDefault(t => t.Name == "rua").Value ?? string.Empty;
        return receiver.Split(',', StringSplitOptions.TrimEntries).All(r => r.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || r.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            ? Is(DnsState.Ok, DnsSeverity.None, "Senders report failed encryption.")
            : Is(DnsState.Invalid, DnsSeverity.Error, "rua= has to name where to report, as mailto: or https:.");

        MailRecordFinding Is(DnsState state, DnsSeverity severity, string advice) => new(MailRecordKind.TlsRpt, state, severity, advice) { Found = found };
    }

    private static string[] Meant(DnsAnswer answer, string version) => [.. answer.Values.Where(v => v.TrimStart().StartsWith(version, StringComparison.OrdinalIgnoreCase))];
}
