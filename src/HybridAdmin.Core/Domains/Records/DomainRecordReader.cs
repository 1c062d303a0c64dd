namespace HybridAdmin.Core.Domains.Records;

/// <summary>
/// Queries DNS for all records by which a mail domain is judged: some twenty queries, each at most once.
/// </summary>
public sealed class DomainRecordReader(IDnsLookup dns, IMtaStsPolicies policies)
{
    /// <summary>A name that does not exist; if it resolves, the zone has a wildcard.</summary>
    private const string NoSuchLabel = "hybridadmin-wildcard-check";

    /// <param name="domain">A domain that <see cref="Recipients.SmtpAddress.IsDomain"/>.</param>
    public async Task<DomainAnswers> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        var name = DnsNames.Normalize(domain);
        Task<DnsAnswer> Ask(string of, DnsType type) => dns.QueryAsync(of, type, cancellationToken);
        var mx = Ask(name, DnsType.MX);
        var text = Ask(name, DnsType.TXT);
        var autodiscover = Ask($"autodiscover.{name}", DnsType.CNAME);
        var selectors = Enumerable
            .Range(1, 2)
            .Select(n => Ask($"selector{n}._domainkey.{name}", DnsType.CNAME))
            .ToArray();
        var keys = Enumerable.Range(1, 2).Select(n => Ask($"selector{n}._domainkey.{name}", DnsType.TXT)).ToArray();
        var dmarc = Ask($"_dmarc.{name}", DnsType.TXT);
        var mtaSts = Ask($"_mta-sts.{name}", DnsType.TXT);
        var tlsRpt = Ask($"_smtp._tls.{name}", DnsType.TXT);
        var answers = new DomainAnswers
        {
            Mx = await mx.ConfigureAwait(false),
            Text = await text.ConfigureAwait(false),
            Autodiscover = await autodiscover.ConfigureAwait(false),
            Selector1 = await selectors[0].ConfigureAwait(false),
            Selector2 = await selectors[1].ConfigureAwait(false),
            Key1 = await keys[0].ConfigureAwait(false),
            Key2 = await keys[1].ConfigureAwait(false),
            Dmarc = await dmarc.ConfigureAwait(false),
            MtaSts = await mtaSts.ConfigureAwait(false),
            TlsRpt = await tlsRpt.ConfigureAwait(false),
        };
        answers = await WithAutodiscoverAsync(answers, name, Ask).ConfigureAwait(false);
        var policy = TransportSecurityRules.AnnouncesPolicy(answers.MtaSts)
            ? await policies.FetchAsync(name, cancellationToken).ConfigureAwait(false)
            : MtaStsAnswer.NotAsked;
        return answers with
        {
            Policy = policy,
            Spf = await WalkSpfAsync(name, answers.Text, Ask).ConfigureAwait(false),
            DmarcAbove = answers.Dmarc.IsMissing ? await AboveAsync(name, Ask).ConfigureAwait(false) : null,
        };
    }

    private static async Task<DomainAnswers> WithAutodiscoverAsync(
        DomainAnswers answers,
        string name,
        Func<string, DnsType, Task<DnsAnswer>> ask
    )
    {
        if (answers.Autodiscover.IsUnknown || answers.Autodiscover.Values.Any(MicrosoftMail.IsAutodiscover))
            return answers;
        var address = await ask($"autodiscover.{name}", DnsType.A).ConfigureAwait(false);
        if (address.IsMissing)
            address = await ask($"autodiscover.{name}", DnsType.AAAA).ConfigureAwait(false);
        answers = answers with { AutodiscoverAddress = address };
        if (answers.Autodiscover.Records.Count > 0 || address.IsUnknown)
            return answers;
        if (address.IsMissing)
            return answers with
            {
                AutodiscoverService = await ask($"_autodiscover._tcp.{name}", DnsType.SRV).ConfigureAwait(false),
            };
        return answers with
        {
            Apex = await ask(name, DnsType.A).ConfigureAwait(false),
            Wildcard = await ask($"{NoSuchLabel}.{name}", DnsType.A).ConfigureAwait(false),
        };
    }

    private static async Task<SpfChain?> WalkSpfAsync(
        string name,
        DnsAnswer texts,
        Func<string, DnsType, Task<DnsAnswer>> ask
    )
    {
        var own = texts.Values.Where(SpfRecord.IsMeant).ToArray();
        return own.Length == 1 && SpfRecord.TryParse(own[0], out var record, out _)
            ? await SpfChain.WalkAsync(name, record, n => ask(n, DnsType.TXT)).ConfigureAwait(false)
            : null;
    }

    /// <summary>
    /// The nearest parent domain with a DMARC record; none above the second level, because only registries have records
    /// there.
    /// </summary>
    private static async Task<(string, DnsAnswer)?> AboveAsync(string name, Func<string, DnsType, Task<DnsAnswer>> ask)
    {
        for (var labels = name.Split('.')[1..]; labels.Length >= 2; labels = labels[1..])
        {
            var above = string.Join('.', labels);
            var answer = await ask($"_dmarc.{above}", DnsType.TXT).ConfigureAwait(false);
            if (answer.IsUnknown || DmarcRules.Meant(answer).Length > 0)
                return (above, answer);
        }

        return null;
    }
}
