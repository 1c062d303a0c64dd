using System.Text.RegularExpressions;

namespace HybridAdmin.Core.Domains.Records;

/// <summary>Judges DKIM: the signature of the domain on mail from Microsoft 365 (RULES.md, DNS).</summary>
internal static partial class DkimRules
{
    public static MailRecordFinding Judge(MailDomainFacts facts, DomainAnswers answers)
    {
        var (one, two) = (answers.Selector1, answers.Selector2);
        if (one.IsUnknown || two.IsUnknown)
            return MailRecordFinding.Unknown(MailRecordKind.DKIM, one.IsUnknown ? one : two);
        var found = new[] { one, two }.Select(a => a.Values.FirstOrDefault()).ToArray();
        var expected = facts.Dkim is { Selector1CNAME: { } first, Selector2CNAME: { } second }
            ? new[] { DnsNames.Normalize(first), DnsNames.Normalize(second) }
            : null;
        if (found[0] is null && found[1] is null)
            return None();
        if (found.OfType<string>().FirstOrDefault(IsOfAnotherTenant) is { } foreign)
            return Is(
                DnsState.Mismatch,
                DnsSeverity.Error,
                $"{foreign} belongs to another tenant: signatures made here cannot be checked with it."
            );

        if (expected is null)
            return ByPattern();
        var isRight = new[] { Same(found[0], expected[0]), Same(found[1], expected[1]) };
        if (isRight[0] != isRight[1])
            return Is(
                DnsState.Incomplete,
                DnsSeverity.Warning,
                $"selector{(isRight[0] ? 2 : 1)} is missing or wrong. Signing works until the key changes to "
                    + $"it, then receivers cannot check any signature."
            );
        if (!isRight[0])
            return Is(
                DnsState.Mismatch,
                facts.Dkim!.Enabled == true ? DnsSeverity.Error : DnsSeverity.Warning,
                "Both records lead to other names than Exchange Online's for this domain. Replace them."
            );
        if (facts.Dkim!.Enabled == false)
            return Is(
                DnsState.Incomplete,
                DnsSeverity.Warning,
                "Both records are there, and signing is off. Switch it on in the Defender portal (Email "
                    + "authentication settings, DKIM)."
            );
        return NoKey()
            ?? Is(
                DnsState.Ok,
                DnsSeverity.None,
                facts.Dkim.Enabled == true
                    ? "Mail is signed in the name of the domain, and receivers find the keys."
                    : "Both records are right. Exchange Online did not report whether signing is on."
            );

        MailRecordFinding None()
        {
            // A TXT at the selector itself follows no CNAME: somebody published a key there.
            if (answers.Key1.Records.Count > 0 || answers.Key2.Records.Count > 0)
                return Is(
                    DnsState.LegacyButValid,
                    DnsSeverity.Warning,
                    "The selectors hold a key themselves instead of leading to Microsoft's: it cannot change "
                        + "automatically. Replace them with CNAME records."
                );
            if (facts.IsParked)
                return Is(
                    DnsState.NotUsed,
                    DnsSeverity.None,
                    "Nobody sends with the domain, so there is nothing to sign."
                );
            if (facts.Dkim?.Enabled == true)
                return Is(
                    DnsState.Missing,
                    DnsSeverity.Error,
                    "Signing is on, and receivers do not find the keys: signatures fail. Create both records below."
                );
            return Is(
                DnsState.Missing,
                DnsSeverity.Warning,
                "Mail is signed by the tenant's initial domain only, so DMARC does not count the signature. "
                    + (
                        expected is null
                            ? "The values cannot be computed: they are in the Defender portal (Email "
                                + "authentication settings, DKIM), where signing is switched on."
                            : "Create both records below, then switch signing on in the Defender portal."
                    )
            );
        }

        MailRecordFinding ByPattern()
        {
            if (found[0] is null || found[1] is null)
                return Is(
                    DnsState.Incomplete,
                    DnsSeverity.Warning,
                    $"selector{(found[0] is null ? 1 : 2)} is missing. Signing works until the key changes to it."
                );
            var forms = found.Select(f => FormOf(f!, facts.Name)).ToArray();
            if (forms.Any(f => f is null))
                return Is(
                    DnsState.Unknown,
                    DnsSeverity.None,
                    "The records lead elsewhere than to Microsoft 365, or to another domain's keys. What "
                        + "Exchange Online expects could not be asked."
                );
            return NoKey()
                ?? Is(
                    DnsState.LegacyButValid,
                    DnsSeverity.Information,
                    $"They look right ({(forms[0] == Form.Older ? "the older form" : "the newer form")}). "
                        + $"Exchange Online could not be asked for the exact values, nor whether signing is "
                        + $"on."
                );
        }

        MailRecordFinding? NoKey() =>
            answers.Key1.IsMissing && answers.Key2.IsMissing
                ? Is(
                    DnsState.Incomplete,
                    DnsSeverity.Warning,
                    "The records are right, but there is no key at their targets. It takes up to four days after "
                        + "signing was switched on; otherwise change the keys once in the Defender portal."
                )
                : null;

        bool IsOfAnotherTenant(string target) =>
            facts.InitialDomain is { } initial
            && OlderForm().Match(target) is { Success: true } match
            && !DnsNames.IsWithin(match.Groups["initial"].Value, initial)
            && !Contains(expected, target);

        MailRecordFinding Is(DnsState state, DnsSeverity severity, string advice) =>
            new(MailRecordKind.DKIM, state, severity, advice)
            {
                Expected = expected ?? [],
                ExpectedFrom = expected is null ? null : "Exchange Online",
                Found = [.. found.Select((f, n) => f is null ? null : $"selector{n + 1}: {f}").OfType<string>()],
                ToMake =
                    expected is null || state is DnsState.Ok or DnsState.NotUsed
                        ? []
                        :
                        [
                            .. expected
                                .Select(
                                    (e, n) => new ZoneRecord($"selector{n + 1}._domainkey.{facts.Name}", "CNAME", e)
                                )
                                .Where((_, n) => !Same(found[n], expected[n])),
                        ],
            };
    }

    private enum Form
    {
        Older,
        Newer,
    }

    private static Form? FormOf(string target, string domain)
    {
        var (older, newer) = (OlderForm().Match(target), NewerForm().Match(target));
        var dashes = MicrosoftMail.WithDashes(domain);
        return older.Success && older.Groups["domain"].Value == dashes ? Form.Older
            : newer.Success && newer.Groups["domain"].Value == dashes ? Form.Newer
            : null;
    }

    private static bool Same(string? found, string expected) =>
        found is not null && found.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(string[]? expected, string target) =>
        expected is not null && expected.Contains(target, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The form for domains added before May 2025: selector1-contoso-com._domainkey.contoso.onmicrosoft.com.
    /// </summary>
    [GeneratedRegex(
        @"^selector[12]-(?<domain>[a-z0-9-]+)\._domainkey\.(?<initial>[a-z0-9-]+\.onmicrosoft\.(com|us)|[a-z0-9-]+\.partner\.onmschina\.cn)$"
    )]
    private static partial Regex OlderForm();

    /// <summary>
    /// The form since May 2025: selector1-contoso-com._domainkey.contoso.{character}-v1.dkim.mail.microsoft.
    /// </summary>
    [GeneratedRegex(
        @"^selector[12]-(?<domain>[a-z0-9-]+)\._domainkey\.(?<prefix>[a-z0-9-]+)\.[a-z0-9]-v1\.dkim\.mail\.microsoft$"
    )]
    private static partial Regex NewerForm();
}
