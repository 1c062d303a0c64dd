using System.Globalization;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Comparison.View;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Comparison.Visibility;

/// <summary>
/// Answers the question "why is X not in the address book?" from Active Directory, the log and the cloud, in the order
/// of the decision.
/// </summary>
public sealed class ExplainVisibility(
    GetRecipient read,
    GetHiddenSince since,
    ChangeSettings settings,
    TimeProvider time,
    GetCloudView cloud
)
{
    /// <summary>
    /// The maximum delay of Outlook's offline address book, which is generated once a day and downloaded once a day.
    /// </summary>
    private static readonly TimeSpan AddressBookDelay = TimeSpan.FromDays(2);

    private static readonly RecipientTypeDetails[] NeverListed =
    [
        RecipientTypeDetails.SystemMailbox,
        RecipientTypeDetails.SystemAttendantMailbox,
        RecipientTypeDetails.ArbitrationMailbox,
        RecipientTypeDetails.DiscoveryMailbox,
        RecipientTypeDetails.MailboxPlan,
        RecipientTypeDetails.MicrosoftExchange,
        RecipientTypeDetails.RoleGroup,
        RecipientTypeDetails.LinkedUser,
    ];

    /// <returns>The answer; null if there is no such object.</returns>
    /// <exception cref="DirectoryFault">The directory cannot be read.</exception>
    public async Task<VisibilityAnswer?> ExecuteAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await read.ExecuteAsync(id, cancellationToken).ConfigureAwait(false) is not { } details)
            return null;
        var hidden = (await since.ExecuteAsync([id], cancellationToken).ConfigureAwait(false))[id];
        var recipient = InDirectory(details);
        var view = await cloud.ExecuteAsync(id, cancellationToken).ConfigureAwait(false);
        if (view?.Tenant.State == TenantState.NotConnected)
            view = null;
        var facts = Facts(details, hidden, view).ToArray();
        return new VisibilityAnswer(
            id,
            recipient.DisplayName,
            recipient.PrimarySmtpAddress,
            Headline(facts, view is { Problem: null }),
            facts
        );
    }

    private static string Headline(IReadOnlyList<VisibilityFact> facts, bool knowsCloud)
    {
        var where = knowsCloud ? "Nothing" : "Nothing in Active Directory";
        return facts.Count(f => f.Verdict == VisibilityVerdict.Blocks) switch
        {
            0 when facts.Any(f => f.Verdict == VisibilityVerdict.Warns) =>
                $"{where} keeps it out of the address book, but something deserves a look.",
            0 => $"{where} keeps it out of the address book.",
            1 => "One thing keeps it out of the address book.",
            var count => $"{count} things keep it out of the address book.",
        };
    }

    /// <summary>
    /// Returns the flag as stored in Active Directory, regardless of the owner; the cloud's flag is a separate fact.
    /// </summary>
    private static Recipient InDirectory(RecipientDetails details) =>
        new(details.InDirectory, details.Authority.Exchange);

    private IEnumerable<VisibilityFact> Facts(RecipientDetails details, HiddenSince hidden, HybridView? view)
    {
        var recipient = InDirectory(details);
        var isCloudOwned = view?.Authority.Exchange is Authority.ExchangeOnline or Authority.Cloud;
        yield return isCloudOwned && recipient.HiddenFromAddressListsEnabled
            ? Warns(
                "Hidden",
                "Active Directory says hidden (msExchHideFromAddressLists is TRUE), without effect: the cloud owns it."
            )
            : Flag(recipient, hidden);
        if (view is not null)
        {
            foreach (var fact in TenantVisibility.First(view))
                yield return fact;
        }

        if (!recipient.RecipientTypeDetails.IsPlain())
        {
            yield return AliasOf(details);
            yield return recipient.PrimarySmtpAddress is { } address
                ? Fine("Address", $"The primary address is {address}.")
                : Blocks("Address", "It has no mail address: without one nothing is listed.");
        }

        yield return details.IsInSyncScope switch
        {
            true => Fine(
                "Synchronisation",
                $"It lies in an organisational unit that the synchronisation takes ({recipient.Dn.ContainerPath})."
            ),
            false => Blocks(
                "Synchronisation",
                $"The synchronisation does not take the organisational unit it lies in "
                    + $"({recipient.Dn.ContainerPath}): the cloud does not know it."
            ),
            null => Unknown(
                "Synchronisation",
                "Which organisational units the synchronisation takes is not configured here "
                    + "(Directory:SyncedOrganizationalUnits)."
            ),
        };
        if (view is not null)
        {
            foreach (var fact in TenantVisibility.Synchronisation(view))
                yield return fact;
        }

        yield return Kind(recipient);
        if (view is not null)
        {
            foreach (var fact in TenantVisibility.Mailbox(view))
                yield return fact;
        }

        if (recipient.IsDisabled)
        {
            yield return Fine(
                "Account",
                "The account is disabled. That prevents signing in but hides nobody: people with a mailbox stay "
                    + "in the address book until they are hidden."
            );
        }

        if (Recent(recipient, hidden) is { } recent)
            yield return recent;
        if (view is null)
            yield return Unknown(
                "Cloud",
                "Whether the cloud has it, hides it on its own, reports an error or lacks a licence is "
                    + "unknown until a tenant is connected."
            );
        else if (view.Problem is { } problem)
            yield return Unknown(
                "Cloud",
                $"{problem}{(view.AsOf is { } asOf ? $" The cloud data is as of {Day(asOf)}." : " Nothing is known of the cloud.")}"
            );
    }

    private static VisibilityFact Flag(Recipient recipient, HiddenSince hidden)
    {
        if (!recipient.HiddenFromAddressListsEnabled)
            return Fine("Hidden", "It is not hidden: msExchHideFromAddressLists is not TRUE.");
        var change = hidden.Change?.ToString(CultureInfo.InvariantCulture);
        var reason = hidden.Reason is { Length: > 0 } given ? $", {given}" : "";
        var who = (hidden.Since, hidden.By) switch
        {
            ({ } at, { } by) => $" {by} hid it on {Day(at)} (record {change}{reason}).",
            ({ } at, null) => $" The flag was last written on {Day(at)}, not by this console.",
            _ => " Since when and by whom neither the log nor the directory know.",
        };
        return Blocks("Hidden", $"It is hidden: msExchHideFromAddressLists is TRUE.{who}");
    }

    private static VisibilityFact Kind(Recipient recipient) =>
        recipient.RecipientTypeDetails switch
        {
            var type when type.IsPlain() => Blocks(
                "Kind",
                $"It is a {Lower(type)}: only recipients with mail are listed."
            ),
            var type when NeverListed.Contains(type) => Blocks(
                "Kind",
                $"It is a {Lower(type)}: this kind is never listed."
            ),
            RecipientTypeDetails.Unknown => Unknown(
                "Kind",
                "Its kind (msExchRecipientTypeDetails) is an unknown value."
            ),
            var type => Fine("Kind", $"It is a {Lower(type)}: this kind is listed."),
        };

    private static VisibilityFact AliasOf(RecipientDetails details)
    {
        var recipient = InDirectory(details);
        if (!details.Directory.HasAttribute(RecipientAttributes.MailNickname))
            return Unknown("Alias", "This directory has no mailNickname: its schema was never extended for Exchange.");
        if (recipient.Alias is { } alias)
            return Fine("Alias", $"The alias (mailNickname) is {alias}, so Exchange attributes synchronise.");
        return recipient.HiddenFromAddressListsEnabled
            ? Warns(
                "Alias",
                "It has no alias (mailNickname): the hidden flag does not synchronise, so in the cloud's "
                    + "address book it may well still be listed."
            )
            : Warns(
                "Alias",
                "It has no alias (mailNickname): its Exchange attributes do not synchronise, and address "
                    + "lists of Exchange on-premises ask for one."
            );
    }

    /// <summary>Returns a fact about a recent change that may not be visible yet.</summary>
    private VisibilityFact? Recent(Recipient recipient, HiddenSince hidden)
    {
        var now = time.GetUtcNow();
        var created = recipient.Entry.Time(RecipientAttributes.WhenCreated);
        if (created is { } at && now - at < AddressBookDelay)
        {
            return Warns(
                "Delay",
                $"It was created on {Day(at)}: the synchronisation runs about every "
                    + $"{(int)settings.SyncInterval.TotalMinutes} minutes, and Outlook's offline address book "
                    + $"follows within a day or two."
            );
        }

        return hidden.Since is { } changed && now - changed < AddressBookDelay
            ? Warns(
                "Delay",
                $"The flag was changed on {Day(changed)}: Outlook's offline address book follows within a day or two."
            )
            : null;
    }

    private static string Lower(RecipientTypeDetails type) =>
        char.ToLowerInvariant(type.Words()[0]) + type.Words()[1..];

    private static string Day(DateTimeOffset at) =>
        at.UtcDateTime.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static VisibilityFact Blocks(string question, string answer) =>
        new(VisibilityVerdict.Blocks, question, answer);

    private static VisibilityFact Warns(string question, string answer) =>
        new(VisibilityVerdict.Warns, question, answer);

    private static VisibilityFact Fine(string question, string answer) => new(VisibilityVerdict.Fine, question, answer);

    private static VisibilityFact Unknown(string question, string answer) =>
        new(VisibilityVerdict.Unknown, question, answer);
}
