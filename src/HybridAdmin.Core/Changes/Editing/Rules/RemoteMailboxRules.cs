using System.Globalization;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Changes.Editing.Rules;

/// <summary>
/// Plans the values that make an object a remote mailbox (RULES.md, Moves). Type, display type, remote type and routing
/// are written in one modify operation, which also clears the values that name an on-premises server.
/// </summary>
internal static class RemoteMailboxRules
{
    private const string Member = EditMembers.RemoteMailbox;

    /// <summary>
    /// Applies the edit. Must be called after the addresses are planned, because the routing address has to be one of
    /// them.
    /// </summary>
    public static void Apply(PlanDraft draft, RecipientEdit edit, ChangeFacts facts)
    {
        if (edit.RemoteMailbox is not { } wanted)
            return;
        if (Problem(draft, wanted) is { } problem)
        {
            draft.Error(FindingCodes.Invalid, problem, Member);
            return;
        }

        Set(draft, RecipientAttributes.RecipientTypeDetails, (long)wanted.Type);
        Set(draft, RecipientAttributes.RecipientDisplayType, wanted.DisplayType);
        Set(draft, RecipientAttributes.RemoteRecipientType, wanted.RemoteRecipientType);
        var routing = ProxyAddress.Smtp(wanted.RemoteRoutingAddress, true).Text;
        if (!routing.Equals(draft.Entry.Text(RecipientAttributes.TargetAddress), StringComparison.OrdinalIgnoreCase))
            draft.Set(RecipientAttributes.TargetAddress, routing);
        string[] named =
        [
            .. new[] { RecipientAttributes.HomeMdb, RecipientAttributes.HomeServerName }.Where(draft.Entry.Has),
        ];
        foreach (var attribute in named)
            draft.Set(attribute);
        if (named.Length > 0 || !RecipientTypes.Classify(draft.Entry).IsRemoteMailbox())
        {
            draft.Warn(
                FindingCodes.MailboxConverted,
                "The object becomes a remote mailbox: Exchange servers on-premises no longer treat it as their mailbox"
                    + $"{(named.Length > 0 ? $" ({string.Join(" and ", named)} {(named.Length == 1 ? "goes" : "go")})" : string.Empty)} "
                    + $"and send its mail to {wanted.RemoteRoutingAddress}. "
                    + "The server does this itself when a move completes; do it here only where it did not.",
                Member
            );
        }
    }

    private static string? Problem(PlanDraft draft, RemoteMailboxValues wanted)
    {
        if (!draft.Entry.IsOfClass("user"))
            return "Only users have mailboxes: this object cannot become a remote mailbox.";
        if (RemoteMailboxKind.All.FirstOrDefault(k => k.Remote == wanted.Type) is not { } kind)
            return $"{wanted.Type} is not a mailbox type of the cloud.";
        if (!kind.Shows(wanted.DisplayType) || !kind.Comes(wanted.RemoteRecipientType))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"msExchRecipientDisplayType {wanted.DisplayType} and msExchRemoteRecipientType "
                    + $"{wanted.RemoteRecipientType} do not belong to {wanted.Type}: the three type values "
                    + $"are only valid together."
            );
        }

        if (!draft.Entry.Has(RecipientAttributes.MailNickname))
            return "The object has no alias (mailNickname), without which the cloud takes no Exchange "
                + "attribute. Set an alias first.";
        if (!SmtpAddress.TryParse(wanted.RemoteRoutingAddress, out var routing, out var why))
            return $"The routing address \"{wanted.RemoteRoutingAddress}\": {why}";
        return draft.Addresses.Any(a => a.IsSmtp && a.Value.Equals(routing.Text, StringComparison.OrdinalIgnoreCase))
            ? null
            : $"Mail is to be routed to {routing.Text}, which is none of the object's addresses: it would not arrive.";
    }

    private static void Set(PlanDraft draft, string attribute, long value)
    {
        if (draft.Entry.Number(attribute) != value)
            draft.Set(attribute, value.ToString(CultureInfo.InvariantCulture));
    }
}
