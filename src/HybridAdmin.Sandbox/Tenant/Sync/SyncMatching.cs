using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Sync;

/// <summary>
/// Matches on-premises objects with cloud objects: by the anchor, for new ones by the sign-in name or the primary
/// address (soft match); otherwise a new object is created. Administrators are never soft-matched, and secondary
/// addresses are ignored.
/// </summary>
internal sealed class SyncMatching
{
    private readonly Dictionary<(CloudKind, string), CloudObject> byAnchor = [];
    private readonly Dictionary<Guid, CloudObject> bySource = [];
    private readonly Dictionary<(CloudKind, string), CloudObject> cloudOnly = [];

    public SyncMatching(TenantState state)
    {
        foreach (var item in state.Objects.Concat(state.SoftDeleted))
        {
            if (item.Source is { } source)
                bySource.TryAdd(source, item);
            if (item.Anchor is { } anchor)
                byAnchor.TryAdd((item.Kind, anchor), item);
            if (
                item.Anchor is not null
                || item.Deleted is not null
                || item.IsAdministrator
                || item.UserType == "Guest"
                || item.IsUnified
            )
                continue;
            if (item.UserPrincipalName is { } name)
                cloudOnly.TryAdd((item.Kind, name.ToLowerInvariant()), item);
            if (Primary(item.ProxyAddresses) is { } primary)
                cloudOnly.TryAdd((item.Kind, primary), item);
        }
    }

    /// <summary>The current cloud object, or a new one.</summary>
    public CloudObject Find(DirectoryEntry entry)
    {
        var kind = SyncMapping.Kind(entry);
        if (bySource.TryGetValue(entry.Id, out var known))
            return known;
        if (byAnchor.TryGetValue((kind, SyncMapping.Anchor(entry)), out var hard))
            return hard;
        if (
            kind == CloudKind.User
            && entry.Text("userPrincipalName") is { } name
            && cloudOnly.TryGetValue((kind, name.ToLowerInvariant()), out var byName)
        )
            return byName;
        if (
            Primary(entry.Texts("proxyAddresses")) is { } primary
            && cloudOnly.TryGetValue((kind, primary), out var byAddress)
        )
            return byAddress;
        return new CloudObject
        {
            Id = ObjectBuilder.GuidOf($"cloud:{entry.Id}"),
            Kind = kind,
            DisplayName = entry.Dn.Name,
            Created = CreatedAt(entry),
        };
    }

    private static string? Primary(IEnumerable<string> addresses) =>
        addresses.Select(ProxyAddress.FromStored).FirstOrDefault(a => a is { IsSmtp: true, IsPrimary: true })
            is { Text: not null } found
            ? found.Value.ToLowerInvariant()
            : null;

    private static DateTimeOffset CreatedAt(DirectoryEntry entry) =>
        entry.Text("whenCreated") is { } text
        && DateTimeOffset.TryParseExact(
            text,
            "yyyyMMddHHmmss.0Z",
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal,
            out var created
        )
            ? created.AddHours(1)
            : DateTimeOffset.UnixEpoch;
}
