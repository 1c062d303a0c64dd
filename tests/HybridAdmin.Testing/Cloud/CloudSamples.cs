using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Testing.Cloud;

/// <summary>Objects of an invented tenant and directory, with sensible defaults to change by <c>with</c>.</summary>
public static class CloudSamples
{
    public const string Initial = "contoso.onmicrosoft.com";

    public static TenantRecipient User(string upn = "anna@contoso.example", params string[] addresses) =>
        new()
        {
            Id = Guid.NewGuid(),
            Kind = TenantRecipientKind.User,
            DisplayName = "Anna Berg",
            UserPrincipalName = upn,
            Mail = addresses.FirstOrDefault(a => a.StartsWith("SMTP:", StringComparison.Ordinal))?["SMTP:".Length..],
            MailNickname = upn.Split('@')[0],
            ProxyAddresses = addresses,
        };

    public static TenantRecipient Synchronised(TenantRecipient recipient, Guid anchor) =>
        recipient with
        {
            OnPremisesSyncEnabled = true,
            OnPremisesImmutableId = ImmutableId.Of(anchor).Text,
        };

    public static TenantDescription Tenant(DateTimeOffset at) =>
        new()
        {
            TenantId = Guid.Parse("11111111-2222-3333-4444-555555555555"),
            DisplayName = "Contoso",
            InitialDomain = Initial,
            RoutingDomain = "contoso.mail.onmicrosoft.com",
            OnPremisesSyncEnabled = true,
            OnPremisesLastSyncDateTime = at,
            VerifiedDomains = ["contoso.example", Initial],
            ReadAt = at,
        };

    /// <summary>
    /// An object of Active Directory; several values are separated by ';', octets are given by
    /// <paramref name="octets"/>.
    /// </summary>
    public static DirectoryEntry Entry(
        string dn,
        string objectClass,
        (string Name, string Values)[] attributes,
        (string Name, byte[] Value)[]? octets = null
    ) =>
        new(
            DistinguishedName.Parse(dn),
            Guid.NewGuid(),
            [
                new("objectClass", [objectClass]),
                .. attributes.Select(a => new KeyValuePair<string, IReadOnlyList<DirectoryValue>>(
                    a.Name,
                    [.. a.Values.Split(';').Select(v => new DirectoryValue(v))]
                )),
                .. (octets ?? []).Select(o => new KeyValuePair<string, IReadOnlyList<DirectoryValue>>(
                    o.Name,
                    [new DirectoryValue(o.Value)]
                )),
            ]
        );
}
