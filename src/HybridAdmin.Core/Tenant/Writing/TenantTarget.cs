namespace HybridAdmin.Core.Tenant.Writing;

/// <summary>
/// What kind of object of the tenant is written, and so by which cmdlet. Stored with each change; never renumbered.
/// </summary>
public enum TenantTargetKind
{
    Mailbox = 1,
    MailUser = 2,
    DistributionGroup = 3,
    MailContact = 4,

    /// <summary>The person of a mailbox or mail user: Set-User.</summary>
    User = 5,

    /// <summary>The person of a mail contact: Set-Contact.</summary>
    Contact = 6,

    /// <summary>How mail to a foreign domain is formatted.</summary>
    RemoteDomain = 10,

    /// <summary>Who owns a whole user (onPremisesSyncBehavior).</summary>
    UserSyncBehavior = 20,
    GroupSyncBehavior = 21,
    ContactSyncBehavior = 22,

    /// <summary>A migration batch, by its name.</summary>
    MigrationBatch = 30,

    /// <summary>A person of a batch, by address.</summary>
    MigrationUser = 31,

    /// <summary>A domain of the tenant (Microsoft Graph: domain).</summary>
    Domain = 40,
}

/// <summary>One object of the tenant that a change is written to.</summary>
/// <param name="Kind">Decides the cmdlet.</param>
/// <param name="Identity">Entra ID's object id of recipients, the name of domains and remote domains.</param>
public readonly record struct TenantTarget(TenantTargetKind Kind, string Identity)
{
    /// <summary>Whether it is one of the kinds that Exchange Online's recipient cmdlets take.</summary>
    public bool IsRecipient =>
        Kind
            is TenantTargetKind.Mailbox
                or TenantTargetKind.MailUser
                or TenantTargetKind.DistributionGroup
                or TenantTargetKind.MailContact;

    /// <summary>Whether it is one of the kinds that hold organisation data.</summary>
    public bool IsPerson => Kind is TenantTargetKind.User or TenantTargetKind.Contact;

    /// <summary>What Set-User or Set-Contact would write of the same object; null: it is no person.</summary>
    public TenantTarget? Person =>
        Kind switch
        {
            TenantTargetKind.Mailbox or TenantTargetKind.MailUser => this with { Kind = TenantTargetKind.User },
            TenantTargetKind.MailContact => this with { Kind = TenantTargetKind.Contact },
            _ => null,
        };

    /// <summary>Whether it is about who owns a whole object (onPremisesSyncBehavior).</summary>
    public bool IsSourceOfAuthority =>
        Kind
            is TenantTargetKind.UserSyncBehavior
                or TenantTargetKind.GroupSyncBehavior
                or TenantTargetKind.ContactSyncBehavior;

    /// <summary>Which service holds it and takes its writes, as people call it.</summary>
    public string Service =>
        Kind == TenantTargetKind.Domain || IsSourceOfAuthority ? "Microsoft 365" : "Exchange Online";

    /// <summary>Acted on by the migration cmdlets; has no values of its own to write or take back.</summary>
    public bool IsMigration => Kind is TenantTargetKind.MigrationBatch or TenantTargetKind.MigrationUser;

    /// <summary>The noun of its cmdlets; of a source of authority the resource of Microsoft Graph.</summary>
    public string Noun => IsSourceOfAuthority ? "onPremisesSyncBehavior" : Kind.ToString();

    /// <summary>
    /// The kind of a recipient by Exchange's word; null: of a kind that the console does not write (Microsoft 365
    /// groups, dynamic groups, public folders).
    /// </summary>
    public static TenantTarget? Of(TenantRecipient recipient) =>
        recipient.Exchange?.RecipientTypeDetails switch
        {
            null or "GroupMailbox" or "PublicFolderMailbox" or "DiscoveryMailbox" => null,
            var word when word.EndsWith("Mailbox", StringComparison.OrdinalIgnoreCase) => new TenantTarget(
                TenantTargetKind.Mailbox,
                recipient.Id.ToString()
            ),
            "MailUser" or "GuestMailUser" => new TenantTarget(TenantTargetKind.MailUser, recipient.Id.ToString()),
            "MailContact" => new TenantTarget(TenantTargetKind.MailContact, recipient.Id.ToString()),
            "MailUniversalDistributionGroup" or "MailUniversalSecurityGroup" or "RoomList" => new TenantTarget(
                TenantTargetKind.DistributionGroup,
                recipient.Id.ToString()
            ),
            _ => null,
        };

    /// <summary>As it is stored: kind and identity.</summary>
    public override string ToString() => $"{Kind}:{Identity}";

    /// <summary>What <see cref="ToString"/> gave; false: something else.</summary>
    public static bool TryParse(string? text, out TenantTarget target)
    {
        target = default;
        var at = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (at <= 0 || !Enum.TryParse<TenantTargetKind>(text.AsSpan(0, at), out var kind) || !Enum.IsDefined(kind))
            return false;
        target = new TenantTarget(kind, text![(at + 1)..]);
        return target.Identity.Length > 0;
    }
}
