namespace HybridAdmin.Core.Recipients;

/// <summary>
/// The values in Active Directory for one kind of cloud mailbox, and for the same kind on a server (RULES.md, Types and
/// Moves).
/// </summary>
/// <param name="OnServer">msExchRecipientTypeDetails on-premises.</param>
/// <param name="Remote">msExchRecipientTypeDetails of the remote mailbox.</param>
/// <param name="DisplayType">msExchRecipientDisplayType of the remote mailbox.</param>
/// <param name="SubType">The two bits of msExchRemoteRecipientType that distinguish the kinds (mask 0x60).</param>
public sealed record RemoteMailboxKind(
    RecipientTypeDetails OnServer,
    RecipientTypeDetails Remote,
    int DisplayType,
    int SubType
)
{
    /// <summary>msExchRemoteRecipientType: the mailbox was created in the cloud.</summary>
    public const int Provisioned = 1;

    /// <summary>msExchRemoteRecipientType: the mailbox arrived by a move.</summary>
    public const int Migrated = 4;

    /// <summary>msExchRemoteRecipientType: the archive was created in the cloud.</summary>
    public const int ArchiveProvisioned = 2;

    /// <summary>msExchRemoteRecipientType: the archive was removed.</summary>
    public const int ArchiveRemoved = 16;

    private const int SubTypes = 0x60;
    private const int RemoteUserLike = -2147483642;

    /// <summary>
    /// The variant of users and shared mailboxes to which permissions can be granted from on-premises; never rewritten.
    /// </summary>
    private const int AclableUserLike = -1073741818;

    public static IReadOnlyList<RemoteMailboxKind> All { get; } =
    [
        new(RecipientTypeDetails.UserMailbox, RecipientTypeDetails.RemoteUserMailbox, RemoteUserLike, 0),
        new(RecipientTypeDetails.RoomMailbox, RecipientTypeDetails.RemoteRoomMailbox, -2147481850, 0x20),
        new(RecipientTypeDetails.EquipmentMailbox, RecipientTypeDetails.RemoteEquipmentMailbox, -2147481594, 0x40),
        new(RecipientTypeDetails.SharedMailbox, RecipientTypeDetails.RemoteSharedMailbox, RemoteUserLike, SubTypes),
    ];

    /// <summary>The kind of a type on either side; null if it is not a mailbox that can be moved.</summary>
    public static RemoteMailboxKind? Of(RecipientTypeDetails type) =>
        All.FirstOrDefault(k => k.OnServer == type || k.Remote == type);

    /// <summary>The kind by Exchange Online's value, e.g. UserMailbox; null if there is none.</summary>
    public static RemoteMailboxKind? OfCloud(string? recipientTypeDetails) =>
        All.FirstOrDefault(k => k.OnServer.ToString().Equals(recipientTypeDetails, StringComparison.OrdinalIgnoreCase));

    /// <summary>Indicates whether a value of msExchRecipientDisplayType belongs to this kind.</summary>
    public bool Shows(long? displayType) =>
        displayType == DisplayType || (displayType == AclableUserLike && DisplayType == RemoteUserLike);

    /// <summary>
    /// Indicates whether a value of msExchRemoteRecipientType belongs to this kind: its sub-type, one origin, at most
    /// one archive flag, and no other bits.
    /// </summary>
    public bool Comes(long remoteRecipientType) =>
        (remoteRecipientType & SubTypes) == SubType
        && ((remoteRecipientType & (Provisioned | Migrated)) is Provisioned or Migrated)
        && (remoteRecipientType & (ArchiveProvisioned | ArchiveRemoved)) != (ArchiveProvisioned | ArchiveRemoved)
        && (remoteRecipientType & ~(long)(SubTypes | Provisioned | Migrated | ArchiveProvisioned | ArchiveRemoved))
            == 0;

    /// <summary>msExchRemoteRecipientType after a move; the archive flags are preserved.</summary>
    public int Moved(long remoteRecipientType) =>
        Migrated
        | SubType
        | (
            (remoteRecipientType & ArchiveProvisioned) != 0
                ? ArchiveProvisioned
                : (int)(remoteRecipientType & ArchiveRemoved)
        );
}

/// <summary>The values of a remote mailbox that are valid only together, written in one modify.</summary>
/// <param name="Type">msExchRecipientTypeDetails.</param>
/// <param name="DisplayType">msExchRecipientDisplayType.</param>
/// <param name="RemoteRecipientType">msExchRemoteRecipientType.</param>
/// <param name="RemoteRoutingAddress">targetAddress, without prefix; one of the object's own addresses.</param>
public sealed record RemoteMailboxValues(
    RecipientTypeDetails Type,
    int DisplayType,
    int RemoteRecipientType,
    string RemoteRoutingAddress
);
