using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Findings;

namespace HybridAdmin.Features.Domains;

/// <summary>Maps the states of a domain to words and tones.</summary>
internal static class DomainDisplay
{
    public static string Href(string name) => $"domains/{Uri.EscapeDataString(name)}";

    public static Tone ToneOf(DnsSeverity severity, DnsState state = DnsState.Ok) =>
        severity switch
        {
            DnsSeverity.Error => Tone.Bad,
            DnsSeverity.Warning => Tone.Warning,
            DnsSeverity.Information => Tone.Neutral,
            _ => state is DnsState.Ok or DnsState.OkByDesign ? Tone.Good : Tone.Neutral,
        };

    public static ProblemSeverity SeverityOf(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Error => ProblemSeverity.Error,
            FindingSeverity.Warning => ProblemSeverity.Warning,
            _ => ProblemSeverity.Information,
        };

    public static IconName IconOf(DnsSeverity severity) =>
        severity switch
        {
            DnsSeverity.Error => IconName.Error,
            DnsSeverity.Warning => IconName.Warning,
            _ => IconName.Information,
        };

    /// <summary>The state of the domain in the tenant, in a word or two.</summary>
    public static (Tone Tone, string Text) InTenant(MailDomain domain, bool isKnown) =>
        domain.Tenant switch
        {
            { IsVerified: true } => (Tone.Good, "verified"),
            { } => (Tone.Warning, "not verified"),
            null when isKnown => (Tone.Neutral, "not in the tenant"),
            _ => (Tone.Neutral, "not known"),
        };

    /// <summary>The accepted-domain type of Exchange Online.</summary>
    public static string AcceptedType(MailDomain domain) =>
        domain.Accepted?.DomainType switch
        {
            "Authoritative" => "Authoritative",
            "InternalRelay" => "Internal relay",
            { } other => other,
            null => "",
        };

    /// <summary>The role of the domain in the directory, in a few words; mere use is shown by the counts.</summary>
    public static string OnPremises(MailDomain domain) =>
        string.Join(
            ", ",
            new (DomainOrigins Origin, string Words)[]
            {
                (DomainOrigins.Setting | DomainOrigins.Configuration, "accepted"),
                (DomainOrigins.DirectoryDomain, "AD domain"),
                (DomainOrigins.UpnSuffix, "UPN"),
            }
                .Where(o => (domain.Origins & o.Origin) != 0)
                .Select(o => o.Words)
        );

    public static string Way(MailFlow flow) =>
        flow.Way switch
        {
            MailFlowWay.CloudFirst => "Cloud first",
            MailFlowWay.OnPremisesFirst => "On-premises first",
            MailFlowWay.Mixed => "Both ways",
            MailFlowWay.None => "No mail",
            _ => "Not known",
        } + (flow.IsShared ? ", shared namespace" : "");

    /// <summary>Describes the three values of TNEFEnabled.</summary>
    public static string Tnef(bool? enabled) =>
        enabled switch
        {
            true => "always (receivers without Exchange get winmail.dat)",
            false => "never",
            null => "decided by recipient and sender (default)",
        };
}
