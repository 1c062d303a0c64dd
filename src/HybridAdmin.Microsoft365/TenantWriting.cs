using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Graph;

namespace HybridAdmin.Microsoft365;

/// <summary>
/// Writes to the tenant, each as one cmdlet or one request to Microsoft Graph, and reads the current values of the
/// written properties.
/// </summary>
internal sealed class TenantWriting(GraphClient graph, IExchangeCmdlets exchange)
{
    /// <summary>Null: it does not exist.</summary>
    public async Task<TenantValues?> ReadAsync(TenantTarget target, CancellationToken cancellationToken)
    {
        try
        {
            if (target.Kind == TenantTargetKind.Domain)
            {
                var isVerified = await graph
                    .ReadIsVerifiedAsync(target.Identity, cancellationToken)
                    .ConfigureAwait(false);
                return new TenantValues(
                    target,
                    [Value(ExchangeOnlineProperties.IsVerified, ExchangeOnlineProperties.Text(isVerified))]
                );
            }

            if (SyncBehaviorOf(target) is { } kind)
            {
                return
                    await SourceOfAuthority
                        .ReadAsync(graph, kind, target.Identity, cancellationToken)
                        .ConfigureAwait(false)
                        is { } managed
                    ? new TenantValues(
                        target,
                        [Value(ExchangeOnlineProperties.IsCloudManaged, ExchangeOnlineProperties.Text(managed))]
                    )
                    : null;
            }

            var members = ExchangeMapping.WritableMembers(target.Kind);
            var parameters = new Dictionary<string, object?> { ["Identity"] = target.Identity };
            await foreach (
                var json in exchange
                    .InvokeAsync("Get-" + target.Noun, parameters, members, cancellationToken)
                    .ConfigureAwait(false)
            )
                return new TenantValues(
                    target,
                    members.Select(m => KeyValuePair.Create(m, ExchangeMapping.Values(json, m)))
                );
            return null;
        }
        catch (TenantFault fault)
            when (fault.Kind == TenantFaultKind.NotFound
                && (fault.Status != 404 || target.Kind == TenantTargetKind.Domain || SyncBehaviorOf(target) is not null)
            )
        {
            return null; // 404 of Exchange Online is about the tenant, not about the object
        }
    }

    public Task SendAsync(TenantWrite write, CancellationToken cancellationToken) =>
        write switch
        {
            CmdletWrite { Cmdlet: var cmdlet } => exchange.SendAsync(cmdlet, cancellationToken),
            GraphWrite behavior when SyncBehaviorOf(write.Target) is { } kind => graph.PatchSyncBehaviorAsync(
                kind,
                write.Target.Identity,
                behavior.Value,
                cancellationToken
            ),
            GraphWrite when write.Target.Kind == TenantTargetKind.Domain => graph.VerifyDomainAsync(
                write.Target.Identity,
                cancellationToken
            ),
            _ => throw new ArgumentException($"There is no way to send {write}.", nameof(write)),
        };

    /// <summary>Null: not a source of authority.</summary>
    private static TenantRecipientKind? SyncBehaviorOf(TenantTarget target) =>
        target.Kind switch
        {
            TenantTargetKind.UserSyncBehavior => TenantRecipientKind.User,
            TenantTargetKind.GroupSyncBehavior => TenantRecipientKind.Group,
            TenantTargetKind.ContactSyncBehavior => TenantRecipientKind.Contact,
            _ => null,
        };

    private static KeyValuePair<string, IReadOnlyList<DirectoryValue>> Value(string name, string text) =>
        new(name, [text]);
}
