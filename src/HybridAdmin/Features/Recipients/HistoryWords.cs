using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Features.Recipients;

/// <summary>Records of one recipient in words.</summary>
internal static class HistoryWords
{
    public static string Title(AuditEntry entry) => entry.Action == AuditAction.ChangeReverted
        ? $"Took back change {entry.RevertsChangeId}"
        : entry.Changes.Count == 0 ? "Edit" : Capital(string.Join(", ", entry.Changes.Select(c => Words(c, entry)).OfType<string>().Distinct()));

    public static string Outcome(AuditEntry entry) => entry.Outcome switch
    {
        AuditOutcome.Applied => "applied",
        AuditOutcome.Refused => "refused",
        AuditOutcome.Conflict => "conflict, not written",
        AuditOutcome.Failed => "failed, not written",
        AuditOutcome.Unknown => "outcome unknown",
        _ => "outcome outstanding",
    };

    public static Tone ToneOf(AuditEntry entry) => entry.Outcome switch
    {
        AuditOutcome.Applied => Tone.Good,
        AuditOutcome.Refused or AuditOutcome.Conflict => Tone.Warning,
        AuditOutcome.Failed => Tone.Bad,
        _ => Tone.Warning,
    };

    private static string? Words(AttributeChange change, AuditEntry entry) => change.Attribute switch
    {
        RecipientAttributes.ProxyAddresses => Addresses(change),
        // They follow the addresses.
        RecipientAttributes.Mail or RecipientAttributes.PoliciesExcluded or RecipientAttributes.PoliciesIncluded
            when entry.Changes.Any(c => c.Attribute == RecipientAttributes.ProxyAddresses) => null,
        RecipientAttributes.Mail => "primary address",
        RecipientAttributes.HideFromAddressLists => change.After is [{ Text: "TRUE" }] ? "hidden from address lists" : "shown in address lists",
        RecipientAttributes.MailNickname => "alias",
        RecipientAttributes.DisplayName => "display name",
        var other => other,
    };

    private static string Addresses(AttributeChange change)
    {
        var primary = change.Added.Any(a => a.Text.StartsWith("SMTP:", StringComparison.Ordinal)) && change.Removed.Any(r => r.Text.StartsWith("SMTP:", StringComparison.Ordinal));
        return primary ? "primary address" : "addresses";
    }

    private static string Capital(string text) => text.Length == 0 ? "Edit" : char.ToUpperInvariant(text[0]) + text[1..];
}
