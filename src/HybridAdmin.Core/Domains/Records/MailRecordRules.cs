namespace HybridAdmin.Core.Domains.Records;

/// <summary>Judges all records of a mail domain. Pure: the same facts and answers give the same findings.</summary>
public static class MailRecordRules
{
    /// <summary>
    /// Indicates whether Microsoft manages the domain's zone. Nothing is looked up for it, and nothing can be changed.
    /// </summary>
    public static bool IsMicrosofts(string domain) =>
        DnsNames.IsWithin(domain, "onmicrosoft.com")
        || DnsNames.IsWithin(domain, "onmicrosoft.us")
        || DnsNames.IsWithin(domain, "onmschina.cn");

    /// <summary>One finding for each kind, in the order of <see cref="MailRecordKind"/>.</summary>
    public static IReadOnlyList<MailRecordFinding> Judge(MailDomainFacts facts, DomainAnswers answers)
    {
        var spf = SpfRules.Judge(facts, answers.Text, answers.Spf);
        var dkim = DkimRules.Judge(facts, answers);
        var mtaSts = TransportSecurityRules.JudgeMtaSts(facts, answers);
        return
        [
            MxRules.Judge(facts, answers.Mx),
            AutodiscoverRules.Judge(facts, answers),
            spf,
            dkim,
            DmarcRules.Judge(facts, answers, [spf, dkim]),
            mtaSts,
            TransportSecurityRules.JudgeTlsRpt(
                facts,
                answers.TlsRpt,
                mtaSts.State is not (DnsState.NotUsed or DnsState.Unknown)
            ),
        ];
    }
}
