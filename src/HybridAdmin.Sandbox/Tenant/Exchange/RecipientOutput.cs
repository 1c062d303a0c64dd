using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Exchange;

/// <summary>The shapes of recipients in the output of cmdlets.</summary>
internal sealed class RecipientOutput(TenantMisbehaviour misbehaviour)
{
    /// <summary>CustomAttribute1 to CustomAttribute15 (Set-Mailbox).</summary>
    public static string[] CustomAttributes { get; } = [.. Enumerable.Range(1, 15).Select(n => $"CustomAttribute{n}")];

    public CmdletOutput Recipient(CloudObject item)
    {
        var output = new CmdletOutput()
            .Add("Identity", item.DisplayName)
            .Add("Name", item.DisplayName)
            .Add("DisplayName", item.DisplayName)
            .Add("Alias", item.MailNickname)
            .Add("ExternalDirectoryObjectId", item.Id.ToString())
            .Add("Guid", Engine.ObjectBuilder.GuidOf($"exchange:{item.Id}"))
            .Add("PrimarySmtpAddress", item.Mail)
            .Add("EmailAddresses", Addresses(item))
            .Add("ExternalEmailAddress", item.ExternalEmailAddress)
            .Add("RecipientType", item.IsMailbox ? "UserMailbox" : item.RecipientType)
            .Add(
                "RecipientTypeDetails",
                misbehaviour.UnknownValues && item.IsMailbox ? "HologramMailbox" : item.RecipientType
            )
            .Add("HiddenFromAddressListsEnabled", item.IsHidden)
            .Add("IsDirSynced", item.IsSynced)
            .Add("LegacyExchangeDN", item.LegacyExchangeDN)
            .Add("WhenCreated", item.Created);
        for (var i = 0; i < CustomAttributes.Length; i++)
            output.Add(CustomAttributes[i], item.CustomAttributes[i] ?? string.Empty);
        return output;
    }

    public CmdletOutput MailUser(CloudObject item) =>
        Recipient(item)
            .Add("UserPrincipalName", item.UserPrincipalName)
            .Add("ExchangeGuid", item.ExchangeGuid)
            .Add("ArchiveGuid", item.ArchiveGuid);

    public CmdletOutput Mailbox(CloudObject item)
    {
        var hasArchive = item.ArchiveGuid != Guid.Empty;
        return Recipient(item)
            .Add("UserPrincipalName", item.UserPrincipalName)
            .Add("ExchangeGuid", item.ExchangeGuid)
            .Add("ArchiveGuid", item.ArchiveGuid)
            .Add("ArchiveStatus", hasArchive ? "Active" : "None")
            .Add("IsExchangeCloudManaged", item.IsExchangeCloudManaged)
            .Add("IsMailboxEnabled", true)
            .Add("ForwardingAddress", (JsonNode?)null)
            .Add("ForwardingSmtpAddress", (JsonNode?)null)
            .Add("DeliverToMailboxAndForward", false)
            .Add("LitigationHoldEnabled", false)
            .Add("MailboxPlan", item.RecipientType == "UserMailbox" ? "ExchangeOnlineEnterprise-5f4d" : null)
            .AddSize("IssueWarningQuota", 105_226_698_752)
            .AddSize("ProhibitSendQuota", 106_300_440_576)
            .AddSize("ProhibitSendReceiveQuota", 107_374_182_400)
            .AddBare("WhenMailboxCreated", item.Created.AddHours(2));
    }

    private static IEnumerable<string> Addresses(CloudObject item) =>
        item.IsMailbox && item.Licences.Count > 0
            ? item.ProxyAddresses.Append($"SPO:SPO_{item.Id}@SPO_{SimulatedTenant.TenantId}")
            : item.ProxyAddresses;
}
