using HybridAdmin.Core.Comparison.View;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Comparison.Addresses;

/// <summary>The expected result of synchronising a set of addresses to Entra ID.</summary>
public sealed record ProxyAddressPreviewResult
{
    public static ProxyAddressPreviewResult Nothing { get; } = new();

    /// <summary>The values that do not arrive, as stored, each with the reason as a sentence.</summary>
    public IReadOnlyDictionary<string, string> Refused { get; init; } = new Dictionary<string, string>();

    /// <summary>The replacements of one value by another, as sentences.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    /// <summary>
    /// The address of a mail user in another mail system; null if there is no such address, or if the object is not a
    /// mail user.
    /// </summary>
    public string? ExternalEmailAddress { get; init; }

    /// <summary>
    /// The three conditions for that address (<see cref="ExternalAddressRules"/>); empty without an address.
    /// </summary>
    public IReadOnlyList<AddressCondition> Conditions { get; init; } = [];

    /// <summary>True if there is nothing to report.</summary>
    public bool IsEmpty => Refused.Count == 0 && Replaced.Count == 0 && Conditions.Count == 0;
}

/// <summary>Previews the addresses of one recipient in the cloud, including pending edits. Sends no requests.</summary>
/// <param name="entry">The object in Active Directory.</param>
/// <param name="cloud">The cloud object; null if there is none, or if it is not known.</param>
/// <param name="tenant">
/// The tenant; null if there is none or it does not answer. Results that depend on verified domains are then left open.
/// </param>
public sealed class ProxyAddressPreview(DirectoryEntry entry, TenantRecipient? cloud, TenantDescription? tenant)
{
    /// <param name="addresses">The addresses after the edit.</param>
    public ProxyAddressPreviewResult Of(IReadOnlyCollection<ProxyAddress> addresses)
    {
        var kind = SourceAnchorMatcher.KindOf(entry);
        if (SourceAnchorMatcher.IsNeverSynchronised(kind))
            return ProxyAddressPreviewResult.Nothing;
        var upn = entry.Text(RecipientAttributes.UserPrincipalName);
        var primary = addresses
            .Where(a => a is { IsSmtp: true, IsPrimary: true })
            .Select(a => a.Value)
            .FirstOrDefault();
        var described = tenant ?? Unknown(addresses, upn);
        var input = ForecastInputFactory.AddressesOf(entry, kind, cloud?.MailboxPlan, described) with
        {
            ProxyAddresses = [.. addresses.Select(a => a.Text)],
        };
        if (primary is not null)
            input = input with { Mail = primary };
        var forecast = AddressForecast.Of(input);
        var external =
            RecipientTypes.Classify(entry) == RecipientTypeDetails.MailUser
            && entry.Text(RecipientAttributes.TargetAddress) is { } target
            && ProxyAddress.FromStored(target) is { IsSmtp: true } address
                ? address.Value
                : null;
        return new ProxyAddressPreviewResult
        {
            Refused = Refused(forecast, addresses),
            Replaced = [.. Replaced(forecast, primary, upn)],
            ExternalEmailAddress = external,
            Conditions = external is null
                ? []
                : ExternalAddressRules.Judge(
                    external,
                    primary ?? entry.Text(RecipientAttributes.Mail),
                    upn,
                    tenant?.VerifiedDomains
                ),
        };
    }

    private Dictionary<string, string> Refused(AddressForecast forecast, IReadOnlyCollection<ProxyAddress> addresses)
    {
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var dropped in forecast.Dropped)
            refused[dropped.Value] = dropped.Reason;
        var held = (cloud?.ProvisioningErrors ?? [])
            .Where(e => e.PropertyCausingError == "ProxyAddress")
            .Select(e => e.Value)
            .OfType<string>()
            .Select(ProvisioningErrors.Bare)
            .ToArray();
        foreach (
            var address in addresses.Where(a => a.IsSmtp && held.Contains(a.Value, StringComparer.OrdinalIgnoreCase))
        )
            refused.TryAdd(
                address.Text,
                "Another object of the tenant has it; the cloud keeps it in quarantine until it is free, and "
                    + "tries again each hour."
            );
        return refused;
    }

    private static IEnumerable<string> Replaced(AddressForecast forecast, string? primary, string? upn)
    {
        if (
            forecast.PrimarySmtpAddress is { } becomes
            && !becomes.Equals(primary, StringComparison.OrdinalIgnoreCase)
            && primary is not null
        )
            yield return $"In the cloud the primary address becomes {becomes}, since {primary} is not taken.";
        if (
            forecast.UserPrincipalName is { } name
            && upn is not null
            && !name.Equals(upn, StringComparison.OrdinalIgnoreCase)
        )
            yield return $"In the cloud the sign-in name becomes {name}, since the domain of {upn} is not "
                + $"verified in the tenant.";
    }

    /// <summary>
    /// Returns a description in which all domains count as verified, so that no address is dropped because its domain
    /// is unknown.
    /// </summary>
    private static TenantDescription Unknown(IReadOnlyCollection<ProxyAddress> addresses, string? upn) =>
        new()
        {
            TenantId = Guid.Empty,
            DisplayName = string.Empty,
            ReadAt = DateTimeOffset.MinValue,
            VerifiedDomains =
            [
                .. addresses
                    .Where(a => a.IsSmtp)
                    .Select(a => a.Domain)
                    .Append(upn?[(upn.LastIndexOf('@') + 1)..].ToLowerInvariant() ?? string.Empty)
                    .Distinct(),
            ],
        };
}
