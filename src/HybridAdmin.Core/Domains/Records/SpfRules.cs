namespace HybridAdmin.Core.Domains.Records;

/// <summary>Judges SPF: the senders that may use an address of the domain (RULES.md, DNS).</summary>
internal static class SpfRules
{
    public static MailRecordFinding Judge(MailDomainFacts facts, DnsAnswer texts, SpfChain? chain)
    {
        if (texts.IsUnknown)
            return MailRecordFinding.Unknown(MailRecordKind.SPF, texts);
        var found = texts.Values.Where(SpfRecord.IsMeant).ToArray();
        var include = MicrosoftMail.SpfIncludeFor(facts);
        var usual = $"v=spf1 include:{include} -all";
        if (found.Length == 0)
            return None();
        if (found.Length > 1)
            return Is(
                DnsState.Multiple,
                DnsSeverity.Error,
                $"There are {found.Length} SPF records, and receivers then ignore all of them (permanent "
                    + $"error). Merge them into one."
            );
        if (!SpfRecord.TryParse(found[0], out var record, out var problem))
            return Is(
                DnsState.Invalid,
                DnsSeverity.Error,
                $"The record cannot be read, so receivers do not follow it. {problem}"
            );
        if (record.All == '+')
            return Is(
                DnsState.Risky,
                DnsSeverity.Error,
                "\"+all\" lets everybody in the world send in your name. End the record with -all."
            );
        if (chain is null)
            return Is(DnsState.Unknown, DnsSeverity.None, "The included records were not read.");
        if (chain.Steps.Count > SpfChain.MostLookups)
        {
            return Is(
                DnsState.Invalid,
                DnsSeverity.Error,
                $"The record needs more than {SpfChain.MostLookups} look-ups, and receivers then ignore "
                    + $"it (permanent error). Remove the terms that are not used any more: "
                    + $"{string.Join("; ", Chain(chain))}."
            );
        }

        if (chain.Problems.Count > 0)
            return Is(
                DnsState.Invalid,
                DnsSeverity.Error,
                $"Receivers ignore the record (permanent error). {string.Join(" ", chain.Problems)}"
            );
        if (chain.VoidLookups > SpfChain.MostVoid)
            return Is(
                DnsState.Invalid,
                DnsSeverity.Error,
                $"{chain.VoidLookups} included names have no result; at most {SpfChain.MostVoid} may. Remove them."
            );
        return OfTheCloud(record) ?? Ending(record);

        MailRecordFinding None() =>
            facts.IsParked
                ? Is(
                    DnsState.NotUsed,
                    DnsSeverity.Information,
                    "Nobody has an address in the domain. Publish that nobody sends with it, so that nobody else can.",
                    "v=spf1 -all"
                )
                : Is(
                    DnsState.Missing,
                    DnsSeverity.Error,
                    "Receivers cannot distinguish your mail from that of others in your name. Create the record "
                        + "below, with your own senders added before -all.",
                    usual
                );

        MailRecordFinding? OfTheCloud(SpfRecord own)
        {
            var clouds = chain!
                .Includes.Where(MicrosoftMail.IsSpfInclude)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToArray();
            if (clouds.Contains(include, StringComparer.OrdinalIgnoreCase))
                return null;
            if (clouds.Length > 0 && facts.ServiceRecords.Count > 0)
                return Is(
                    DnsState.Mismatch,
                    DnsSeverity.Error,
                    $"{clouds[0]} belongs to another of Microsoft's clouds. Include {include}.",
                    usual
                );
            if (clouds.Length > 0 || (facts.IsParked && own.All == '-'))
                return null;
            if (chain.NotSeen is { } reason)
                return Is(
                    DnsState.Unknown,
                    DnsSeverity.None,
                    $"Whether Microsoft 365 may send could not be determined. {reason}"
                );
            if (facts.IsCentralized)
                return Is(
                    DnsState.OkByDesign,
                    DnsSeverity.Information,
                    "Microsoft 365 does not send itself: all its mail leaves through the on-premises "
                        + "organisation, by the outbound connector."
                );
            return facts is { IsTenantKnown: true, IsVerified: true }
                ? Is(
                    DnsState.Mismatch,
                    DnsSeverity.Error,
                    $"Mail from Microsoft 365 fails SPF: the record does not include {include}. Add "
                        + $"include:{include} before \"all\".",
                    WithInclude(own)
                )
                : Is(
                    DnsState.OkByDesign,
                    DnsSeverity.Information,
                    "Microsoft 365 is not among the senders. As far as is known the domain is not verified "
                        + "in the tenant, so it does not send with it."
                );
        }

        MailRecordFinding Ending(SpfRecord own) =>
            (own.All, own.HasRedirect) switch
            {
                ('-', _) or (null, true) => Is(
                    chain!.NotSeen is null ? DnsState.Ok : DnsState.Unknown,
                    chain.NotSeen is null && HasPtr(own) ? DnsSeverity.Information : DnsSeverity.None,
                    chain.NotSeen is { } reason ? $"The part that was read is correct. {reason}"
                        : facts.IsParked && own.All == '-' && own.Terms.Count == 1
                            ? "The record says that nobody sends with this domain, and nobody has an address in it."
                        : $"Microsoft 365 may send, and who else is not named may not ({chain.Steps.Count} "
                            + $"of {SpfChain.MostLookups} "
                            + $"look-ups).{(HasPtr(own) ? " \"ptr\" is deprecated: receivers may ignore it." : "")}"
                ),
                ('~', _) => Is(
                    DnsState.Ok,
                    DnsSeverity.Information,
                    $"Microsoft 365 may send ({chain!.Steps.Count} of {SpfChain.MostLookups} look-ups). "
                        + $"\"~all\" only marks the mail of others; Microsoft recommends -all together with "
                        + $"DKIM and DMARC."
                ),
                ('?', _) => Is(
                    DnsState.Risky,
                    DnsSeverity.Warning,
                    "\"?all\" says nothing about the mail of others. End the record with -all."
                ),
                _ => Is(
                    DnsState.Risky,
                    DnsSeverity.Warning,
                    "The record does not say what to do with the mail of others. End it with -all."
                ),
            };

        MailRecordFinding Is(DnsState state, DnsSeverity severity, string advice, string? toMake = null) =>
            new(MailRecordKind.SPF, state, severity, advice)
            {
                Expected = facts.IsParked
                    ? ["v=spf1 -all"]
                    : facts.Expected("Txt").Where(r => SpfRecord.IsMeant(r.Value)).Select(r => r.Value).ToArray(),
                ExpectedFrom =
                    facts.IsParked ? "pattern"
                    : facts.ServiceRecords.Count > 0 ? "Microsoft Graph"
                    : null,
                Found = found,
                ToMake = toMake is null ? [] : [new ZoneRecord(facts.Name, "TXT", toMake)],
            };

        string WithInclude(SpfRecord own)
        {
            var terms = own.Terms.Select(t => t.ToString()).ToList();
            var end = terms.FindIndex(t => t.EndsWith("all", StringComparison.Ordinal));
            terms.Insert(end < 0 ? terms.Count : end, $"include:{include}");
            return $"v=spf1 {string.Join(' ', terms)}";
        }
    }

    private static bool HasPtr(SpfRecord record) => record.Terms.Any(t => t.Name == "ptr");

    private static IEnumerable<string> Chain(SpfChain chain) =>
        chain.Steps.Select((s, n) => $"{n + 1}. {s.Term}{(s.Depth == 0 ? "" : $" (in {s.Domain})")}");
}
