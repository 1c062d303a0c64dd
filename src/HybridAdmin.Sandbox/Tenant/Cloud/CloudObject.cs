namespace HybridAdmin.Sandbox.Tenant.Cloud;

internal enum CloudKind
{
    User,
    Group,
    Contact,
}

/// <summary>An entry of onPremisesProvisioningErrors.</summary>
/// <param name="Property">UserPrincipalName or ProxyAddress.</param>
/// <param name="Value">The value that is in use elsewhere.</param>
/// <param name="Occurred">The time when it was first found.</param>
internal sealed record ProvisioningError(string Property, string Value, DateTimeOffset Occurred);

/// <summary>
/// An object of the tenant as Entra ID and Exchange Online store it. Immutable; lists are replaced, never changed.
/// </summary>
internal sealed record CloudObject
{
    public required Guid Id { get; init; }

    public required CloudKind Kind { get; init; }

    /// <summary>The position in the tenant's sequence of changes.</summary>
    public long Version { get; init; }

    public DateTimeOffset Created { get; init; }

    /// <summary>The time of the soft deletion.</summary>
    public DateTimeOffset? Deleted { get; init; }

    public required string DisplayName { get; init; }

    public string? GivenName { get; init; }

    public string? Surname { get; init; }

    public string? JobTitle { get; init; }

    public string? Department { get; init; }

    public string? CompanyName { get; init; }

    public string? OfficeLocation { get; init; }

    public string? BusinessPhone { get; init; }

    public string? UsageLocation { get; init; }

    public string? UserPrincipalName { get; init; }

    public string? Mail { get; init; }

    public string? MailNickname { get; init; }

    public IReadOnlyList<string> ProxyAddresses { get; init; } = [];

    public bool AccountEnabled { get; init; } = true;

    /// <summary>Member or Guest.</summary>
    public string UserType { get; init; } = "Member";

    public bool IsAdministrator { get; init; }

    // Synchronisation.

    /// <summary>objectGUID on-premises.</summary>
    public Guid? Source { get; init; }

    /// <summary>The source anchor in Base64; onPremisesImmutableId of users.</summary>
    public string? Anchor { get; init; }

    /// <summary>
    /// onPremisesSyncEnabled: true, false (previously synchronised), null (never, or transferred to the cloud).
    /// </summary>
    public bool? SyncEnabled { get; init; }

    public DateTimeOffset? LastSync { get; init; }

    public string? SamAccountName { get; init; }

    public string? DistinguishedName { get; init; }

    public string? SecurityIdentifier { get; init; }

    public string? OnPremisesUserPrincipalName { get; init; }

    public IReadOnlyList<string?> CustomAttributes { get; init; } = new string?[15];

    public IReadOnlyList<ProvisioningError> Errors { get; init; } = [];

    /// <summary>True if the whole object was transferred to the cloud (onPremisesSyncBehavior).</summary>
    public bool IsCloudManaged { get; init; }

    // Licences.

    public IReadOnlyList<Licence> Licences { get; init; } = [];

    /// <summary>Licences that were removed: their plans remain with capabilityStatus Deleted.</summary>
    public IReadOnlyList<Licence> FormerLicences { get; init; } = [];

    // Groups.

    public bool MailEnabled { get; init; }

    public bool SecurityEnabled { get; init; }

    public bool IsUnified { get; init; }

    public IReadOnlyList<Guid> Members { get; init; } = [];

    // Exchange Online.

    /// <summary>RecipientTypeDetails in Exchange Online; null: not a recipient.</summary>
    public string? RecipientType { get; init; }

    /// <summary>
    /// True if the mailbox arrived by a move: it is in the cloud, even if Active Directory names a server.
    /// </summary>
    public bool HasMovedHere { get; init; }

    public bool IsExchangeCloudManaged { get; init; }

    public bool IsHidden { get; init; }

    public Guid ExchangeGuid { get; init; }

    public Guid ArchiveGuid { get; init; }

    public string? LegacyExchangeDN { get; init; }

    public string? ExternalEmailAddress { get; init; }

    public bool IsSynced => SyncEnabled == true && !IsCloudManaged;

    public bool IsMailbox => RecipientType is "UserMailbox" or "SharedMailbox" or "RoomMailbox" or "EquipmentMailbox";

    /// <summary>
    /// Indicates whether both look the same to clients, ignoring the time of the last export and the version.
    /// </summary>
    public bool IsSameAs(CloudObject other) =>
        With(this, other) == other
        && ProxyAddresses.SequenceEqual(other.ProxyAddresses, StringComparer.Ordinal)
        && CustomAttributes.SequenceEqual(other.CustomAttributes)
        && Errors.SequenceEqual(other.Errors)
        && Licences.SequenceEqual(other.Licences)
        && FormerLicences.SequenceEqual(other.FormerLicences)
        && Members.SequenceEqual(other.Members);

    private static CloudObject With(CloudObject one, CloudObject other) =>
        one with
        {
            Version = other.Version,
            LastSync = other.LastSync,
            ProxyAddresses = other.ProxyAddresses,
            CustomAttributes = other.CustomAttributes,
            Errors = other.Errors,
            Licences = other.Licences,
            FormerLicences = other.FormerLicences,
            Members = other.Members,
        };
}
