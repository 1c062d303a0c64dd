using System.Text.Json;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Graph;
using HybridAdmin.Microsoft365.Http;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace HybridAdmin.Microsoft365;

/// <summary>
/// Determines the permissions of this application from the roles in its own Graph token and from the list of cmdlets of
/// its Exchange roles. Where neither can be read, a small read is tried; anything it does not show is unknown.
/// </summary>
internal sealed class CapabilityReader(GraphClient graph, IExchangeCmdlets exchange)
{
    private static readonly string[] AllDirectory = ["Directory.Read.All", "Directory.ReadWrite.All"];

    /// <summary>
    /// By operation: the permission to grant, the permissions that include it, and a read that proves it.
    /// </summary>
    private static readonly (
        TenantOperation Operation,
        string Permission,
        string[] Wider,
        Func<GraphServiceClient, RequestInformation>? Probe
    )[] Permissions =
    [
        (
            TenantOperation.ReadOrganization,
            "Organization.Read.All",
            ["Organization.ReadWrite.All", .. AllDirectory],
            g => g.Organization.ToGetRequestInformation(c => c.QueryParameters.Select = ["id"])
        ),
        (
            TenantOperation.ReadDomains,
            "Domain.Read.All",
            ["Domain.ReadWrite.All", .. AllDirectory],
            g => g.Domains.ToGetRequestInformation(c => c.QueryParameters.Select = ["id"])
        ),
        (TenantOperation.ManageDomains, "Domain.ReadWrite.All", [], null),
        (
            TenantOperation.ReadUsers,
            "User.Read.All",
            ["User.ReadWrite.All", .. AllDirectory],
            g =>
                g.Users.ToGetRequestInformation(c =>
                {
                    c.QueryParameters.Select = ["id", "onPremisesImmutableId"];
                    c.QueryParameters.Top = 1;
                })
        ),
        (
            TenantOperation.ReadGroups,
            "Group.Read.All",
            ["Group.ReadWrite.All", .. AllDirectory],
            g =>
                g.Groups.ToGetRequestInformation(c =>
                {
                    c.QueryParameters.Select = ["id", "onPremisesSecurityIdentifier"];
                    c.QueryParameters.Top = 1;
                })
        ),
        (
            TenantOperation.ReadContacts,
            "OrgContact.Read.All",
            AllDirectory,
            g =>
                g.Contacts.ToGetRequestInformation(c =>
                {
                    c.QueryParameters.Select = ["id"];
                    c.QueryParameters.Top = 1;
                })
        ),
        (
            TenantOperation.ReadLicences,
            "LicenseAssignment.Read.All",
            ["LicenseAssignment.ReadWrite.All", "Organization.Read.All", .. AllDirectory],
            g => g.SubscribedSkus.ToGetRequestInformation(c => c.QueryParameters.Select = ["id"])
        ),
        (TenantOperation.ReadSourceOfAuthority, "User-OnPremisesSyncBehavior.ReadWrite.All", [], null),
    ];

    /// <summary>By operation: a cmdlet and the role that contains it.</summary>
    private static readonly (TenantOperation Operation, string Cmdlet, string Role)[] Cmdlets =
    [
        (
            TenantOperation.ReadExchangeRecipients,
            "Get-Recipient",
            "Global Reader (or View-Only Recipients in a role group)"
        ),
        (
            TenantOperation.ReadExchangeConfiguration,
            "Get-AcceptedDomain",
            "Global Reader (or View-Only Configuration in a role group)"
        ),
        (
            TenantOperation.WriteExchangeRecipients,
            "Set-Mailbox",
            "Mail Recipients in a role group (or Exchange Recipient Administrator)"
        ),
        (
            TenantOperation.WriteRemoteDomains,
            "Set-RemoteDomain",
            "Remote and Accepted Domains in a role group (or Exchange Administrator)"
        ),
        (TenantOperation.ReadMigration, "Get-MigrationBatch", "Migration in a role group (or Exchange Administrator)"),
        (TenantOperation.WriteMigration, "New-MigrationBatch", "Migration in a role group (or Exchange Administrator)"),
    ];

    public async Task<IReadOnlyList<TenantCapability>> ReadAsync(CancellationToken cancellationToken)
    {
        var found = new List<TenantCapability>();
        var roles = Roles(await graph.TokenAsync(cancellationToken).ConfigureAwait(false));
        foreach (var (operation, permission, wider, probe) in Permissions)
        {
            var may =
                roles is not null ? roles.Contains(permission) || wider.Any(roles.Contains)
                : probe is null ? null
                : await ProbeAsync(probe, cancellationToken).ConfigureAwait(false);
            found.Add(
                new TenantCapability(
                    operation,
                    may,
                    may == false ? $"Microsoft Graph application permission {permission}" : null
                )
            );
        }

        found.Add(
            new TenantCapability(
                TenantOperation.ReadSynchronizationSettings,
                false,
                "OnPremDirectorySynchronization.Read.All exists as a delegated permission only: an "
                    + "application cannot have it, so deletion threshold and matching switches stay unknown"
            )
        );
        found.AddRange(await ExchangeAsync(cancellationToken).ConfigureAwait(false));
        return [.. found.OrderBy(c => c.Operation)];
    }

    /// <summary>
    /// The roles claim of a token, read for display only; null: it cannot be read, because Microsoft does not guarantee
    /// the format.
    /// </summary>
    internal static HashSet<string>? Roles(string token)
    {
        try
        {
            var parts = token.Split('.');
            if (parts.Length != 3)
                return null;
            var payload = parts[1].Replace('-', '+').Replace('_', '/');
            using var json = JsonDocument.Parse(
                Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '='))
            );
            // A token in the known format without the claim has no permissions.
            return json.RootElement.Has("aud")
                ? json.RootElement.Texts("roles").ToHashSet(StringComparer.OrdinalIgnoreCase)
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    private async Task<IEnumerable<TenantCapability>> ExchangeAsync(CancellationToken cancellationToken)
    {
        var names = await exchange.ListAvailableAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<TenantCapability>();
        foreach (var (operation, cmdlet, role) in Cmdlets)
        {
            var may = names is not null
                ? names.Contains(cmdlet)
                : await TryAsync(cmdlet, cancellationToken).ConfigureAwait(false);
            found.Add(
                new TenantCapability(
                    operation,
                    may,
                    may == false
                        ? $"Exchange.ManageAsApp (Office 365 Exchange Online) and the role {role}, for {cmdlet}"
                        : null
                )
            );
        }

        return found;
    }

    private Task<bool?> ProbeAsync(
        Func<GraphServiceClient, RequestInformation> probe,
        CancellationToken cancellationToken
    ) => TellAsync(() => graph.ReadJsonAsync(probe(graph.Sdk), cancellationToken));

    /// <summary>Tries a read of one object; a write is never tried.</summary>
    private Task<bool?> TryAsync(string cmdlet, CancellationToken cancellationToken) =>
        !ExchangeCmdletClient.IsRead(cmdlet)
            ? Task.FromResult<bool?>(null)
            : TellAsync(async () =>
            {
                await foreach (
                    var _ in exchange
                        .InvokeAsync(
                            cmdlet,
                            new Dictionary<string, object?> { ["ResultSize"] = 1 },
                            [],
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                )
                    break;
                return true;
            });

    private static async Task<bool?> TellAsync<T>(Func<Task<T>> read)
    {
        try
        {
            await read().ConfigureAwait(false);
            return true;
        }
        catch (TenantFault fault) when (!fault.IsAway)
        {
            return fault.Kind == TenantFaultKind.Denied ? false : null;
        }
    }
}
