using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Changes.Reading;

/// <summary>
/// Summarises a record in one line: "Added zw@contoso.test, primary address now zoe@contoso.test". Completed changes
/// are described as done, the others ("Add zw@contoso.test") as requested; the outcome is shown beside the line. Pure.
/// </summary>
public static class AuditSummary
{
    private const int ValuesNamed = 2;

    public static string Of(AuditEntry entry) =>
        entry.Action switch
        {
            AuditAction.SignedIn => "Signed in",
            AuditAction.SignInRefused => "Sign-in refused",
            AuditAction.SignedOut => "Signed out",
            AuditAction.ConsoleStarted => "Console started",
            AuditAction.RecipientsExported => entry.Message ?? "Exported recipients",
            AuditAction.DriftExported => entry.Message ?? "Exported the drift report",
            AuditAction.SyncRequested => "Requested a synchronisation",
            AuditAction.SyncEnded => entry.Outcome == AuditOutcome.Applied
                ? "Started a synchronisation"
                : "Could not start a synchronisation",
            AuditAction.ChangeReverted => Reverted(entry),
            AuditAction.DomainVerified => $"{(IsDone(entry) ? "Verified" : "Verify")} the domain in Microsoft 365",
            >= AuditAction.MigrationBatchCreated and <= AuditAction.MigrationUserApproved => Migration(entry),
            _ => entry.Changes.Count == 0 ? "Edit without a change" : Of(entry.Changes, IsDone(entry)),
        };

    /// <summary>Summarises the changes only.</summary>
    /// <param name="changes">The changes by attribute.</param>
    /// <param name="isDone">True to describe them as done, false as requested.</param>
    public static string Of(IReadOnlyList<AttributeChange> changes, bool isDone = true)
    {
        changes = AttributePropertyMapper.ToAttributes(changes.Where(c => c.IsChange || changes.Count == 1));
        var parts = new List<string>();
        foreach (var change in changes.OrderBy(c => Place(c.Attribute)))
            parts.AddRange(Parts(change, isDone));
        // mail and the policy flag follow the addresses: they are mentioned only when they change alone.
        if (parts.Count == 0)
            parts.AddRange(changes.SelectMany(c => Followers(c, isDone)));
        if (parts.Count == 0)
            return isDone ? "Changed nothing" : "Change nothing";
        var text = string.Join(", ", parts);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>Returns the name of an action in a list of actions.</summary>
    public static string Words(this AuditAction action) =>
        action switch
        {
            AuditAction.RecipientEdited => "Recipient edited",
            AuditAction.ChangeReverted => "Change taken back",
            AuditAction.AuthoritySwitched => "Authority switched",
            AuditAction.RemoteDomainChanged => "Remote domain changed",
            AuditAction.DomainVerified => "Domain verified",
            AuditAction.MigrationBatchCreated => "Migration batch created",
            AuditAction.MigrationBatchStarted => "Migration batch started",
            AuditAction.MigrationBatchStopped => "Migration batch stopped",
            AuditAction.MigrationBatchCompleted => "Migration batch completed",
            AuditAction.MigrationBatchSet => "Migration batch set",
            AuditAction.MigrationBatchRemoved => "Migration batch removed",
            AuditAction.MigrationUserRetried => "Move tried again",
            AuditAction.MigrationUserRemoved => "Person removed from a batch",
            AuditAction.MigrationUserApproved => "Skipped items approved",
            AuditAction.SignedIn => "Signed in",
            AuditAction.SignInRefused => "Sign-in refused",
            AuditAction.SignedOut => "Signed out",
            AuditAction.ConsoleStarted => "Console started",
            AuditAction.RecipientsExported => "Recipients exported",
            AuditAction.DriftExported => "Drift report exported",
            AuditAction.SyncRequested => "Synchronisation requested",
            AuditAction.SyncEnded => "Synchronisation started",
            _ => action.ToString(),
        };

    /// <summary>Returns the outcome in one or two words; without an outcome, that it is open.</summary>
    public static string Words(this AuditOutcome? outcome) =>
        outcome switch
        {
            AuditOutcome.Applied => "Applied",
            AuditOutcome.Refused => "Refused",
            AuditOutcome.Conflict => "Conflict",
            AuditOutcome.Failed => "Failed",
            AuditOutcome.Unknown => "Unknown",
            null => "Open",
            _ => outcome.ToString()!,
        };

    /// <summary>Returns the name of the source.</summary>
    public static string Words(this Access.ActorSource source) =>
        source switch
        {
            Access.ActorSource.Console => "console",
            Access.ActorSource.Api => "API",
            Access.ActorSource.Job => "job",
            _ => "system",
        };

    private static string Migration(AuditEntry entry)
    {
        var people = entry.Changes.FirstOrDefault(c => c.Attribute == "Users")?.After.Count ?? 0;
        var words = entry.Action.Words();
        return people == 0
            ? $"{words}: {entry.TargetName}"
            : $"{words}: {entry.TargetName}, {people} {(people == 1 ? "person" : "people")}";
    }

    private static bool IsDone(AuditEntry entry) => entry.Outcome == AuditOutcome.Applied;

    private static string Reverted(AuditEntry entry)
    {
        var what = entry.RevertsChangeId is { } id ? $"change {id}" : "a change";
        var lead = IsDone(entry) ? $"Took {what} back" : $"Take {what} back";
        if (entry.Changes.Count == 0)
            return lead;
        var detail = Of(entry.Changes, IsDone(entry));
        return $"{lead}: {char.ToLowerInvariant(detail[0])}{detail[1..]}";
    }

    private static int Place(string attribute) =>
        RecipientProperties.OfAttribute(attribute)?.Order ?? RecipientProperties.All.Count;

    private static IEnumerable<string> Parts(AttributeChange change, bool isDone)
    {
        if (Is(change, RecipientAttributes.ProxyAddresses))
            return Addresses(change, isDone);
        if (
            Is(change, RecipientAttributes.Mail)
            || Is(change, RecipientAttributes.PoliciesExcluded)
            || Is(change, RecipientAttributes.PoliciesIncluded)
        )
            return [];
        if (Is(change, RecipientAttributes.HideFromAddressLists))
            return [Visibility(change, isDone)];
        if (Is(change, ExchangeOnlineProperties.IsExchangeCloudManaged))
            return [Handover(change, isDone)];
        if (Is(change, ExchangeOnlineProperties.Name))
            return []; // the domain name states it
        return [Value(change, NameOf(change.Attribute), isDone)];
    }

    private static IEnumerable<string> Followers(AttributeChange change, bool isDone)
    {
        if (Is(change, RecipientAttributes.Mail))
            yield return Value(change, "mail", isDone);
        else if (Is(change, RecipientAttributes.PoliciesExcluded))
            yield return change.After.Count > 0
                ? $"{(isDone ? "switched" : "switch")} the address policy off"
                : $"{(isDone ? "switched" : "switch")} the address policy on";
        else if (Is(change, RecipientAttributes.PoliciesIncluded))
            yield return $"{(isDone ? "changed" : "change")} the address policy";
    }

    private static string NameOf(string attribute) =>
        RecipientProperties.OfAttribute(attribute) is { Kind: PropertyKind.Text } property
            ? property.AuditWords
            : attribute;

    private static string Visibility(AttributeChange change, bool isDone)
    {
        var hidden = change.After.Any(v => v.Text.Equals("TRUE", StringComparison.OrdinalIgnoreCase));
        return hidden
            ? $"{(isDone ? "hid" : "hide")} from address lists"
            : $"{(isDone ? "showed" : "show")} in address lists";
    }

    private static string Handover(AttributeChange change, bool isDone) =>
        $"{(isDone ? "handed" : "hand")} the Exchange attributes to "
        + $"{(change.After is [{ Text: ExchangeOnlineProperties.True }] ? "Exchange Online" : "Active Directory")}";

    private static string Value(AttributeChange change, string name, bool isDone) =>
        change switch
        {
            { After.Count: 0 } => $"{(isDone ? "cleared" : "clear")} {name}",
            { After: [{ IsOctets: false } only] } => $"{name}{(isDone ? " now " : " to ")}{only.Text}",
            _ => $"{(isDone ? "changed" : "change")} {name}",
        };

    private static IEnumerable<string> Addresses(AttributeChange change, bool isDone)
    {
        var before = change.Before.Select(v => ProxyAddress.FromStored(v.Text)).ToArray();
        var after = change.After.Select(v => ProxyAddress.FromStored(v.Text)).ToArray();
        var primary = PrimaryOf(after);
        var isNewPrimary =
            primary is not null && !string.Equals(primary, PrimaryOf(before), StringComparison.OrdinalIgnoreCase);
        var added = after.Where(a => !before.Any(b => Same(a, b)) && !(isNewPrimary && a.IsPrimarySmtp)).ToArray();
        var removed = before.Where(b => !after.Any(a => Same(a, b))).ToArray();
        if (added.Length > 0)
            yield return $"{(isDone ? "added" : "add")} {List(added)}";
        if (removed.Length > 0)
            yield return $"{(isDone ? "removed" : "remove")} {List(removed)}";
        if (isNewPrimary)
            yield return $"primary address{(isDone ? " now " : " to ")}{primary}";
        else if (primary is null && PrimaryOf(before) is not null)
            yield return isDone ? "no primary address any more" : "no primary address";
        else if (added.Length + removed.Length == 0)
            yield return $"{(isDone ? "changed" : "change")} the spelling of {List(Respelled(change))}";
    }

    private static ProxyAddress[] Respelled(AttributeChange change) =>
        change.Added.Select(v => ProxyAddress.FromStored(v.Text)).ToArray();

    private static string List(IReadOnlyCollection<ProxyAddress> addresses)
    {
        var named = string.Join(" and ", addresses.Take(ValuesNamed).Select(a => a.IsSmtp ? a.Value : a.Text));
        return addresses.Count switch
        {
            0 => "addresses",
            <= ValuesNamed => named,
            _ => $"{string.Join(", ", addresses.Take(ValuesNamed).Select(a => a.IsSmtp ? a.Value : a.Text))} "
                + $"and {addresses.Count - ValuesNamed} more",
        };
    }

    private static string? PrimaryOf(ProxyAddress[] addresses) =>
        ProxyAddressCollection.PrimaryOf(addresses.Select(a => a.Text));

    private static bool Same(ProxyAddress left, ProxyAddress right) =>
        left.Text.Equals(right.Text, StringComparison.OrdinalIgnoreCase);

    private static bool Is(AttributeChange change, string attribute) =>
        change.Attribute.Equals(attribute, StringComparison.OrdinalIgnoreCase);
}
