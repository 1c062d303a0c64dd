using System.Globalization;
using HybridAdmin.Components.Cloud;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Synchronization;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// Describes the effects of a change once it is in Active Directory, in sentences. States only known facts.
/// </summary>
internal static class PropagationNotes
{
    /// <param name="sync">The state of the synchronisation; null if it was not queried yet.</param>
    /// <param name="now">The current time, for the time until the next cycle.</param>
    /// <param name="server">The server that the change was written to; null if it was not written yet.</param>
    public static IReadOnlyList<string> Of(
        RecipientDetails details,
        IReadOnlyList<AttributeChange> changes,
        ChangeSettings settings,
        SyncStatus? sync,
        DateTimeOffset now,
        string? server = null
    )
    {
        var sentences = new List<string>();
        var inCloud = changes.Where(c => ExchangeOnlineProperties.IsOfTenant(c.Attribute)).ToArray();
        if (inCloud.Length > 0)
            sentences.Add(
                "What is changed in Exchange Online counts there within minutes; Active Directory keeps its "
                    + "own values, and the synchronisation leaves Exchange Online's alone."
            );
        if (inCloud.Length == changes.Count && changes.Count > 0)
        {
            if (inCloud.Any(c => c.Attribute == ExchangeOnlineProperties.HiddenFromAddressListsEnabled))
                sentences.Add("The offline address book of Outlook follows within a day.");
            return sentences;
        }

        if (server is not null)
            sentences.Add(
                $"It was written on {server}. Other domain controllers show it after replication: in the "
                    + $"same site within a minute, in other sites when their schedule says."
            );
        sentences.Add(Sync(details, settings, sync, now));
        if (Find(RecipientAttributes.HideFromAddressLists) is { } visibility)
        {
            var hides = visibility.After.Any(v => v.Text == "TRUE");
            sentences.Add(
                hides
                    ? "After that it is gone from Outlook on the web soon, and from the offline address book "
                        + "of Outlook within a day. People who wrote to it before still find it in their own "
                        + "suggestions."
                    : "After that it is found in Outlook on the web soon, and in the offline address book of "
                        + "Outlook within a day."
            );
        }

        if (Find(RecipientAttributes.ProxyAddresses) is { } addresses)
            Addresses(sentences, details, addresses);
        if (Find(RecipientAttributes.MailNickname) is not null)
            sentences.Add("From the next cycle on all Exchange attributes of this object synchronise.");
        if (Find(RecipientAttributes.DisplayName) is not null)
            sentences.Add(
                "The new name is in address books within a day. The object keeps its name in the directory tree."
            );
        return sentences;

        AttributeChange? Find(string attribute) =>
            changes.FirstOrDefault(c => c.Attribute.Equals(attribute, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Uses the last cycle if the tenant reported one, otherwise the usual interval.</summary>
    private static string Sync(
        RecipientDetails details,
        ChangeSettings settings,
        SyncStatus? sync,
        DateTimeOffset now
    ) =>
        sync switch
        {
            _ when details.IsInSyncScope == false =>
                "The synchronisation does not take this object: nothing changes in the cloud.",
            { Health: { Level: SyncHealthLevel.Off } off } => $"{off.Explanation} Nothing changes in the cloud.",
            { Health: { Level: SyncHealthLevel.Late or SyncHealthLevel.Stopped or SyncHealthLevel.Critical } late } =>
                $"The synchronisation takes it along when it runs again. {late.Explanation}",
            not null when SyncDisplayNames.Due(sync, now) is { } due =>
                $"The synchronisation takes it along with its next cycle, which is due {due}.",
            { Tenant.State: TenantState.Problem } =>
                $"The synchronisation takes it along with its next cycle: within about "
                    + $"{Minutes(settings.SyncInterval)} as a rule. Microsoft 365 cannot be asked at present "
                    + $"when that is.",
            _ => $"The synchronisation takes it along with its next cycle: within about "
                + $"{Minutes(settings.SyncInterval)}.",
        };

    private static void Addresses(List<string> sentences, RecipientDetails details, AttributeChange change)
    {
        var before = Primary(change.Before);
        var after = Primary(change.After);
        var gone = change
            .Removed.Select(Read)
            .Where(r => r.IsSmtp && !change.After.Select(Read).Any(a => a.IsSameAddressAs(r)))
            .ToArray();
        var come = change
            .Added.Select(Read)
            .Where(r => r.IsSmtp && !change.Before.Select(Read).Any(b => b.IsSameAddressAs(r)))
            .ToArray();
        if (come.Length > 0)
            sentences.Add($"Then mail to {string.Join(", ", come.Select(a => a.Value))} arrives.");
        if (after is not null && after != before)
        {
            sentences.Add(
                $"New messages go out as "
                    + $"{after}{(before is not null && !gone.Any(g => g.Value == before) ? $"; mail to {before} still arrives" : "")}."
            );
            if (details.Recipient.UserPrincipalName is { } upn)
                sentences.Add($"The sign-in name stays {upn}.");
        }

        if (gone.Length > 0)
            sentences.Add(
                $"Mail to {string.Join(", ", gone.Select(a => a.Value))} is returned to its senders. The "
                    + $"address is free for somebody else."
            );
    }

    private static string? Primary(IEnumerable<DirectoryValue> values) =>
        ProxyAddressCollection.PrimaryOf(values.Select(v => v.Text));

    private static ProxyAddress Read(DirectoryValue value) => ProxyAddress.FromStored(value.Text);

    private static string Minutes(TimeSpan span) =>
        span.TotalMinutes >= 120
            ? $"{span.TotalHours.ToString("0.#", CultureInfo.InvariantCulture)} hours"
            : $"{Math.Max(1, (int)Math.Round(span.TotalMinutes))} minutes";
}
