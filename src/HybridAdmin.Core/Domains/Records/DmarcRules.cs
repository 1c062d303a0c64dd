namespace HybridAdmin.Core.Domains.Records;

/// <summary>Judges DMARC: the treatment of mail that fails SPF and DKIM (RULES.md, DNS).</summary>
internal static class DmarcRules
{
    /// <param name="own">The findings of SPF and DKIM: if one of them is broken, a strict policy loses the domain's own
    /// mail.</param>
    public static MailRecordFinding Judge(
        MailDomainFacts facts,
        DomainAnswers answers,
        IReadOnlyList<MailRecordFinding> own
    )
    {
        if (answers.Dmarc.IsUnknown)
            return MailRecordFinding.Unknown(MailRecordKind.DMARC, answers.Dmarc);
        var found = Meant(answers.Dmarc);
        var toMake = facts.IsParked ? "v=DMARC1; p=reject;" : "v=DMARC1; p=none; rua=mailto:dmarc@" + facts.Name;
        if (found.Length == 0)
            return None();
        if (found.Length > 1)
            return Is(
                DnsState.Multiple,
                DnsSeverity.Error,
                $"There are {found.Length} DMARC records, and receivers then ignore all of them. Keep one."
            );
        var tags = Tags(found[0]);
        if (tags.Count == 0 || tags[0] is not { Name: "v", Value: "DMARC1" })
            return Is(
                DnsState.Invalid,
                DnsSeverity.Error,
                "v=DMARC1 has to be the first tag; otherwise receivers ignore the record."
            );
        if (Policy(tags, "p") is not { } policy || (tags.Count > 1 && tags[1].Name != "p"))
            return Is(
                DnsState.Invalid,
                DnsSeverity.Error,
                "The second tag has to be p=none, p=quarantine or p=reject; otherwise receivers ignore the record."
            );
        if (policy == "none")
        {
            return tags.Any(t => t.Name == "rua" && t.Value.Length > 0)
                ? Is(
                    DnsState.Ok,
                    DnsSeverity.Information,
                    "Receivers report and let everything through: right while you watch. Go on to "
                        + "p=quarantine when the reports show only your own senders."
                )
                : Is(
                    DnsState.Risky,
                    DnsSeverity.Warning,
                    "p=none without rua has no effect: no mail is rejected and nobody reports. Add "
                        + "rua=mailto: and an address.",
                    toMake
                );
        }

        if (own.FirstOrDefault(f => f.Severity >= DnsSeverity.Warning) is { } broken && !facts.IsParked)
        {
            return Is(
                DnsState.Risky,
                policy == "reject" ? DnsSeverity.Error : DnsSeverity.Warning,
                $"The policy is {policy}, and {(broken.Record == MailRecordKind.SPF ? "SPF" : "DKIM")} is "
                    + $"not correct: your own mail may be "
                    + $"{(policy == "reject" ? "rejected" : "put into quarantine")}. Correct that first."
            );
        }

        var percent = tags.FirstOrDefault(t => t.Name == "pct").Value;
        return percent is null or "" or "100"
            ? Is(
                DnsState.Ok,
                DnsSeverity.None,
                policy == "reject"
                    ? "Mail in your name that is not yours is rejected."
                    : "Mail in your name that is not yours goes to quarantine."
            )
            : Is(
                DnsState.Ok,
                DnsSeverity.Information,
                $"The policy is {policy} for {percent} percent of the mail: being rolled out."
            );

        MailRecordFinding None()
        {
            if (answers.DmarcAbove is { } above)
            {
                if (above.Answer.IsUnknown)
                    return MailRecordFinding.Unknown(MailRecordKind.DMARC, above.Answer);
                var inherited = Tags(Meant(above.Answer).FirstOrDefault() ?? string.Empty);
                if ((Policy(inherited, "sp") ?? Policy(inherited, "p")) is { } effective)
                    return Is(
                        DnsState.OkByDesign,
                        DnsSeverity.Information,
                        $"The domain has none of its own and takes over that of {above.Domain}: the policy "
                            + $"is {effective}."
                    );
            }

            return Is(
                DnsState.Missing,
                DnsSeverity.Warning,
                facts.IsParked
                    ? "Nobody has an address in the domain. Publish that its mail is to be rejected, so that "
                        + "nobody else sends with it."
                    : "Receivers do not know what to do with mail in your name that fails SPF and DKIM, and "
                        + "nobody reports it to you. Begin with the record below.",
                toMake
            );
        }

        MailRecordFinding Is(DnsState state, DnsSeverity severity, string advice, string? make = null) =>
            new(MailRecordKind.DMARC, state, severity, advice)
            {
                Expected = facts.IsParked ? ["v=DMARC1; p=reject;"] : [],
                ExpectedFrom = facts.IsParked ? "pattern" : null,
                Found = found,
                ToMake = make is null ? [] : [new ZoneRecord($"_dmarc.{facts.Name}", "TXT", make)],
            };
    }

    /// <summary>Texts that are meant to be DMARC records, including those that begin with another tag.</summary>
    internal static string[] Meant(DnsAnswer answer) =>
        [.. answer.Values.Where(v => v.Contains("DMARC1", StringComparison.OrdinalIgnoreCase))];

    /// <summary>Name and value of each tag, in order; names in lower case.</summary>
    internal static IReadOnlyList<(string Name, string Value)> Tags(string text) =>
        [
            .. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(t => t.Split('=', 2, StringSplitOptions.TrimEntries))
                .Select(t => (t[0].ToLowerInvariant(), t.Length > 1 ? t[1] : string.Empty)),
        ];

    private static string? Policy(IReadOnlyList<(string Name, string Value)> tags, string name) =>
        tags.FirstOrDefault(t => t.Name == name).Value?.ToLowerInvariant() is "none" or "quarantine" or "reject"
            ? tags.First(t => t.Name == name).Value.ToLowerInvariant()
            : null;
}
