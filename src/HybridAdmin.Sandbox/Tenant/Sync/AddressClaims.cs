using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Sync;

/// <summary>
/// The addresses and sign-in names claimed during one cycle: the first holder retains a value as long as it claims it.
/// </summary>
internal sealed class AddressClaims
{
    private readonly Dictionary<string, Guid> addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> names = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="synchronised">The objects of this cycle with their cloud objects: they retain only values that the
    /// directory still has.</param>
    public AddressClaims(TenantState state, IEnumerable<(DirectoryEntry Entry, CloudObject Present)> synchronised)
    {
        var fromDirectory = synchronised
            .Where(s => !s.Present.IsExchangeCloudManaged)
            .ToDictionary(s => s.Present.Id, s => s.Entry);
        foreach (var item in state.Objects)
        {
            var entry = fromDirectory.GetValueOrDefault(item.Id);
            var wanted = entry is null ? null : Wanted(entry).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (
                var address in item.ProxyAddresses.Where(a => wanted is null || wanted.Contains(a) || IsOwnRouting(a))
            )
                addresses.TryAdd(address, item.Id);
            if (
                item.UserPrincipalName is { } name
                && (entry is null || name.Equals(entry.Text("userPrincipalName"), StringComparison.OrdinalIgnoreCase))
            )
                names.TryAdd(name, item.Id);
        }
    }

    public bool TryClaim(string address, Guid id) => addresses.TryAdd(address, id) || addresses[address] == id;

    public bool TryClaimName(string name, Guid id) => names.TryAdd(name, id) || names[name] == id;

    private static IEnumerable<string> Wanted(DirectoryEntry entry) =>
        entry
            .Texts("proxyAddresses")
            .Append($"smtp:{entry.Text("mail")}")
            .Append($"smtp:{entry.Text("userPrincipalName")}");

    private static bool IsOwnRouting(string address) =>
        address.EndsWith("@" + TenantState.InitialDomain, StringComparison.OrdinalIgnoreCase);
}
