using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Migration.Moves;

/// <summary>
/// A person as Exchange Online has them, read for a move: a mail user before, a mailbox after it. Null members: the
/// output did not say.
/// </summary>
public sealed record MoveCandidate
{
    /// <summary>The address that was asked for.</summary>
    public required string Identity { get; init; }

    /// <summary>MailUser, UserMailbox ...; other words are kept as they come.</summary>
    public string? RecipientTypeDetails { get; init; }

    /// <summary>Null also when it is all zeros.</summary>
    public Guid? ExchangeGuid { get; init; }

    public Guid? ArchiveGuid { get; init; }

    /// <summary>With prefixes.</summary>
    public IReadOnlyList<string> EmailAddresses { get; init; } = [];

    public bool? IsExchangeCloudManaged { get; init; }

    public bool? LitigationHoldEnabled { get; init; }

    /// <summary>Bytes; of mailboxes in the cloud that are to be moved back, where it was asked for.</summary>
    public long? TotalItemSize { get; init; }

    /// <summary>
    /// The cloud mailbox's own legacyExchangeDN, which the AD object needs as an X500 address after a move.
    /// </summary>
    public string? LegacyExchangeDN { get; init; }

    public bool IsMailbox => RecipientTypeDetails?.EndsWith("Mailbox", StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>All that is known of one person who is to be moved.</summary>
public sealed record MoveFacts
{
    /// <summary>As the row or list names them.</summary>
    public required MigrationRow Person { get; init; }

    /// <summary>The object of Active Directory; null: nobody there has the address.</summary>
    public DirectoryEntry? Entry { get; init; }

    /// <summary>Who owns the Exchange attributes.</summary>
    public Authority Authority { get; init; } = Authority.Unknown;

    /// <summary>What the licences give; Unknown: not known.</summary>
    public MailboxPlan Plan { get; init; }

    /// <summary>What Exchange Online has; null: nothing, or it was not asked.</summary>
    public MoveCandidate? Candidate { get; init; }

    /// <summary>Exchange Online was asked, so that no candidate means that there is none.</summary>
    public bool HasExchangeAnswered { get; init; }

    /// <summary>Another batch that has the person.</summary>
    public string? OtherBatch { get; init; }
}

/// <summary>What is the same for everybody of a batch.</summary>
public sealed record MoveTarget
{
    public required MigrationKind Kind { get; init; }

    /// <summary>Of move to the cloud the tenant's routing domain, of move back a mail domain on-premises.</summary>
    public string? TargetDeliveryDomain { get; init; }

    /// <summary>The cloud's accepted domains in lower case; null: not known.</summary>
    public IReadOnlySet<string>? AcceptedDomains { get; init; }
}
