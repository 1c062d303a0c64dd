using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// The availability of each domain and of the directory as a whole. Used only under the lock of
/// <see cref="DomainControllers"/>.
/// </summary>
internal sealed class ControllerStates(IReadOnlyList<DomainController> controllers, TimeProvider time)
{
    /// <summary>Statuses by naming context; servers with an unknown domain share the empty key.</summary>
    private readonly Dictionary<string, DirectoryStatus> byDomain = new(StringComparer.OrdinalIgnoreCase);

    public DirectoryStatus Current(DistinguishedName? home)
    {
        var domains = controllers
            .GroupBy(Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => (Key: g.Key, Status: Of(g.First()), Servers: g.ToArray()))
            .OrderByDescending(d =>
                home is not null && d.Key.Equals(home.ToString(), StringComparison.OrdinalIgnoreCase)
            )
            .ToArray();
        var chosen = domains
            .FirstOrDefault(
                d => d.Status.IsReachable == true,
                domains.FirstOrDefault(d => d.Status.IsReachable is not null, domains[0])
            )
            .Status;
        var now = time.GetUtcNow();
        return chosen with
        {
            Domains =
            [
                .. domains.Select(d => new DomainStatus(
                    d.Key.Length == 0 ? null : ForestReader.DnsName(DistinguishedName.Parse(d.Key)),
                    d.Status,
                    [.. d.Servers.Select(s => s.Status(now))]
                )),
            ],
        };
    }

    public void Set(DomainController controller, bool reachable, DirectoryFault? problem)
    {
        var status = Of(controller);
        var same = status.IsReachable == reachable && (!reachable || status.Server == controller.Name);
        if (same && reachable)
            return;
        byDomain[Key(controller)] = new DirectoryStatus(
            controller.Name,
            reachable,
            same ? status.Since : time.GetUtcNow(),
            problem
        );
    }

    /// <summary>Indicates whether this server currently serves its domain.</summary>
    public bool IsServedBy(DomainController controller) =>
        Of(controller) is { IsReachable: true } status && status.Server == controller.Name;

    /// <summary>Indicates whether another server currently serves the domain.</summary>
    public bool IsServedByAnother(DomainController controller) =>
        Of(controller) is { IsReachable: true } status && status.Server != controller.Name;

    private DirectoryStatus Of(DomainController controller) =>
        byDomain.TryGetValue(Key(controller), out var status)
            ? status
            : new DirectoryStatus(controller.Name, null, null, null);

    private static string Key(DomainController controller) =>
        (controller.Domain ?? controller.Presumed)?.ToString() ?? string.Empty;
}
