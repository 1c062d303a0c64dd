using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.SourceOfAuthority;

/// <summary>The properties by which an object of Active Directory is matched.</summary>
public sealed record MatchInput
{
    public required TenantRecipientKind Kind { get; init; }

    /// <summary>The value for users; null for groups and contacts.</summary>
    public ImmutableId? ImmutableId { get; init; }

    public string? SecurityIdentifier { get; init; }

    public string? UserPrincipalName { get; init; }

    public string? PrimarySmtpAddress { get; init; }

    /// <summary>All SMTP addresses, without prefix.</summary>
    public IReadOnlyList<string> SmtpAddresses { get; init; } = [];
}

/// <summary>
/// The tenant's matching switches. An application cannot read them: null means unknown, never a default.
/// </summary>
public readonly record struct MatchSwitches(bool? BlockSoftMatch, bool? BlockHardMatchTakeover, bool? SoftMatchOnUpn);

/// <summary>A cloud object that may conflict.</summary>
/// <param name="IsAdministrator">True if it has an administrator role; null if not known.</param>
public sealed record MatchCandidate(TenantRecipient Cloud, bool? IsAdministrator);

public enum MatchKind
{
    /// <summary>A new cloud object will be created.</summary>
    None,

    /// <summary>They are joined already.</summary>
    Joined,

    /// <summary>The source anchors match: the existing cloud object will be used.</summary>
    Hard,

    /// <summary>
    /// The primary address or sign-in name matches: the existing cloud object will be used if the tenant allows it.
    /// </summary>
    Soft,

    /// <summary>The objects should match but will not.</summary>
    Blocked,
}

/// <summary>The forecast of the match with an object that may already exist in the cloud (RULES.md, Joining).</summary>
/// <param name="Cloud">The object to which it is or will be joined; null if there is none.</param>
/// <param name="Sentences">The explanation, to be shown in order.</param>
public sealed record MatchForecast(MatchKind Kind, TenantRecipient? Cloud, IReadOnlyList<string> Sentences)
{
    /// <param name="candidates">Cloud objects with its anchor, SID, sign-in name or one of its addresses.</param>
    public static MatchForecast Of(MatchInput input, IReadOnlyList<MatchCandidate> candidates, MatchSwitches switches)
    {
        var sentences = new List<string>();
        var (kind, match) = Find(input, candidates, switches, sentences);
        foreach (var other in candidates.Where(c => c.Cloud.Id != match?.Id))
            Conflicts(input, other.Cloud, sentences);
        if (kind == MatchKind.None && sentences.Count == 0)
            sentences.Add("Nothing in the cloud matches: a new object will be made.");
        return new MatchForecast(kind, match, sentences);
    }

    private static (MatchKind Kind, TenantRecipient? Cloud) Find(
        MatchInput input,
        IReadOnlyList<MatchCandidate> candidates,
        MatchSwitches switches,
        List<string> sentences
    )
    {
        if (candidates.FirstOrDefault(c => IsAnchor(input, c.Cloud)) is { } anchored)
        {
            if (anchored.Cloud.OnPremisesSyncEnabled == true)
                return (MatchKind.Joined, anchored.Cloud);
            if (switches.BlockHardMatchTakeover == true)
            {
                sentences.Add(
                    $"{Name(anchored.Cloud)} has the same source anchor, but the tenant blocks taking cloud "
                        + $"objects over by hard match: there will be an error."
                );
                return (MatchKind.Blocked, anchored.Cloud);
            }

            sentences.Add(
                $"{Name(anchored.Cloud)} has the same source anchor and will be taken "
                    + $"over{Unless(switches.BlockHardMatchTakeover is null ? "hard match is blocked (unknown)" : null)}; "
                    + $"its values will be overwritten."
            );
            return (MatchKind.Hard, anchored.Cloud);
        }

        return
            candidates.FirstOrDefault(c =>
                c.Cloud.Kind == input.Kind
                && c.Cloud.OnPremisesSyncEnabled is null
                && !c.Cloud.HasAnchor
                && SoftKey(input, c.Cloud) is not null
            )
                is { } soft
            ? Soft(input, soft, switches, sentences)
            : (MatchKind.None, null);
    }

    private static (MatchKind Kind, TenantRecipient? Cloud) Soft(
        MatchInput input,
        MatchCandidate soft,
        MatchSwitches switches,
        List<string> sentences
    )
    {
        var isByName = SoftKey(input, soft.Cloud) == "sign-in name";
        if (soft.IsAdministrator == true)
        {
            sentences.Add(
                $"{Name(soft.Cloud)} holds an administrator role and will not match. Remove its roles, "
                    + $"delete the quarantined duplicate, synchronise, and restore the roles."
            );
            return (MatchKind.Blocked, soft.Cloud);
        }

        if (switches.BlockSoftMatch == true || (isByName && switches.SoftMatchOnUpn == false))
        {
            sentences.Add(
                $"{Name(soft.Cloud)} has the same {SoftKey(input, soft.Cloud)}, but "
                    + $"{(switches.BlockSoftMatch == true ? "the tenant blocks soft match" : "soft match on UPN is off")}: "
                    + "it will not be taken over, and a duplicate will be quarantined."
            );
            return (MatchKind.Blocked, soft.Cloud);
        }

        var open =
            isByName && switches.SoftMatchOnUpn is null ? "soft match on UPN is on and not blocked (unknown)"
            : switches.BlockSoftMatch is null ? "soft match is not blocked (unknown)"
            : null;
        sentences.Add(
            $"{Name(soft.Cloud)} has the same {SoftKey(input, soft.Cloud)} and will be taken "
                + $"over{(open is null ? string.Empty : $", if {open}")}; its values will be overwritten."
                + (
                    soft.IsAdministrator is null && input.Kind == TenantRecipientKind.User
                        ? " An administrator is never matched; whether it is one is not known."
                        : string.Empty
                )
        );
        return (MatchKind.Soft, soft.Cloud);
    }

    private static void Conflicts(MatchInput input, TenantRecipient other, List<string> sentences)
    {
        foreach (var address in input.SmtpAddresses.Where(a => Has(other, a)))
            sentences.Add($"{address} will be quarantined: {Name(other)} has it in the cloud.");
        if (input.Kind == TenantRecipientKind.User && Same(input.UserPrincipalName, other.UserPrincipalName))
            sentences.Add(
                $"The sign-in name {input.UserPrincipalName} is taken by {Name(other)}: the new object will "
                    + $"get one with four digits in the initial domain."
            );
    }

    private static bool IsAnchor(MatchInput input, TenantRecipient cloud) =>
        input.Kind switch
        {
            TenantRecipientKind.User => input.ImmutableId is { } id
                && string.Equals(id.Text, cloud.OnPremisesImmutableId, StringComparison.Ordinal),
            TenantRecipientKind.Group => cloud.Kind == TenantRecipientKind.Group
                && Same(input.SecurityIdentifier, cloud.OnPremisesSecurityIdentifier),
            // Contacts have no anchor; a synchronised contact with the same primary address is very likely the same.
            _ => cloud.Kind == input.Kind
                && cloud.OnPremisesSyncEnabled == true
                && Same(input.PrimarySmtpAddress, cloud.PrimarySmtpAddress),
        };

    /// <summary>
    /// The values used by a soft match; never a secondary address. Groups and contacts match on any address, and only
    /// if they have mail.
    /// </summary>
    private static string? SoftKey(MatchInput input, TenantRecipient cloud)
    {
        if (input.Kind != TenantRecipientKind.User)
            return input.SmtpAddresses.Any(a => Has(cloud, a)) ? "address" : null;
        if (input.PrimarySmtpAddress is not null && Same(input.PrimarySmtpAddress, cloud.PrimarySmtpAddress))
            return "primary address";
        return Same(input.UserPrincipalName, cloud.UserPrincipalName) ? "sign-in name" : null;
    }

    private static bool Has(TenantRecipient cloud, string address) =>
        Same(cloud.Mail, address) || ProxyAddressCollection.Holds(cloud.ProxyAddresses, address);

    private static bool Same(string? one, string? other) =>
        one is not null && one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Unless(string? condition) => condition is null ? string.Empty : $", unless {condition}";

    private static string Name(TenantRecipient cloud) =>
        cloud.UserPrincipalName ?? cloud.PrimarySmtpAddress ?? cloud.DisplayName ?? cloud.Id.ToString();
}
