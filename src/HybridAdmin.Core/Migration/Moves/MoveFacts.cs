using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Migration.Moves;

/// <summary>
/// A person's object in Exchange Online, read for a move: a mail user before, a mailbox after it. Members that the
/// output did not contain are null.
/// </summary>
public sealed record MoveCandidate
{
    /// <summary>The requested address.</summary>
    public required string Identity { get; init; }

    /// <summary>MailUser, UserMailbox ...; other values are unchanged.</summary>
    public string? RecipientTypeDetails { get; init; }

    /// <summary>Also null if it is all zeros.</summary>
    public Guid? ExchangeGuid { get; init; }

    public Guid? ArchiveGuid { get; init; }

    /// <summary>The addresses with prefixes.</summary>
    public IReadOnlyList<string> EmailAddresses { get; init; } = [];

    public bool? IsExchangeCloudManaged { get; init; }

    public bool? LitigationHoldEnabled { get; init; }

    /// <summary>The size in bytes, of cloud mailboxes to be moved back; null if not requested.</summary>
    public long? TotalItemSize { get; init; }

    /// <summary>
    /// The cloud mailbox's own legacyExchangeDN, which the AD object needs as an X500 address after a move.
    /// </summary>
    public string? LegacyExchangeDN { get; init; }

    public bool IsMailbox => RecipientTypeDetails?.EndsWith("Mailbox", StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>The facts about one person to be moved.</summary>
public sealed record MoveFacts
{
    /// <summary>The person as named in the row or list.</summary>
    public required MigrationRow Person { get; init; }

    /// <summary>The object of Active Directory; null if no object there has the address.</summary>
    public DirectoryEntry? Entry { get; init; }

    /// <summary>The owner of the Exchange attributes.</summary>
    public Authority Authority { get; init; } = Authority.Unknown;

    /// <summary>The service that the licences provide; Unknown if not known.</summary>
    public MailboxPlan Plan { get; init; }

    /// <summary>The object in Exchange Online; null if there is none or it was not queried.</summary>
    public MoveCandidate? Candidate { get; init; }

    /// <summary>
    /// Indicates whether Exchange Online answered, so that a missing candidate means that there is none.
    /// </summary>
    public bool HasExchangeAnswered { get; init; }

    /// <summary>Another batch that contains the person.</summary>
    public string? OtherBatch { get; init; }
}

/// <summary>The facts that are the same for all people of a batch.</summary>
public sealed record MoveTarget
{
    public required MigrationKind Kind { get; init; }

    /// <summary>
    /// For a move to the cloud the tenant's routing domain, for a move back an on-premises mail domain.
    /// </summary>
    public string? TargetDeliveryDomain { get; init; }

    /// <summary>The cloud's accepted domains in lower case; null if not known.</summary>
    public IReadOnlySet<string>? AcceptedDomains { get; init; }
}
