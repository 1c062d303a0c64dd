namespace HybridAdmin.Core.Domains.Records;

/// <summary>Judges MTA-STS and TLS-RPT, which are optional and concern encryption in transit (RULES.md, DNS).</summary>
internal static class TransportSecurityRules
{
    /// <summary>Indicates whether senders would request the policy from the web site.</summary>
    public static bool AnnouncesPolicy(DnsAnswer answer) =>
        Meant(answer, "v=STSv1") is [var only] && IdOf(only) is not null;

    public static MailRecordFinding JudgeMtaSts(MailDomainFacts facts, DomainAnswers answers)
    {
        var answer = answers.MtaSts;
        if (answer.IsUnknown)
            return MailRecordFinding.Unknown(MailRecordKind.MtaSts, answer);
        var found = Meant(answer, "v=STSv1");
        if (found.Length == 0)
            return Is(
                DnsState.NotUsed,
                DnsSeverity.None,
                "Not used. With it senders insist on encryption; Microsoft does not host the policy, so it "
                    + "takes a web site of your own."
            );
        if (found.Length > 1)
            return Is(
                DnsState.Multiple,
                DnsSeverity.Error,
                "There is more than one MTA-STS record, and senders then ignore all of them. Keep one."
            );
        if (IdOf(found[0]) is not { } id)
            return Is(
                DnsState.Invalid,
                DnsSeverity.Error,
                "The record needs id= with 1 to 32 letters and digits; without it senders ignore it."
            );
        return JudgePolicy(facts, answers, id) with { Found = [.. found, .. answers.Policy.Policy?.Lines ?? []] };

        MailRecordFinding Is(DnsState state, DnsSeverity severity, string advice) =>
            new(MailRecordKind.MtaSts, state, severity, advice) { Found = found };
    }

    private static MailRecordFinding JudgePolicy(MailDomainFacts facts, DomainAnswers answers, string id)
    {
        var site = MtaStsPolicy.AddressOf(facts.Name);
        if (answers.Policy.Policy is not { } policy)
        {
            return answers.Policy switch
            {
                { Problem: null } => Is(
                    DnsState.Ok,
                    DnsSeverity.Information,
                    $"The record announces policy {id}. The policy itself was not read: "
                        + $"check that {site} answers without redirect, with a valid certificate, and that its "
                        + $"mx lines cover every MX above."
                ),
                { IsInvalid: true, Problem: { } problem } => Is(
                    DnsState.Invalid,
                    DnsSeverity.Error,
                    $"{site} does not serve a valid policy, and senders ignore it. {problem}"
                ),
                { Problem: { } problem } => Is(
                    DnsState.Incomplete,
                    DnsSeverity.Warning,
                    $"The record announces policy {id}, but it could not be fetched from {site}. {problem} "
                        + $"Senders that have cached an older policy follow it; others deliver without one."
                ),
            };
        }

        if (policy.Mode == "none")
            return Is(
                DnsState.NotUsed,
                DnsSeverity.Information,
                "The policy says none: senders need not encrypt. That is the way out of MTA-STS; when its "
                    + "max_age is over, the record can be removed."
            );
        var missing = answers
            .Mx.Records.Select(r => r.Value)
            .Where(h => h.Length > 0 && !policy.Covers(h))
            .Distinct()
            .ToArray();
        if (missing.Length > 0)
        {
            var hosts = string.Join(", ", missing);
            return policy.Mode == "enforce"
                ? Is(
                    DnsState.Mismatch,
                    DnsSeverity.Error,
                    $"No mx line of the policy covers {hosts}: senders refuse to deliver there. Add an mx "
                        + $"line for it at {site}, then raise id= in the record."
                )
                : Is(
                    DnsState.Mismatch,
                    DnsSeverity.Warning,
                    $"No mx line of the policy covers {hosts}. It is in testing, so mail is still "
                        + $"delivered; in enforce it would not be. Add an mx line at {site}, then raise id= in "
                        + $"the record."
                );
        }

        var covers = answers.Mx.IsUnknown
            ? "whether its mx lines cover every MX is not known now"
            : "its mx lines cover every MX";
        return policy.Mode == "testing"
            ? Is(
                DnsState.Ok,
                DnsSeverity.Information,
                $"Policy {id} is in testing: senders only report what they would refuse; {covers}. When the "
                    + $"reports are clean, set mode: enforce and raise id=."
            )
            : Is(
                DnsState.Ok,
                DnsSeverity.None,
                $"Senders insist on encryption by policy {id}; {covers}. Before an MX changes, extend the "
                    + $"policy and raise id= first."
            );

        static MailRecordFinding Is(DnsState state, DnsSeverity severity, string advice) =>
            new(MailRecordKind.MtaSts, state, severity, advice);
    }

    /// <summary>The id of the policy; null if the record has no valid one.</summary>
    private static string? IdOf(string record) =>
        DmarcRules.Tags(record).FirstOrDefault(t => t.Name == "id").Value is { Length: >= 1 and <= 32 } id
        && id.All(char.IsAsciiLetterOrDigit)
            ? id
            : null;

    public static MailRecordFinding JudgeTlsRpt(MailDomainFacts facts, DnsAnswer answer, bool isMtaStsUsed)
    {
        if (answer.IsUnknown)
            return MailRecordFinding.Unknown(MailRecordKind.TlsRpt, answer);
        var found = Meant(answer, "v=TLSRPTv1");
        if (found.Length == 0)
        {
            return isMtaStsUsed
                ? Is(
                    DnsState.NotUsed,
                    DnsSeverity.Information,
                    "With MTA-STS senders may refuse to deliver, without a report to you. Create the record below "
                        + "to get their reports."
                ) with
                {
                    ToMake =
                    [
                        new ZoneRecord(
                            $"_smtp._tls.{facts.Name}",
                            "TXT",
                            $"v=TLSRPTv1; rua=mailto:tlsrpt@{facts.Name}"
                        ),
                    ],
                }
                : Is(DnsState.NotUsed, DnsSeverity.None, "Not used: nobody reports failed encryption to you.");
        }

        if (found.Length > 1)
            return Is(
                DnsState.Multiple,
                DnsSeverity.Error,
                "There is more than one TLS-RPT record, and senders then ignore all of them. Keep one."
            );
        var receiver = DmarcRules.Tags(found[0]).FirstOrDefault(t => t.Name == "rua").Value ?? string.Empty;
        return receiver
            .Split(',', StringSplitOptions.TrimEntries)
            .All(r =>
                r.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
                || r.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
            )
            ? Is(DnsState.Ok, DnsSeverity.None, "Senders report failed encryption.")
            : Is(DnsState.Invalid, DnsSeverity.Error, "rua= has to name where to report, as mailto: or https:.");

        MailRecordFinding Is(DnsState state, DnsSeverity severity, string advice) =>
            new(MailRecordKind.TlsRpt, state, severity, advice) { Found = found };
    }

    private static string[] Meant(DnsAnswer answer, string version) =>
        [.. answer.Values.Where(v => v.TrimStart().StartsWith(version, StringComparison.OrdinalIgnoreCase))];
}
