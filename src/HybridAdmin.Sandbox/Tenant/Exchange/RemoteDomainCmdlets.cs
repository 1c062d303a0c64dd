using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Exchange;

/// <summary>Remote domains: TNEFEnabled has three values, null among them, and Default (*) cannot be removed.</summary>
internal sealed class RemoteDomainCmdlets(TenantState state)
{
    private const string Write = "Remote and Accepted Domains";

    private static readonly string[] Settable =
    [
        "Identity",
        "TargetDeliveryDomain",
        "IsInternal",
        "AllowedOOFType",
        "AutoReplyEnabled",
        "AutoForwardEnabled",
        "DeliveryReportEnabled",
        "NDREnabled",
        "MeetingForwardNotificationEnabled",
        "TNEFEnabled",
        "ContentType",
        "CharacterSet",
        "TrustedMailInboundEnabled",
        "TrustedMailOutboundEnabled",
        "Name",
        "Confirm",
    ];

    public IEnumerable<Cmdlet> All =>
        [
            new("Get-RemoteDomain", [Write, "View-Only Configuration"], ["Identity", "ResultSize"], Get),
            new("New-RemoteDomain", [Write], ["Name", "DomainName", "Confirm"], New),
            new("Set-RemoteDomain", [Write], Settable, Set),
            new("Remove-RemoteDomain", [Write], ["Identity", "Confirm"], Remove),
        ];

    private CmdletResult Get(CmdletInput input) =>
        new(
            [.. (input.Has("Identity") ? [Find(input.Identity)] : state.RemoteDomains.AsEnumerable()).Select(Shape)],
            []
        );

    private RemoteDomain Find(string identity) =>
        state.RemoteDomains.Find(d =>
            d.Name.Equals(identity, StringComparison.OrdinalIgnoreCase)
            || d.DomainName.Equals(identity, StringComparison.OrdinalIgnoreCase)
        ) ?? throw CmdletFault.NotFound(identity);

    private CmdletResult New(CmdletInput input)
    {
        var (name, domain) = (input.Text("Name") ?? string.Empty, input.Text("DomainName") ?? string.Empty);
        if (
            name.Length == 0
            || !MailNames.IsDomain(domain.StartsWith("*.", StringComparison.Ordinal) ? domain[2..] : domain)
        )
            throw CmdletFault.Invalid("DomainName", domain);
        if (
            state.RemoteDomains.Exists(d =>
                d.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                || d.DomainName.Equals(domain, StringComparison.OrdinalIgnoreCase)
            )
        )
            throw new CmdletFault(
                "Microsoft.Exchange.Management.SystemConfigurationTasks.DuplicateRemoteDomainException",
                $"The domain name \"{domain}\" already exists. Please choose another domain name."
            );
        var made = new RemoteDomain(name, domain);
        state.RemoteDomains.Add(made);
        return CmdletResult.Of(Shape(made));
    }

    private CmdletResult Set(CmdletInput input)
    {
        var domain = Find(input.Identity);
        var changed = domain with
        {
            Name = input.Text("Name") ?? domain.Name,
            IsInternal = input.Flag("IsInternal") ?? domain.IsInternal,
            TargetDeliveryDomain = input.Flag("TargetDeliveryDomain") ?? domain.TargetDeliveryDomain,
            TrustedMailInboundEnabled = input.Flag("TrustedMailInboundEnabled") ?? domain.TrustedMailInboundEnabled,
            TrustedMailOutboundEnabled = input.Flag("TrustedMailOutboundEnabled") ?? domain.TrustedMailOutboundEnabled,
            AutoReplyEnabled = input.Flag("AutoReplyEnabled") ?? domain.AutoReplyEnabled,
            AutoForwardEnabled = input.Flag("AutoForwardEnabled") ?? domain.AutoForwardEnabled,
            DeliveryReportEnabled = input.Flag("DeliveryReportEnabled") ?? domain.DeliveryReportEnabled,
            NDREnabled = input.Flag("NDREnabled") ?? domain.NDREnabled,
            MeetingForwardNotificationEnabled =
                input.Flag("MeetingForwardNotificationEnabled") ?? domain.MeetingForwardNotificationEnabled,
            AllowedOOFType = OneOf(
                input,
                "AllowedOOFType",
                domain.AllowedOOFType,
                "External",
                "ExternalLegacy",
                "InternalLegacy",
                "None"
            ),
            ContentType = OneOf(input, "ContentType", domain.ContentType, "MimeHtmlText", "MimeText", "MimeHtml"),
            CharacterSet = input.Text("CharacterSet") ?? domain.CharacterSet,
            TNEFEnabled = input.Has("TNEFEnabled") ? input.Flag("TNEFEnabled") : domain.TNEFEnabled,
        };
        state.RemoteDomains[state.RemoteDomains.IndexOf(domain)] = changed;
        return CmdletResult.Nothing;
    }

    private CmdletResult Remove(CmdletInput input)
    {
        var domain = Find(input.Identity);
        if (domain.DomainName == "*")
            throw new CmdletFault(
                "Microsoft.Exchange.Management.SystemConfigurationTasks.CannotRemoveDefaultRemoteDomainException",
                "You can't remove the default remote domain."
            );
        state.RemoteDomains.Remove(domain);
        return CmdletResult.Nothing;
    }

    private static string OneOf(CmdletInput input, string name, string present, params string[] known)
    {
        if (input.Text(name) is not { } text)
            return present;
        return known.FirstOrDefault(k => k.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw CmdletFault.Invalid(name, text);
    }

    private static CmdletOutput Shape(RemoteDomain domain) =>
        new CmdletOutput()
            .Add("Identity", domain.Name)
            .Add("Name", domain.Name)
            .Add("DomainName", domain.DomainName)
            .Add("IsInternal", domain.IsInternal)
            .Add("TargetDeliveryDomain", domain.TargetDeliveryDomain)
            .Add("AllowedOOFType", domain.AllowedOOFType)
            .Add("AutoReplyEnabled", domain.AutoReplyEnabled)
            .Add("AutoForwardEnabled", domain.AutoForwardEnabled)
            .Add("DeliveryReportEnabled", domain.DeliveryReportEnabled)
            .Add("NDREnabled", domain.NDREnabled)
            .Add("MeetingForwardNotificationEnabled", domain.MeetingForwardNotificationEnabled)
            .Add("TNEFEnabled", domain.TNEFEnabled is { } tnef ? (JsonNode)tnef : null)
            .Add("ContentType", domain.ContentType)
            .Add("CharacterSet", domain.CharacterSet)
            .Add("NonMimeCharacterSet", "iso-8859-1")
            .Add("IsCoexistenceDomain", false)
            .Add("TrustedMailOutboundEnabled", domain.TrustedMailOutboundEnabled)
            .Add("TrustedMailInboundEnabled", domain.TrustedMailInboundEnabled)
            .Add("DisplaySenderName", true)
            .Add("LineWrapSize", "Unlimited")
            .Add("Guid", Engine.ObjectBuilder.GuidOf($"remote:{domain.DomainName}"));
}
