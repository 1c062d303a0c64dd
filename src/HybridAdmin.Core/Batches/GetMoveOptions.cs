using HybridAdmin.Core.Access;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Batches;

/// <summary>The options for a new batch.</summary>
/// <param name="Endpoints">All endpoints of the tenant.</param>
/// <param name="RoutingDomains">The target delivery domains for a move to the cloud, the tenant's own first.</param>
/// <param name="MailDomains">The target delivery domains for a move back.</param>
/// <param name="Missing">
/// The data that could not be read and the actions that are not allowed, as sentences; empty if there are none.
/// </param>
public sealed record MoveOptions(
    IReadOnlyList<MigrationEndpoint> Endpoints,
    IReadOnlyList<string> RoutingDomains,
    IReadOnlyList<string> MailDomains,
    IReadOnlyList<string> Missing
)
{
    /// <summary>True if the application may create batches; false if it may not, or if there is no tenant.</summary>
    public bool MayCreate { get; init; } = true;
}

/// <summary>Reads the endpoints and the delivery domains for a new batch.</summary>
public sealed class GetMoveOptions(ICurrentActor current, IMigration migration, ITenant tenant)
{
    private const string RoutingSuffix = ".mail.onmicrosoft.com";

    /// <exception cref="AccessDeniedException">The role may not manage migration.</exception>
    /// <exception cref="TenantFault">The tenant does not answer, or none is connected.</exception>
    public async Task<MoveOptions> ExecuteAsync(CancellationToken cancellationToken)
    {
        await current.RequireAsync(Permission.ManageMigration, cancellationToken).ConfigureAwait(false);
        var endpoints = await migration.ListEndpointsAsync(cancellationToken).ConfigureAwait(false);
        var missing = new List<string>();
        var writing = (
            await tenant.ReadCapabilitiesAsync(false, cancellationToken).ConfigureAwait(false)
        ).FirstOrDefault(c => c.Operation == TenantOperation.WriteMigration);
        if (writing is { IsAvailable: false })
            missing.Add(
                $"The console's application may only read: batches cannot be created from here. Missing: "
                    + $"{writing.Missing}."
            );
        var routing = (await tenant.DescribeAsync(false, cancellationToken).ConfigureAwait(false)).RoutingDomain;
        string[] accepted = [];
        try
        {
            accepted =
            [
                .. (await tenant.ListAcceptedDomainsAsync(cancellationToken).ConfigureAwait(false)).Select(d =>
                    d.DomainName
                ),
            ];
        }
        catch (TenantFault fault) when (!fault.IsAway)
        {
            missing.Add($"The accepted domains of Exchange Online could not be read: {fault.Message}");
        }

        var clouds = accepted
            .Where(d => d.EndsWith(RoutingSuffix, StringComparison.OrdinalIgnoreCase))
            .Prepend(routing)
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase);
        var mail = accepted
            .Where(d => !d.EndsWith(".onmicrosoft.com", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.OrdinalIgnoreCase);
        return new MoveOptions(endpoints, [.. clouds], [.. mail], missing)
        {
            MayCreate = writing?.IsAvailable != false,
        };
    }
}
