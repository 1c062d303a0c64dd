using HybridAdmin.Core.Recipients;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Sync;

/// <summary>The input of the calculation of cloud addresses.</summary>
/// <param name="OnPremises">proxyAddresses as stored on-premises.</param>
/// <param name="Mail">mail on-premises.</param>
/// <param name="MailNickname">mailNickname on-premises.</param>
/// <param name="UserPrincipalName">The cloud's sign-in name; null for groups and contacts.</param>
/// <param name="IsLicensed">True if an Exchange plan is assigned.</param>
/// <param name="IsRecipient">True if an Exchange recipient type is set.</param>
/// <param name="MustBeVerified">True if values of unverified domains are removed: licensed, remote or resource
/// mailboxes.</param>
/// <param name="WantsRoutingAddress">True if the object gets an address in the initial domain (users and groups, not
/// contacts).</param>
/// <param name="PreviousNickname">The previous mailNickname in the cloud.</param>
/// <param name="PreviousRoutingAddress">The previous address in the initial domain, which remains.</param>
internal sealed record ProxyInput(
    IReadOnlyList<string> OnPremises,
    string? Mail,
    string? MailNickname,
    string? UserPrincipalName,
    bool IsLicensed,
    bool IsRecipient,
    bool MustBeVerified,
    bool WantsRoutingAddress,
    string? PreviousNickname,
    string? PreviousRoutingAddress
);

/// <param name="Addresses">proxyAddresses in the cloud, the primary first.</param>
internal sealed record ProxyResult(IReadOnlyList<string> Addresses, string? Mail, string? MailNickname);

/// <summary>
/// Computes proxyAddresses as Entra ID does, which does not copy them (Microsoft: "How the proxyAddresses attribute is
/// populated in Microsoft Entra ID").
/// </summary>
internal static class ProxyCalculation
{
    /// <param name="initialDomain">The tenant's first domain.</param>
    /// <param name="routingDomain">tenant.mail.onmicrosoft.com: the only onmicrosoft.com domain whose values are
    /// accepted.</param>
    /// <param name="isVerified">Indicates whether the tenant has the domain.</param>
    /// <param name="isFree">Indicates whether no other object has the value, prefix included; a value that is not free
    /// is omitted, and the caller reports it.</param>
    public static ProxyResult Run(
        ProxyInput input,
        string initialDomain,
        string routingDomain,
        Func<string, bool> isVerified,
        Func<string, bool> isFree
    )
    {
        var usable = input
            .OnPremises.Where(IsWellFormed)
            .Select(ProxyAddress.FromStored)
            .Where(a => !IsForeignCloud(a, routingDomain))
            .ToList();
        var primary =
            usable.Find(a => a.IsSmtp && a.IsPrimary) is { Text: not null } marked ? marked.Value
            : input.Mail is { } mail && IsWellFormed($"smtp:{mail}") ? mail
            : input.IsLicensed ? input.UserPrincipalName
            : null;
        var nickname =
            input.MailNickname ?? input.PreviousNickname ?? LocalPart(primary) ?? LocalPart(input.UserPrincipalName);

        var smtp = new List<string>();
        void Add(string? address)
        {
            if (address is null || smtp.Contains(address, StringComparer.OrdinalIgnoreCase))
                return;
            if (input.MustBeVerified && !isVerified(Domain(address)))
                return;
            if (isFree($"smtp:{address}"))
                smtp.Add(address);
        }

        Add(primary);
        foreach (var address in usable.Where(a => a.IsSmtp))
            Add(address.Value);
        if (input.IsLicensed || input.IsRecipient)
            Add(input.UserPrincipalName);
        var hasMail = smtp.Count > 0 || input.IsLicensed || input.IsRecipient;
        if (input.WantsRoutingAddress && hasMail && nickname is not null)
            Add(input.PreviousRoutingAddress ?? FreeRoutingAddress(nickname, initialDomain, isFree));

        var isPrimaryLeft = primary is not null && smtp.Contains(primary, StringComparer.OrdinalIgnoreCase);
        var chosen = isPrimaryLeft
            ? primary
            : smtp.Find(a => Domain(a).Equals(initialDomain, StringComparison.OrdinalIgnoreCase))
                ?? smtp.FirstOrDefault();
        var others = usable.Where(a => !a.IsSmtp && isFree(a.Text)).Select(a => a.Text);
        IReadOnlyList<string> all =
        [
            .. smtp.Where(a => a.Equals(chosen, StringComparison.OrdinalIgnoreCase)).Select(a => $"SMTP:{a}"),
            .. smtp.Where(a => !a.Equals(chosen, StringComparison.OrdinalIgnoreCase)).Select(a => $"smtp:{a}"),
            .. others,
        ];
        return new ProxyResult(all, chosen ?? input.Mail, nickname);
    }

    /// <summary>
    /// An address in the initial domain; if it is taken, four digits that are always the same follow the local part.
    /// </summary>
    public static string FreeRoutingAddress(string nickname, string initialDomain, Func<string, bool> isFree)
    {
        var address = $"{nickname}@{initialDomain}";
        for (var number = FourDigits(address); !isFree($"smtp:{address}"); number = (number + 1) % 10_000)
            address = $"{nickname}{number:0000}@{initialDomain}";
        return address;
    }

    /// <summary>Four digits that look random but are always the same for a text.</summary>
    public static int FourDigits(string text) =>
        BitConverter.ToUInt16(Engine.ObjectBuilder.GuidOf(text.ToLowerInvariant()).ToByteArray(), 0) % 10_000;

    public static string Domain(string address) => address[(address.LastIndexOf('@') + 1)..];

    public static string? LocalPart(string? address) =>
        address is not null && address.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? address[..at] : null;

    /// <summary>
    /// True for a value with a prefix that is not legacy, without blanks; SMTP values must be ASCII with one @.
    /// </summary>
    private static bool IsWellFormed(string text)
    {
        var address = ProxyAddress.FromStored(text);
        if (address.Kind == ProxyAddressKind.Malformed || address.Type.ToUpperInvariant() is "X400" or "MSMAIL")
            return false;
        if (address.Kind == ProxyAddressKind.X500)
            return true;
        return !text.Any(char.IsWhiteSpace) && (!address.IsSmtp || MailNames.IsAddress(address.Value));
    }

    private static bool IsForeignCloud(ProxyAddress address, string routingDomain) =>
        address.IsSmtp
        && !address.Domain.Equals(routingDomain, StringComparison.OrdinalIgnoreCase)
        && (
            address.Domain.EndsWith(".onmicrosoft.com", StringComparison.Ordinal)
            || address.Domain.EndsWith(".microsoftonline.com", StringComparison.Ordinal)
        );
}
