using System.Collections.Frozen;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Comparison;

/// <summary>A value of Active Directory that does not arrive in the cloud.</summary>
/// <param name="Value">The value as stored.</param>
/// <param name="Reason">The reason, as a sentence to show.</param>
/// <param name="IsUnverifiedDomain">True if it is dropped because the tenant has not verified its domain.</param>
public sealed record DroppedAddress(string Value, string Reason, bool IsUnverifiedDomain = false);

/// <summary>One difference between the cloud and the expected value.</summary>
/// <param name="Attribute">proxyAddresses or mail.</param>
/// <param name="Expected">The expected value; null if there is none.</param>
/// <param name="Cloud">The value in the cloud; null if there is none.</param>
/// <param name="Explanation">A sentence to show.</param>
public sealed record AddressDifference(string Attribute, string? Expected, string? Cloud, string Explanation);

/// <summary>
/// The addresses that Entra ID is expected to compute ("proxyCalc", RULES.md, Addresses in the cloud). An expectation
/// to compare with, not a promise: the service adds values of its own, retains earlier ones, and does not remove the
/// old addresses after a change of the alias.
/// </summary>
public sealed record AddressForecast
{
    /// <summary>
    /// Display types for which unverified domains are dropped: shared and resource types (Entra Connect: shadow
    /// attributes).
    /// </summary>
    private static readonly FrozenSet<long> SharedOrResource = new long[]
    {
        0,
        2,
        7,
        8,
        10,
        15,
        16,
        17,
        18,
        1073741824,
        1073741840,
    }.ToFrozenSet();

    private static readonly string[] MicrosoftDomains =
    [
        ".onmicrosoft.com",
        ".microsoftonline.com",
        ".onmicrosoft.us",
        ".partner.onmschina.cn",
    ];

    /// <summary>The primary SMTP address, and therefore mail; null if there is none.</summary>
    public required string? PrimarySmtpAddress { get; init; }

    public required string? MailNickname { get; init; }

    public required string? UserPrincipalName { get; init; }

    /// <summary>The values that must be present, with prefixes, the primary address first.</summary>
    public required IReadOnlyList<string> ProxyAddresses { get; init; }

    /// <summary>
    /// The values that may or may not be present: routing addresses, the service's own values, and those that depend on
    /// a licence.
    /// </summary>
    public required IReadOnlyList<string> Possible { get; init; }

    public required IReadOnlyList<DroppedAddress> Dropped { get; init; }

    public static AddressForecast Of(AddressInput input)
    {
        var (kept, dropped, possible) = (new List<ProxyAddress>(), new List<DroppedAddress>(), new List<string>());
        var verified = input.VerifiedDomains.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isCleaned =
            input.HasExchangePlan == true
            || input.IsRemoteRecipient
            || (input.RecipientDisplayType is { } type && SharedOrResource.Contains(type));
        foreach (var text in input.ProxyAddresses)
        {
            var address = ProxyAddress.FromStored(text);
            if (IsRouting(address))
                possible.Add(text);
            else if (Refusal(address, verified, isCleaned) is { } reason)
                dropped.Add(new DroppedAddress(text, reason, Refusal(address, verified, isCleaned: false) is null));
            else if (
                address.IsSmtp
                && !verified.Contains(address.Domain)
                && input.HasExchangePlan is null
                && input.Kind == TenantRecipientKind.User
            )
                possible.Add(text);
            else
                kept.Add(address);
        }

        var isUser = input.Kind == TenantRecipientKind.User;
        var upn = isUser ? SignInName(input, verified) : null;
        var wanted = Wanted(input, verified, upn);
        var nickname = input.MailNickname ?? LocalPart(wanted) ?? LocalPart(upn);
        var moera =
            isUser && wanted is not null && nickname is not null && input.InitialDomain is not null
                ? $"{nickname}@{input.InitialDomain.ToLowerInvariant()}"
                : null;
        // The primary address was dropped with its domain. The address that the tenant assigns remains (rule 9, by
        // analogy).
        var isLost = wanted is not null && isCleaned && !verified.Contains(ProxyAddress.Smtp(wanted, true).Domain);
        if (
            isLost
            && !dropped.Exists(d =>
                ProxyAddress.FromStored(d.Value).Value.Equals(wanted, StringComparison.OrdinalIgnoreCase)
            )
        )
            dropped.Add(
                new DroppedAddress(
                    wanted!,
                    Refusal(ProxyAddress.Smtp(wanted!, true), verified, isCleaned)!,
                    IsUnverifiedDomain: true
                )
            );
        var primary = isLost ? moera : wanted;

        var values = new List<string>();
        if (primary is not null)
            values.Add(ProxyAddress.Smtp(primary, true).Text);
        values.AddRange(kept.Where(a => !Is(a, primary)).Select(a => a.IsSmtp ? a.AsPrimary(false).Text : a.Text));
        if (moera is not null && !Holds(values, moera))
            // Four digits are appended if it is taken, and an older address is retained.
            possible.Add(ProxyAddress.Smtp(moera, false).Text);
        if (upn is not null && SmtpAddress.TryParse(upn, out _, out _) && !Holds(values, upn))
        {
            if (
                input.HasExchangePlan == true
                || (primary is not null && (input.HasRecipientType || input.IsRemoteRecipient))
            )
                values.Add(ProxyAddress.Smtp(upn, false).Text);
            else if (input.HasExchangePlan is null)
                possible.Add(ProxyAddress.Smtp(upn, false).Text);
        }

        return new AddressForecast
        {
            PrimarySmtpAddress = primary,
            MailNickname = nickname,
            UserPrincipalName = upn,
            ProxyAddresses = values,
            Possible = possible,
            Dropped = dropped,
        };
    }

    /// <summary>
    /// Returns the relevant differences to the cloud object: another primary address, or an SMTP address of Active
    /// Directory that did not arrive. Additional values in the cloud are never reported.
    /// </summary>
    public IReadOnlyList<AddressDifference> Compare(TenantRecipient cloud)
    {
        var found = new List<AddressDifference>();
        var inCloud = cloud.ProxyAddresses.Select(ProxyAddress.FromStored).ToArray();
        if (
            PrimarySmtpAddress is not null
            && !PrimarySmtpAddress.Equals(cloud.PrimarySmtpAddress, StringComparison.OrdinalIgnoreCase)
        )
        {
            found.Add(
                new AddressDifference(
                    "mail",
                    PrimarySmtpAddress,
                    cloud.PrimarySmtpAddress,
                    $"The primary address should be {PrimarySmtpAddress} and is "
                        + $"{cloud.PrimarySmtpAddress ?? "absent"} in the cloud."
                )
            );
        }

        foreach (var text in ProxyAddresses)
        {
            var address = ProxyAddress.FromStored(text);
            if (!address.IsSmtp || Is(address, PrimarySmtpAddress) || inCloud.Any(a => a.IsSameAddressAs(address)))
                continue;
            var held = cloud.ProvisioningErrors.Any(e =>
                e.Value is { } value
                && ProxyAddress.FromStored(value).Value.Equals(address.Value, StringComparison.OrdinalIgnoreCase)
            );
            found.Add(
                new AddressDifference(
                    "proxyAddresses",
                    text,
                    null,
                    held
                        ? $"{address.Value} is quarantined in the cloud, because another object has it."
                        : $"{address.Value} has not arrived in the cloud."
                )
            );
        }

        return found;
    }

    private static string? Refusal(ProxyAddress address, HashSet<string> verified, bool isCleaned) =>
        address.Kind switch
        {
            ProxyAddressKind.Malformed => "It has no type prefix.",
            ProxyAddressKind.X400 => "X.400 addresses are not taken over.",
            ProxyAddressKind.Other
                when address.Type.Equals("MS", StringComparison.OrdinalIgnoreCase)
                    || address.Type.Equals("MSMAIL", StringComparison.OrdinalIgnoreCase) =>
                "MSMail addresses are not taken over.",
            ProxyAddressKind.Smtp or ProxyAddressKind.Sip when address.Value.Any(char.IsWhiteSpace) =>
                "It contains white space.",
            ProxyAddressKind.Smtp when address.Domain.Length == 0 => "It has no domain.",
            ProxyAddressKind.Smtp
                when MicrosoftDomains.Any(d => address.Domain.EndsWith(d, StringComparison.Ordinal)) =>
                "Addresses of Microsoft's own domains are given by the tenant only.",
            ProxyAddressKind.Smtp when isCleaned && !verified.Contains(address.Domain) =>
                $"The domain {address.Domain} is not verified in the tenant; verify it, and the address "
                    + $"comes back automatically.",
            _ => null,
        };

    /// <summary>
    /// Returns the primary address before domains are checked: the stored one, otherwise mail, otherwise the sign-in
    /// name of a user with a plan (rule 1).
    /// </summary>
    private static string? Wanted(AddressInput input, HashSet<string> verified, string? upn)
    {
        var stored = input
            .ProxyAddresses.Select(ProxyAddress.FromStored)
            .Where(a => a is { IsSmtp: true, IsPrimary: true });
        foreach (
            var address in input.Mail is { Length: > 0 } mail ? stored.Append(ProxyAddress.Smtp(mail, true)) : stored
        )
        {
            if (IsRouting(address))
                return null; // it is not known whether it remains, so neither is its replacement
            if (Refusal(address, verified, isCleaned: false) is null)
                return address.Value;
        }

        return input.HasExchangePlan == true ? upn : null;
    }

    /// <summary>
    /// Returns the sign-in name. A suffix that the tenant has not verified is replaced by the initial domain.
    /// </summary>
    private static string? SignInName(AddressInput input, HashSet<string> verified)
    {
        if (input.UserPrincipalName is not { } upn || upn.LastIndexOf('@') is not (var at and > 0))
            return input.UserPrincipalName;
        return verified.Contains(upn[(at + 1)..]) || input.InitialDomain is null
            ? upn
            : $"{upn[..at]}@{input.InitialDomain}";
    }

    private static bool IsRouting(ProxyAddress address) =>
        address.IsSmtp && address.Domain.Contains(".mail.onmicrosoft.", StringComparison.Ordinal);

    private static bool Is(ProxyAddress address, string? value) =>
        address.IsSmtp && address.Value.Equals(value, StringComparison.OrdinalIgnoreCase);

    private static bool Holds(List<string> values, string address) => ProxyAddressCollection.Holds(values, address);

    private static string? LocalPart(string? address) =>
        address is not null && address.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? address[..at] : null;
}
