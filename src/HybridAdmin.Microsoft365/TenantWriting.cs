using System.Text.Json;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Graph;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365;

/// <summary>
/// Writes, each as one cmdlet or one request to Microsoft Graph, and the present values of what they write.
/// </summary>
internal sealed class TenantWriting(GraphClient graph, IExchangeCmdlets exchange)
{
    /// <summary>Null: it is not there.</summary>
    public async Task<CloudValues?> ReadAsync(CloudTarget target, CancellationToken cancellationToken)
    {
        try
        {
            if (target.Kind == CloudTargetKind.Domain)
            {
                var domain = await graph
                    .GetAsync($"{DomainPath(target)}?$select=isVerified", cancellationToken)
                    .ConfigureAwait(false);
                return domain.Flag("isVerified") is { } verified
                    ? new CloudValues(target, [Value(CloudProperties.IsVerified, CloudProperties.Text(verified))])
                    : null;
            }

            if (SyncBehaviorPath(target) is { } path)
            {
                var behavior = await graph
                    .GetAsync($"{path}?$select=isCloudManaged", cancellationToken)
                    .ConfigureAwait(false);
                return behavior.Flag("isCloudManaged") is { } managed
                    ? new CloudValues(target, [Value(CloudProperties.IsCloudManaged, CloudProperties.Text(managed))])
                    : null;
            }

            var members = ExchangeMapping.WritableMembers(target.Kind);
            var parameters = new Dictionary<string, object?> { ["Identity"] = target.Identity };
            await foreach (
                var json in exchange
                    .InvokeAsync("Get-" + target.Noun, parameters, members, cancellationToken)
                    .ConfigureAwait(false)
            )
                return new CloudValues(
                    target,
                    members.Select(m => KeyValuePair.Create(m, ExchangeMapping.Values(json, m)))
                );
            return null;
        }
        catch (CloudFault fault)
            when (fault.Kind == CloudFaultKind.NotFound
                && (
                    fault.Status != 404 || target.Kind == CloudTargetKind.Domain || SyncBehaviorPath(target) is not null
                )
            )
        {
            return null; // 404 of Exchange Online is about the tenant, not about the object
        }
    }

    public Task SendAsync(TenantWrite write, CancellationToken cancellationToken) =>
        write switch
        {
            CmdletWrite { Cmdlet: var cmdlet } => exchange.SendAsync(cmdlet, cancellationToken),
            GraphWrite { Method: "POST" } post => graph.PostAsync(post.Path, cancellationToken),
            GraphWrite { Method: "PATCH", Property: { } property } patch => graph.PatchAsync(
                patch.Path,
                new Dictionary<string, bool> { [property] = patch.Value },
                cancellationToken
            ),
            _ => throw new ArgumentException($"There is no way to send {write}.", nameof(write)),
        };

    private static string DomainPath(CloudTarget target) => $"domains/{Uri.EscapeDataString(target.Identity)}";

    /// <summary>Null: not a source of authority.</summary>
    private static string? SyncBehaviorPath(CloudTarget target) =>
        target.Kind switch
        {
            CloudTargetKind.UserSyncBehavior => $"users/{target.Identity}/onPremisesSyncBehavior",
            CloudTargetKind.GroupSyncBehavior => $"groups/{target.Identity}/onPremisesSyncBehavior",
            CloudTargetKind.ContactSyncBehavior => $"contacts/{target.Identity}/onPremisesSyncBehavior",
            _ => null,
        };

    private static KeyValuePair<string, IReadOnlyList<DirectoryValue>> Value(string name, string text) =>
        new(name, [text]);
}
