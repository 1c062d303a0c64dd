using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Graph;

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
                var isVerified = await graph
                    .ReadIsVerifiedAsync(target.Identity, cancellationToken)
                    .ConfigureAwait(false);
                return new CloudValues(target, [Value(CloudProperties.IsVerified, CloudProperties.Text(isVerified))]);
            }

            if (SyncBehaviorOf(target) is { } kind)
            {
                return
                    await SourceOfAuthority
                        .ReadAsync(graph, kind, target.Identity, cancellationToken)
                        .ConfigureAwait(false)
                        is { } managed
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
                && (fault.Status != 404 || target.Kind == CloudTargetKind.Domain || SyncBehaviorOf(target) is not null)
            )
        {
            return null; // 404 of Exchange Online is about the tenant, not about the object
        }
    }

    public async Task SendAsync(CloudWrite write, CancellationToken cancellationToken)
    {
        if (write is SetSyncBehavior behavior)
        {
            await graph
                .PatchSyncBehaviorAsync(
                    SyncBehaviorOf(write.Target) ?? throw NotThis(write),
                    write.Target.Identity,
                    behavior.IsCloudManaged,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return;
        }

        if (write is VerifyDomain)
        {
            await graph.VerifyDomainAsync(write.Target.Identity, cancellationToken).ConfigureAwait(false);
            return;
        }

        var (cmdlet, parameters) = Cmdlet(write);
        await foreach (var _ in exchange.InvokeAsync(cmdlet, parameters, [], cancellationToken).ConfigureAwait(false))
        {
            // What it gives back is not looked at: the present values are read afterwards.
        }
    }

    private static (string Cmdlet, Dictionary<string, object?> Parameters) Cmdlet(CloudWrite write) =>
        write switch
        {
            SetRecipient set when set.Target.IsRecipient || set.Target.IsPerson => (
                "Set-" + set.Target.Noun,
                Parameters(set)
            ),
            NewRemoteDomain made => (
                "New-RemoteDomain",
                new() { ["Name"] = made.Target.Identity, ["DomainName"] = made.DomainName }
            ),
            SetRemoteDomain set => (
                "Set-RemoteDomain",
                new() { ["Identity"] = set.Target.Identity, ["TNEFEnabled"] = set.TNEFEnabled }
            ),
            RemoveRemoteDomain gone => (
                "Remove-RemoteDomain",
                new() { ["Identity"] = gone.Target.Identity, ["Confirm"] = false }
            ),
            _ => throw NotThis(write),
        };

    private static Dictionary<string, object?> Parameters(SetRecipient set)
    {
        var parameters = new Dictionary<string, object?> { ["Identity"] = set.Target.Identity };
        if (set.EmailAddresses is { } addresses)
            parameters[CloudProperties.EmailAddresses] = addresses.Whole is { } whole ? whole : AddAndRemove(addresses);
        if (set.HiddenFromAddressListsEnabled is { } hidden)
            parameters[CloudProperties.HiddenFromAddressListsEnabled] = hidden;
        if (set.Alias is { } alias)
            parameters[CloudProperties.Alias] = alias;
        if (set.DisplayName is { } name)
            parameters[CloudProperties.DisplayName] = name;
        if (set.IsExchangeCloudManaged is { } managed)
            parameters[CloudProperties.IsExchangeCloudManaged] = managed;
        foreach (var (parameter, value) in set.Texts)
            parameters[parameter] = value;
        foreach (var (number, value) in set.CustomAttributes)
            parameters[CloudProperties.Custom(number)] = value;
        return parameters;
    }

    /// <summary>A hashtable of PowerShell; an empty half is left out.</summary>
    private static Dictionary<string, object> AddAndRemove(EmailAddressesWrite addresses)
    {
        var table = new Dictionary<string, object> { ["@odata.type"] = "#Exchange.GenericHashTable" };
        if (addresses.Add.Count > 0)
            table["Add"] = addresses.Add;
        if (addresses.Remove.Count > 0)
            table["Remove"] = addresses.Remove;
        return table;
    }

    /// <summary>Null: not a source of authority.</summary>
    private static CloudRecipientKind? SyncBehaviorOf(CloudTarget target) =>
        target.Kind switch
        {
            CloudTargetKind.UserSyncBehavior => CloudRecipientKind.User,
            CloudTargetKind.GroupSyncBehavior => CloudRecipientKind.Group,
            CloudTargetKind.ContactSyncBehavior => CloudRecipientKind.Contact,
            _ => null,
        };

    private static KeyValuePair<string, IReadOnlyList<DirectoryValue>> Value(string name, string text) =>
        new(name, [text]);

    private static ArgumentException NotThis(CloudWrite write) =>
        new($"{write.GetType().Name} does not fit {write.Target}.", nameof(write));
}
