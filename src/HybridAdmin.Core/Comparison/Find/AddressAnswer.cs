using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Comparison.Find;

/// <summary>One attribute by which somebody holds an address.</summary>
/// <param name="Attribute">LDAP name.</param>
/// <param name="Value">As stored, prefix included.</param>
/// <param name="Words">What it is: "primary address", "sign-in name" ...</param>
public sealed record AddressPlace(string Attribute, string Value, string Words);

/// <summary>An object that holds the address now.</summary>
public sealed record AddressOwner(Guid Id, string DisplayName, IReadOnlyList<AddressPlace> Places)
{
    /// <summary>Null: not in the index, e.g. outside of what it keeps.</summary>
    public RecipientTypeDetails? RecipientTypeDetails { get; init; }

    public string? PrimarySmtpAddress { get; init; }

    /// <summary>It lies beyond the actor's organisational units: that there is one is told, not who.</summary>
    public bool IsOutsideScope { get; init; }
}

/// <summary>Somebody who held the address and does not any more, as far as the log knows.</summary>
/// <param name="Id">objectGUID.</param>
/// <param name="DisplayName">At that time.</param>
/// <param name="Until">When it was taken away; null: it went without this console.</param>
/// <param name="Change">The record that took it away, or the last one that had it.</param>
/// <param name="By">Who did that.</param>
public sealed record FormerOwner(Guid Id, string DisplayName, DateTimeOffset? Until, long Change, string By)
{
    /// <summary>When this console gave it; null: it was there before.</summary>
    public DateTimeOffset? Since { get; init; }

    public string? Reason { get; init; }
}

/// <summary>One line of the address's story in the log.</summary>
/// <param name="Gained">Given to the object; else taken from it.</param>
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
/// <param name="Kind">In words: "guest of the tenant", "group of the cloud" ...</param>
/// <param name="Place">What it is there: "primary address", "alias", "sign-in name".</param>
/// <param name="OnPremisesId">The object of Active Directory that it is joined with and that holds the address as well;
/// null: it holds it by itself.</param>
public sealed record TenantHolder(Guid Id, string DisplayName, string Kind, string Place, Guid? OnPremisesId)
{
    /// <summary>When it was deleted; it can be restored for 30 days. Null: it is there.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Stands in the way of giving the address to somebody.</summary>
    public bool IsInTheWay => OnPremisesId is null && DeletedAt is null;
}

/// <summary>Who has an address, who had it, and whether it can be given to somebody.</summary>
public sealed record AddressAnswer
{
    /// <summary>With its type.</summary>
    public required ProxyAddress Address { get; init; }

    /// <summary>Those who hold it now, the one whose primary address it is first.</summary>
    public required IReadOnlyList<AddressOwner> Owners { get; init; }

    /// <summary>Those of the tenant; empty also when it was not asked (<see cref="CloudRemark"/>).</summary>
    public IReadOnlyList<TenantHolder> Cloud { get; init; } = [];

    /// <summary>
    /// What of the tenant could not be asked and why, or that none is connected; null: all of it was asked.
    /// </summary>
    public string? CloudRemark { get; init; }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<FormerOwner> Former { get; init; } = [];

    /// <summary>What the log knows, the newest first.</summary>
    public IReadOnlyList<AddressEvent> Events { get; init; } = [];

    /// <summary>Why the log says nothing or not everything; null: all of it was looked at.</summary>
    public string? LogRemark { get; init; }

    /// <summary>The domain as it is known here; null: by nothing, or it is no SMTP address.</summary>
    public OfferedDomain? Domain { get; init; }

    /// <summary>Why it could not be given to anybody as it stands; null: its form is right.</summary>
    public string? FormProblem { get; init; }

    /// <summary>Whether the actor may give addresses to people.</summary>
    public bool MayAdd { get; init; }

    /// <summary>The servers that were asked, one of each domain, and when.</summary>
    public required string Server { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public bool IsFree => Owners.Count == 0 && !Cloud.Any(c => c.IsInTheWay);

    /// <summary>As shown: SMTP and X500 without their prefix.</summary>
    public string Shown =>
        Address.Kind is ProxyAddressKind.Smtp or ProxyAddressKind.X500 or ProxyAddressKind.Malformed
            ? Address.Value
            : Address.Text;

    /// <summary>What goes into a pending edit of somebody.</summary>
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

    /// <summary>Where the domain is known from, in words; null: it is no SMTP address.</summary>
    public string? DomainText =>
        !Address.IsSmtp ? null
        : Domain is null ? $"{Address.Domain} is not a domain of this organisation as far as is known."
        : $"{Address.Domain} is "
            + $"{(Domain.IsAccepted ? "an accepted domain" : "in use here, but not named as accepted")} "
            + $"(known from: {Domain.Origins.Words()}).";
}
