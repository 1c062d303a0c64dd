using System.Globalization;
using DnsClient;
using DnsClient.Protocol;
using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Dns;

/// <summary>
/// Converts responses of the DnsClient package to answers. The package compares ids only; question and owner names are
/// checked here. Names are compared and returned in lower case without the final period.
/// </summary>
internal static class DnsResponses
{
    private const int MostAliases = 8;
    private const int MostRecords = 512;

    /// <summary>Time to live of a negative answer without an SOA record.</summary>
    private static readonly TimeSpan NegativeDefault = TimeSpan.FromMinutes(1);

    /// <summary>The reason why the response cannot be used, as a sentence; null: it answers the question.</summary>
    public static string? ProblemOf(IDnsQueryResponse response, string name, DnsType type)
    {
        if (
            response.Questions is not [var question]
            || NameOf(question.QueryName) != name
            || question.QuestionType != (QueryType)type
            || question.QuestionClass != QueryClass.IN
        )
            return "It answers another question.";
        if (response.Header.ResultTruncated)
            return "It is cut off even by TCP.";
        if (response.Answers.Count + response.Authorities.Count > MostRecords)
            return "It holds more than belongs into an answer.";
        return response.Answers.Any(HoldsNoHost) ? "It names something that is not a host." : null;
    }

    /// <summary>Follows the aliases to the records of the requested type.</summary>
    /// <param name="response">A response with the code NOERROR or NXDOMAIN for which <see cref="ProblemOf"/> is
    /// null.</param>
    /// <param name="name">The normalised name.</param>
    /// <param name="type">The requested type.</param>
    public static DnsAnswer Read(IDnsQueryResponse response, string name, DnsType type)
    {
        var answers = response.Answers.Where(r => r.RecordClass == QueryClass.IN).ToArray();
        var aliases = new List<string>();
        var times = new List<int>();
        var at = name;
        while (
            type != DnsType.CNAME
            && aliases.Count < MostAliases
            && answers.OfType<CNameRecord>().FirstOrDefault(r => NameOf(r.DomainName) == at) is { } alias
            && NameOf(alias.CanonicalName) is var target
            && !aliases.Contains(target)
        )
        {
            aliases.Add(at = target);
            times.Add(alias.InitialTimeToLive);
        }

        var records = answers
            .Where(r => r.RecordType == (ResourceRecordType)type && NameOf(r.DomainName) == at)
            .Select(r => (Value: ValueOf(r), r.InitialTimeToLive))
            .Where(r => r.Value is not null)
            .ToArray();
        times.AddRange(records.Select(r => r.InitialTimeToLive));
        if (records.Length > 0)
            return DnsAnswer.Of(records.Select(r => r.Value!), Seconds(times.Min())) with { Aliases = aliases };
        return new DnsAnswer(
            response.Header.ResponseCode == DnsHeaderResponseCode.NotExistentDomain
                ? DnsOutcome.NoSuchName
                : DnsOutcome.NoSuchRecord
        )
        {
            Aliases = aliases,
            TimeToLive = NegativeTimeToLive(response),
        };
    }

    /// <summary>
    /// True if a record does not name a host although it should. The package follows pointers into the header of the
    /// message and reads its octets as a name.
    /// </summary>
    private static bool HoldsNoHost(DnsResourceRecord record) =>
        record switch
        {
            CNameRecord alias => NameOf(alias.CanonicalName).Length == 0 || !IsHost(alias.CanonicalName),
            MxRecord mail => !IsHost(mail.Exchange),
            SrvRecord service => !IsHost(service.Target),
            _ => false,
        };

    /// <summary>
    /// True for the characters of a host name, or for the root, which means "none" in MX and SRV records.
    /// </summary>
    private static bool IsHost(DnsString name) =>
        NameOf(name).All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '*');

    private static DnsRecord? ValueOf(DnsResourceRecord record) =>
        record switch
        {
            AddressRecord address => new DnsRecord(address.Address.ToString()),
            CNameRecord alias => new DnsRecord(NameOf(alias.CanonicalName)),
            MxRecord mail => new DnsRecord(NameOf(mail.Exchange), mail.Preference),
            SrvRecord service => new DnsRecord(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{service.Weight} {service.Port} {NameOf(service.Target)}"
                ),
                service.Priority
            ),
            TxtRecord text => new DnsRecord(string.Concat(text.Text)), // without a separator (RFC 7208, 3.3)
            _ => null,
        };

    /// <summary>The smaller of the SOA's own time and its last field (RFC 2308).</summary>
    private static TimeSpan NegativeTimeToLive(IDnsQueryResponse response) =>
        response.Authorities.OfType<SoaRecord>().FirstOrDefault() is { } soa
            ? Seconds(Math.Min((uint)soa.InitialTimeToLive, soa.Minimum))
            : NegativeDefault;

    private static TimeSpan Seconds(long seconds) => TimeSpan.FromSeconds(Math.Max(seconds, 0));

    private static string NameOf(DnsString name) => DnsNames.Normalize(name.Value);
}
