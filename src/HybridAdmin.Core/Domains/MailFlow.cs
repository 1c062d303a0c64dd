using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>The first destination of mail from the Internet.</summary>
public enum MailFlowWay
{
    /// <summary>The destination could not be determined.</summary>
    Unknown,

    /// <summary>To Microsoft 365 first.</summary>
    CloudFirst,

    /// <summary>To a server of the organisation, or a filter before it, first.</summary>
    OnPremisesFirst,

    /// <summary>To both: not predictable.</summary>
    Mixed,

    /// <summary>The domain does not receive mail.</summary>
    None,
}

/// <summary>A finding about the mail flow.</summary>
/// <param name="Severity">The severity.</param>
/// <param name="Message">The finding and the recommended action, as sentences.</param>
public sealed record MailFlowFinding(DnsSeverity Severity, string Message);

/// <summary>The mail flow of a domain.</summary>
/// <param name="Way">The first destination.</param>
/// <param name="IsShared">True if the domain is shared with another mail system: Exchange Online forwards mail for
/// recipients that it does not know (InternalRelay).</param>
/// <param name="Explanation">The explanation, in sentences.</param>
/// <param name="Findings">The findings, the most severe first.</param>
public sealed record MailFlow(
    MailFlowWay Way,
    bool IsShared,
    string Explanation,
    IReadOnlyList<MailFlowFinding> Findings
);

/// <summary>Determines the mail flow of a domain and its problems (RULES.md, Mail flow).</summary>
public static class MailFlowRules
{
    public static MailFlow Judge(MailDomainFacts facts, DnsAnswer mx)
    {
        var way = WayOf(mx);
        var isShared = facts.Accepted?.DomainType == "InternalRelay";
        return new MailFlow(
            way,
            isShared,
            Explain(way, facts, isShared),
            [.. Findings(facts, way).OrderByDescending(f => f.Severity)]
        );
    }

    private static MailFlowWay WayOf(DnsAnswer mx)
    {
        if (mx.IsUnknown)
            return MailFlowWay.Unknown;
        var hosts = MxRules.Receiving(mx);
        var microsoft = hosts.Count(MicrosoftMail.IsMx);
        return hosts.Length == 0 ? MailFlowWay.None
            : microsoft == hosts.Length ? MailFlowWay.CloudFirst
            : microsoft == 0 ? MailFlowWay.OnPremisesFirst
            : MailFlowWay.Mixed;
    }

    private static string Explain(MailFlowWay way, MailDomainFacts facts, bool isShared)
    {
        var first = way switch
        {
            MailFlowWay.CloudFirst => facts.Use.OnPremisesMailboxes > 0
                ? "Mail from the Internet goes to Microsoft 365 first; mail for a mailbox on-premises is "
                    + "forwarded through the outbound connector."
                : "Mail from the Internet goes to Microsoft 365 first.",
            MailFlowWay.OnPremisesFirst =>
                "Mail from the Internet goes to your own server, or a filter before it, first; mail for a "
                    + "mailbox in the cloud is forwarded by its targetAddress. Filters in the cloud "
                    + "then see less of the sender.",
            MailFlowWay.Mixed =>
                "Some MX records lead to Microsoft 365 and some elsewhere: a message can take either way.",
            MailFlowWay.None => "The domain receives no mail from the Internet.",
            _ => "The way of mail from the Internet could not be looked up.",
        };
        var type = facts.Accepted?.DomainType switch
        {
            "Authoritative" =>
                " Exchange Online is authoritative: it rejects addresses that it does not know, so every "
                    + "recipient has to be synchronised.",
            "InternalRelay" =>
                " The domain is shared (InternalRelay): Exchange Online forwards mail for addresses that it "
                    + "does not know to the other system. Exactly one side must reject unknown addresses, or each "
                    + "message to a mistyped one loops.",
            null when facts.IsExchangeKnown => " Exchange Online does not accept the domain.",
            _ => string.Empty,
        };
        var outbound = facts.IsCentralized
            ? " All mail of the tenant leaves through the on-premises organisation (RouteAllMessagesViaOnPremises)."
            : string.Empty;
        return first + type + outbound;
    }

    private static IEnumerable<MailFlowFinding> Findings(MailDomainFacts facts, MailFlowWay way)
    {
        var use = facts.Use;
        var toCloud = way == MailFlowWay.CloudFirst;
        if (toCloud && facts is { Accepted.DomainType: "Authoritative", NotInCloud: > 0 })
            yield return Error(
                $"{Have(facts.NotInCloud.Value)} an address in this domain without being in the tenant, and "
                    + $"Exchange Online rejects that mail. Synchronise them, or make the domain InternalRelay "
                    + $"while the other system has them."
            );
        if (toCloud && facts is { Accepted.DomainType: "InternalRelay", IsExchangeKnown: true })
        {
            if (
                !facts.Connectors.Any(c =>
                    c is { IsInbound: false, Enabled: true, ConnectorType: "OnPremises" }
                    && Matches(c.DomainNames, facts.Name)
                )
            )
                yield return Error(
                    "No outbound connector of type OnPremises leads this domain to the other system: mail that "
                        + "Exchange Online cannot deliver is returned as a non-delivery report or runs in a "
                        + "loop."
                );
            else if (facts.NotInCloud == 0)
                yield return Hint(
                    "Every recipient of the domain is in the tenant: as Authoritative, Exchange Online would "
                        + "reject guessed addresses at once."
                );
        }

        if (way == MailFlowWay.OnPremisesFirst && use.RemoteWithoutTarget > 0)
            yield return Error(
                $"{Have(use.RemoteWithoutTarget)} a mailbox in the cloud without targetAddress: your server "
                    + $"does not know where to send their mail."
            );
        if (use.RemoteTargetHere > 0)
            yield return Error(
                $"{Have(use.RemoteTargetHere)} a mailbox in the cloud with a targetAddress in this very "
                    + $"domain: mail loops. Set it to the routing domain (*.mail.onmicrosoft.com)."
            );
        if (
            facts is { IsExchangeKnown: true, Accepted: null }
            && use.Recipients > 0
            && !MailRecordRules.IsMicrosofts(facts.Name)
        )
            yield return Warning(
                $"{Have(use.Recipients)} addresses in this domain, and the tenant does not accept it: those "
                    + $"addresses are dropped in the cloud. Verify the domain, or remove them."
            );
        if (
            facts.Accepted is not null
            && use is { Recipients: 0, UserPrincipalNames: 0 }
            && facts.Tenant is { IsInitial: false }
            && !MailRecordRules.IsMicrosofts(facts.Name)
        )
            yield return Hint("The domain is accepted, and nobody has an address in it.");
        foreach (
            var connector in facts.Connectors.Where(c =>
                c is { IsInbound: false, Enabled: false } && Matches(c.DomainNames, facts.Name)
            )
        )
            yield return Warning($"The outbound connector \"{connector.Name}\" for this domain is off.");
    }

    /// <summary>
    /// Indicates whether a connector's list ("*", "*.contoso.com", "smtp:*;1", "contoso.com") covers the domain.
    /// </summary>
    internal static bool Matches(IReadOnlyList<string> names, string domain) =>
        names
            .Select(Bare)
            .Any(n =>
                n == "*"
                || n.Equals(domain, StringComparison.OrdinalIgnoreCase)
                || (n.StartsWith("*.", StringComparison.Ordinal) && DnsNames.IsWithin(domain, n[2..]))
            );

    /// <summary>Removes address type and cost, which an inbound connector's entries have.</summary>
    private static string Bare(string name)
    {
        var text = ProxyAddress.WithoutSmtpPrefix(name);
        var cost = text.IndexOf(';', StringComparison.Ordinal);
        return cost < 0 ? text : text[..cost];
    }

    private static string Have(int count) => count == 1 ? "One recipient has" : $"{count} recipients have";

    private static MailFlowFinding Error(string message) => new(DnsSeverity.Error, message);

    private static MailFlowFinding Warning(string message) => new(DnsSeverity.Warning, message);

    private static MailFlowFinding Hint(string message) => new(DnsSeverity.Information, message);
}
