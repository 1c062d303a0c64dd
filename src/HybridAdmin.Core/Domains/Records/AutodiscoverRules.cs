namespace HybridAdmin.Core.Domains.Records;

/// <summary>
/// Judges Autodiscover: the records by which Outlook finds the mailbox of an address of the domain (RULES.md, DNS).
/// </summary>
internal static class AutodiscoverRules
{
    public static MailRecordFinding Judge(MailDomainFacts facts, DomainAnswers answers)
    {
        var alias = answers.Autodiscover;
        if (alias.IsUnknown)
            return MailRecordFinding.Unknown(MailRecordKind.Autodiscover, alias);
        var expected = facts
            .Expected("CName")
            .Where(r => r.Name.StartsWith("autodiscover.", StringComparison.OrdinalIgnoreCase))
            .Select(r => r.Value)
            .ToArray();
        var target = alias.Values.FirstOrDefault();
        var address = answers.AutodiscoverAddress;
        var onPremises = facts.Use.OnPremisesMailboxes;

        if (
            target is not null
            && (MicrosoftMail.IsAutodiscover(target) || expected.Contains(target, StringComparer.OrdinalIgnoreCase))
        )
        {
            if (onPremises > 0)
            {
                return Is(
                    DnsState.Mismatch,
                    DnsSeverity.Error,
                    $"{Mailboxes(onPremises)} still on-premises, and the cloud cannot send their Outlook "
                        + $"there: they will not find their mailbox. Point autodiscover to the on-premises "
                        + $"Exchange until the last one has moved.",
                    [target]
                );
            }

            return expected.Length > 0 && !expected.Contains(target, StringComparer.OrdinalIgnoreCase)
                ? Is(
                    DnsState.Mismatch,
                    DnsSeverity.Error,
                    "It leads to a Microsoft cloud other than the tenant's.",
                    [target]
                )
                : Is(DnsState.Ok, DnsSeverity.None, "Outlook asks Microsoft 365, where the mailboxes are.", [target]);
        }

        if (target is null && address.IsUnknown)
            return MailRecordFinding.Unknown(MailRecordKind.Autodiscover, address);
        string[] found = target is null ? [.. address.Values] : [target];
        if (found.Length == 0)
            return Absent();
        if (target is not null && address.IsMissing)
            return Is(
                DnsState.Invalid,
                DnsSeverity.Error,
                $"{target} has no address: Outlook does not get an answer. Correct the name or the host.",
                found
            );
        if (
            target is null
            && address.Records.Count > 0
            && (IsSame(address, answers.Wildcard) || IsSame(address, answers.Apex))
        )
        {
            return Is(
                DnsState.Risky,
                DnsSeverity.Warning,
                "The address is also that of the web site or of every name of the domain: a wildcard or a "
                    + "web hoster answers, and Outlook warns of its certificate. Create a separate record.",
                found
            );
        }

        return onPremises > 0
            ? Is(
                DnsState.OkByDesign,
                DnsSeverity.Information,
                $"Outlook asks on-premises, by design: {Mailboxes(onPremises)} there, and those in the cloud "
                    + $"are redirected by their targetAddress.",
                found
            )
            : Is(
                DnsState.OkByDesign,
                DnsSeverity.Warning,
                "Outlook asks a server of your own, though no mailbox with an address of this domain is "
                    + "on-premises. It can be switched to the cloud when the last mailbox and public folder "
                    + "have moved.",
                found
            );

        MailRecordFinding Absent()
        {
            if (answers.AutodiscoverService.Records.Count > 0)
                return Is(
                    DnsState.LegacyButValid,
                    DnsSeverity.Information,
                    "There is only the service record _autodiscover._tcp: it works for some clients only.",
                    [.. answers.AutodiscoverService.Values]
                );
            return facts.IsParked
                ? Is(
                    DnsState.NotUsed,
                    DnsSeverity.None,
                    "Nobody has an address or sign-in name in the domain, so Outlook never asks.",
                    []
                )
                : Is(
                    DnsState.Missing,
                    DnsSeverity.Error,
                    "Outlook and phones cannot set themselves up for addresses of this domain. Make the record below.",
                    []
                );
        }

        MailRecordFinding Is(DnsState state, DnsSeverity severity, string advice, IReadOnlyList<string> values) =>
            new(MailRecordKind.Autodiscover, state, severity, advice)
            {
                Expected = onPremises > 0 ? [] : expected,
                ExpectedFrom = expected.Length > 0 && onPremises == 0 ? "Microsoft Graph" : null,
                Found = values,
                ToMake =
                    state is DnsState.Ok or DnsState.OkByDesign or DnsState.NotUsed || onPremises > 0
                        ? []
                        : [.. expected.Take(1).Select(e => new ZoneRecord($"autodiscover.{facts.Name}", "CNAME", e))],
            };
    }

    private static bool IsSame(DnsAnswer one, DnsAnswer other) =>
        one.Values.Intersect(other.Values, StringComparer.OrdinalIgnoreCase).Any();

    private static string Mailboxes(int count) => count == 1 ? "one mailbox is" : $"{count} mailboxes are";
}
