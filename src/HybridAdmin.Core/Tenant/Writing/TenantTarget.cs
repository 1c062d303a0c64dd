namespace HybridAdmin.Core.Tenant.Writing;

/// <summary>
/// The kind of a tenant object, which determines the cmdlet. Stored with each change; never renumber it.
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

    /// <summary>The format of mail to a foreign domain.</summary>
    RemoteDomain = 10,

    /// <summary>The owner of a whole user (onPremisesSyncBehavior).</summary>
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

/// <summary>An object of the tenant that a change is written to.</summary>
/// <param name="Kind">The kind, which determines the cmdlet.</param>
/// <param name="Identity">Entra ID's object id for recipients; the name for domains and remote domains.</param>
public readonly record struct TenantTarget(TenantTargetKind Kind, string Identity)
{
    /// <summary>Indicates whether Exchange Online's recipient cmdlets accept the kind.</summary>
    public bool IsRecipient =>
        Kind
            is TenantTargetKind.Mailbox
                or TenantTargetKind.MailUser
                or TenantTargetKind.DistributionGroup
                or TenantTargetKind.MailContact;

    /// <summary>Indicates whether objects of the kind have organisation data.</summary>
    public bool IsPerson => Kind is TenantTargetKind.User or TenantTargetKind.Contact;

    /// <summary>The target of Set-User or Set-Contact for the same object; null if it is not a person.</summary>
    public TenantTarget? Person =>
        Kind switch
        {
            TenantTargetKind.Mailbox or TenantTargetKind.MailUser => this with { Kind = TenantTargetKind.User },
            TenantTargetKind.MailContact => this with { Kind = TenantTargetKind.Contact },
            _ => null,
        };

    /// <summary>Indicates whether it concerns the owner of a whole object (onPremisesSyncBehavior).</summary>
    public bool IsSourceOfAuthority =>
        Kind
            is TenantTargetKind.UserSyncBehavior
                or TenantTargetKind.GroupSyncBehavior
                or TenantTargetKind.ContactSyncBehavior;

    /// <summary>The display name of the service that stores the object and accepts its writes.</summary>
    public string Service =>
        Kind == TenantTargetKind.Domain || IsSourceOfAuthority ? "Microsoft 365" : "Exchange Online";

    /// <summary>
    /// Indicates whether the migration cmdlets act on it; it has no values of its own to write or revert.
    /// </summary>
    public bool IsMigration => Kind is TenantTargetKind.MigrationBatch or TenantTargetKind.MigrationUser;

    /// <summary>The noun of its cmdlets; for a source of authority the resource of Microsoft Graph.</summary>
    public string Noun => IsSourceOfAuthority ? "onPremisesSyncBehavior" : Kind.ToString();

    /// <summary>
    /// The kind by Exchange's value; null for a kind that the console does not write (Microsoft 365 groups, dynamic
    /// groups, public folders).
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

    /// <summary>The stored form: kind and identity.</summary>
    public override string ToString() => $"{Kind}:{Identity}";

    /// <summary>Parses the result of <see cref="ToString"/>; false for any other text.</summary>
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
