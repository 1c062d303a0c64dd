using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Comparison.Find;

/// <summary>One attribute by which an object holds an address.</summary>
/// <param name="Attribute">The LDAP name.</param>
/// <param name="Value">The value as stored, including its prefix.</param>
/// <param name="Words">The display text: "primary address", "sign-in name" ...</param>
public sealed record AddressPlace(string Attribute, string Value, string Words);

/// <summary>An object that holds the address now.</summary>
public sealed record AddressOwner(Guid Id, string DisplayName, IReadOnlyList<AddressPlace> Places)
{
    /// <summary>
    /// The type; null if the object is not in the index, for example because it is outside the indexed data.
    /// </summary>
    public RecipientTypeDetails? RecipientTypeDetails { get; init; }

    public string? PrimarySmtpAddress { get; init; }

    /// <summary>
    /// True if the object is outside the actor's organisational units: its existence is reported, but not its name.
    /// </summary>
    public bool IsOutsideScope { get; init; }
}

/// <summary>An object that held the address in the past, as far as the log shows.</summary>
/// <param name="Id">The objectGUID.</param>
/// <param name="DisplayName">The display name at that time.</param>
/// <param name="Until">The time at which the address was removed; null if it was not removed with this console.</param>
/// <param name="Change">The record that removed it, or the last one that contains it.</param>
/// <param name="By">The actor of that record.</param>
public sealed record FormerOwner(Guid Id, string DisplayName, DateTimeOffset? Until, long Change, string By)
{
    /// <summary>The time at which this console assigned it; null if it was present before.</summary>
    public DateTimeOffset? Since { get; init; }

    public string? Reason { get; init; }
}

/// <summary>One event in the history of the address in the log.</summary>
/// <param name="Gained">True if the address was added to the object, false if it was removed.</param>
public sealed record AddressEvent(
    long Change,
    DateTimeOffset At,
    Guid TargetId,
    string TargetName,
    bool Gained,
    string By,
    string? Reason
);

/// <summary>An object of the tenant that holds the address, or held it and can be restored.</summary>
/// <param name="Kind">The kind in words: "guest of the tenant", "group of the cloud" ...</param>
/// <param name="Place">The role of the address: "primary address", "alias", "sign-in name".</param>
/// <param name="OnPremisesId">
/// The object of Active Directory that it is joined with and that also holds the address; null if only the tenant's
/// object holds it.
/// </param>
public sealed record TenantHolder(Guid Id, string DisplayName, string Kind, string Place, Guid? OnPremisesId)
{
    /// <summary>
    /// The time at which the object was deleted; it can be restored for 30 days. Null if it is not deleted.
    /// </summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>True if the object prevents assigning the address to another object.</summary>
    public bool IsInTheWay => OnPremisesId is null && DeletedAt is null;
}

/// <summary>The present and former holders of an address, and the facts for assigning it.</summary>
public sealed record AddressAnswer
{
    /// <summary>The address with its type.</summary>
    public required ProxyAddress Address { get; init; }

    /// <summary>The present holders; the one with the address as primary address first.</summary>
    public required IReadOnlyList<AddressOwner> Owners { get; init; }

    /// <summary>
    /// The holders in the tenant; also empty if the tenant was not queried (<see cref="CloudRemark"/>).
    /// </summary>
    public IReadOnlyList<TenantHolder> Cloud { get; init; } = [];

    /// <summary>
    /// The parts of the tenant that could not be queried and the reason, or that no tenant is connected; null if
    /// everything was queried.
    /// </summary>
    public string? CloudRemark { get; init; }

    /// <summary>The former holders, the latest first.</summary>
    public IReadOnlyList<FormerOwner> Former { get; init; } = [];

    /// <summary>The events in the log, the newest first.</summary>
    public IReadOnlyList<AddressEvent> Events { get; init; } = [];

    /// <summary>The reason why the log provides no or incomplete information; null if it was read completely.</summary>
    public string? LogRemark { get; init; }

    /// <summary>
    /// The domain as the console knows it; null if it is unknown, or if the address is not an SMTP address.
    /// </summary>
    public OfferedDomain? Domain { get; init; }

    /// <summary>The format error that prevents assigning the address; null if the format is valid.</summary>
    public string? FormProblem { get; init; }

    /// <summary>True if the actor may assign addresses to people.</summary>
    public bool MayAdd { get; init; }

    /// <summary>The servers that were queried, one for each domain, and the time.</summary>
    public required string Server { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public bool IsFree => Owners.Count == 0 && !Cloud.Any(c => c.IsInTheWay);

    /// <summary>The displayed form: SMTP and X500 addresses without their prefix.</summary>
    public string Shown =>
        Address.Kind is ProxyAddressKind.Smtp or ProxyAddressKind.X500 or ProxyAddressKind.Malformed
            ? Address.Value
            : Address.Text;

    /// <summary>The text to add to a pending edit of a recipient.</summary>
    public string ToAdd => Address.IsSmtp ? Address.Value : Address.Text;

    /// <summary>The answer in one sentence.</summary>
    public string Headline =>
        Owners switch
        {
            [] when Cloud.FirstOrDefault(c => c.IsInTheWay) is { } cloud =>
                $"{Shown} is not in use in Active Directory, but {cloud.DisplayName} has it in the cloud "
                    + $"({cloud.Kind}).",
            [] => $"{Shown} is not in use.",
            [{ IsOutsideScope: true } one] =>
                $"{char.ToUpperInvariant(one.DisplayName[0])}{one.DisplayName[1..]} has {Shown} "
                    + $"({string.Join(", ", one.Places.Select(p => p.Words).Distinct())}).",
            [var one] =>
                $"{one.DisplayName} has {Shown} ({string.Join(", ", one.Places.Select(p => p.Words).Distinct())}).",
            _ => $"{Owners.Count} objects hold {Shown}: an address must belong to one only.",
        };

    /// <summary>
    /// The sources from which the domain is known, as a sentence; null if the address is not an SMTP address.
    /// </summary>
    public string? DomainText =>
        !Address.IsSmtp ? null
        : Domain is null ? $"{Address.Domain} is not a domain of this organisation as far as is known."
        : $"{Address.Domain} is "
            + $"{(Domain.IsAccepted ? "an accepted domain" : "in use here, but not named as accepted")} "
            + $"(known from: {Domain.Origins.Words()}).";
}
