using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Synchronization;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Comparison.View;

/// <summary>The key by which the cloud object was found.</summary>
public enum RecipientMatch
{
    /// <summary>There is no cloud object, or it could not be searched for.</summary>
    None,

    /// <summary>The source anchor.</summary>
    ImmutableId,

    /// <summary>The SID.</summary>
    SecurityIdentifier,

    /// <summary>The primary address: contacts have no better key, and it is less reliable.</summary>
    PrimaryAddress,

    /// <summary>Not joined: the object that the next synchronisation would match.</summary>
    SoftMatch,
}

/// <summary>A recipient and its cloud object, read live.</summary>
public sealed record HybridView
{
    public required Recipient Recipient { get; init; }

    public required AuthorityDecision Authority { get; init; }

    public required TenantStatus Tenant { get; init; }

    /// <summary>
    /// The cloud object, or the one that a soft match would join; null if there is none or it is not known
    /// (<see cref="Problem"/>).
    /// </summary>
    public TenantRecipient? Cloud { get; init; }

    public RecipientMatch MatchedBy { get; init; }

    /// <summary>All compared attributes; empty unless the object is joined.</summary>
    public IReadOnlyList<ComparedAttribute> Attributes { get; init; } = [];

    /// <summary>
    /// The addresses that Entra ID is expected to compute; null if the tenant's domains are not known.
    /// </summary>
    public AddressForecast? Addresses { get; init; }

    public required SyncForecast Sync { get; init; }

    /// <summary>The match forecast of an object that is not joined; null if it is joined, or if not known.</summary>
    public MatchForecast? Match { get; init; }

    public IReadOnlyList<ExplainedError> Errors { get; init; } = [];

    public SyncHealth? Health { get; init; }

    /// <summary>
    /// The data that could not be read, the reason, and since when, as a sentence; null if everything was read.
    /// </summary>
    public string? Problem { get; init; }

    /// <summary>
    /// The time at which the index read the shown cloud object, if it could not be read now; null if it is live.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }

    public IEnumerable<ComparedAttribute> Differences => Attributes.Where(a => a.IsDifferent);

    /// <summary>Licence and mailbox, as a sentence; null if there is no cloud object, or if it is not a user.</summary>
    public string? MailboxWords =>
        Cloud is not { Kind: TenantRecipientKind.User } cloud || MatchedBy == RecipientMatch.SoftMatch
            ? null
            : (cloud.Exchange, cloud.MailboxPlan) switch
            {
                (null, MailboxPlan.None) => "Exchange Online returned no data, and no licence gives a mailbox.",
                (null, _) =>
                    "Exchange Online was not asked or does not know it, so whether a mailbox exists is not known.",
                ({ IsMailbox: true } facts, MailboxPlan.None) when facts.RecipientTypeDetails == "UserMailbox" =>
                    "There is a user mailbox, but no licence for it: it is deleted 30 days after the licence ended.",
                ({ IsMailbox: true } facts, MailboxPlan.None) =>
                    $"There is a mailbox ({facts.RecipientTypeDetails}); it has no licence, and this kind "
                        + $"needs none below 50 GB.",
                ({ IsMailbox: true } facts, MailboxPlan.Unknown) =>
                    $"There is a mailbox ({facts.RecipientTypeDetails}); which licence covers it is not known.",
                ({ IsMailbox: true } facts, _) => $"There is a mailbox ({facts.RecipientTypeDetails}) with a licence.",
                (_, MailboxPlan.Mailbox) => "A licence for a mailbox is assigned, but there is no mailbox yet.",
                (_, MailboxPlan.ArchiveOnly) => "There is no mailbox; a licence for an archive alone is assigned.",
                (_, MailboxPlan.Unknown) => "There is no mailbox; which licences are assigned is not known.",
                _ => "There is no mailbox, and no licence that gives one.",
            };

    /// <summary>
    /// The answer to "Will this synchronise, and as what?" with the consequences, as sentences in order.
    /// </summary>
    public IReadOnlyList<string> Forecast
    {
        get
        {
            var sentences = new List<string>
            {
                Sync.WillSync == false ? "It will not synchronise."
                : Sync.WillSync is null ? $"It synchronises as far as can be told, as {Sync.As}."
                : $"It synchronises as {Sync.As}.",
            };
            sentences.AddRange(Sync.Sentences);
            if (Match is not null && Sync.WillSync != false)
                sentences.AddRange(Match.Sentences);
            if (Addresses is { } addresses && Sync.WillSync != false)
            {
                if (addresses.PrimarySmtpAddress is { } primary)
                    sentences.Add($"The cloud's primary address will be {primary}.");
                sentences.AddRange(
                    addresses.Dropped.Select(d => $"{ProvisioningErrors.Bare(d.Value)} does not arrive: {d.Reason}")
                );
            }

            return sentences;
        }
    }
}
