namespace HybridAdmin.Core.Domains.Records;

/// <summary>Display names of records and states, for people and the API.</summary>
public static class RecordDisplayNames
{
    /// <summary>MX, Autodiscover, SPF, DKIM, DMARC, MTA-STS or TLS-RPT.</summary>
    public static string Words(this MailRecordKind record) =>
        record switch
        {
            MailRecordKind.MtaSts => "MTA-STS",
            MailRecordKind.TlsRpt => "TLS-RPT",
            _ => record.ToString(),
        };

    /// <summary>The purpose of the record, as a sentence.</summary>
    public static string Purpose(this MailRecordKind record) =>
        record switch
        {
            MailRecordKind.MX => "Where the Internet delivers mail.",
            MailRecordKind.Autodiscover => "Where Outlook and phones find the mailbox.",
            MailRecordKind.SPF => "Which servers may send in the domain's name.",
            MailRecordKind.DKIM => "The keys by which receivers check signatures.",
            MailRecordKind.DMARC => "What receivers do with mail that fails both.",
            MailRecordKind.MtaSts => "Whether senders must encrypt.",
            _ => "Where failed encryption is reported.",
        };

    public static string Words(this DnsState state) =>
        state switch
        {
            DnsState.Ok => "as expected",
            DnsState.OkByDesign => "by design",
            DnsState.LegacyButValid => "works, older form",
            DnsState.NotUsed => "not used",
            DnsState.Missing => "missing",
            DnsState.Mismatch => "another value",
            DnsState.Multiple => "more than one",
            DnsState.Incomplete => "incomplete",
            DnsState.Invalid => "not valid",
            DnsState.Risky => "risky",
            _ => "not known",
        };
}
