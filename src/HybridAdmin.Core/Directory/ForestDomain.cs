namespace HybridAdmin.Core.Directory;

/// <summary>
/// A domain of the forest, as the configuration partition lists it (crossRef objects below CN=Partitions).
/// </summary>
/// <param name="Name">The naming context, nCName.</param>
/// <param name="DnsName">dnsRoot, e.g. emea.contoso.local.</param>
/// <param name="IsServed">True if one of Directory:Servers is a domain controller of the domain. A domain that is not
/// served is never read, searched or written.</param>
public sealed record ForestDomain(DistinguishedName Name, string DnsName, bool IsServed)
{
    /// <summary>The message for a domain that is not served: the consequence and the setting to change.</summary>
    public string NotServedWords =>
        $"{DnsName} is a domain of this forest without a server in the settings: its recipients are not "
        + $"listed, its addresses are not searched and nothing is "
        + $"written there. Add one of its domain controllers to Directory:Servers, for example ldaps://dc1.{DnsName}.";
}

/// <summary>The state of a domain's servers, as last seen.</summary>
/// <param name="DnsName">The domain; null for servers whose domain is not known yet.</param>
/// <param name="Connection">The connection; reachable if one of the servers answers.</param>
/// <param name="Servers">The servers in the order in which they are tried.</param>
public sealed record DomainStatus(string? DnsName, DirectoryStatus Connection, IReadOnlyList<ServerStatus> Servers)
{
    /// <summary>Compares by content, like the status that contains it.</summary>
    public bool Equals(DomainStatus? other) =>
        other is not null
        && DnsName == other.DnsName
        && Connection.Equals(other.Connection)
        && Servers.SequenceEqual(other.Servers);

    public override int GetHashCode() => HashCode.Combine(DnsName, Connection, Servers.Count);

    /// <summary>The text for a heading: the domain's name, or its servers' names.</summary>
    public string Label => DnsName ?? string.Join(", ", Servers.Select(s => s.Server));
}

/// <summary>A domain controller of Directory:Servers.</summary>
/// <param name="Server">The name as configured.</param>
/// <param name="IsReachable">True if it answers; null if it was not needed so far.</param>
/// <param name="Since">The time at which it entered this state.</param>
/// <param name="PausedUntil">It failed and is not used until this time, unless no other one answers; null if it is not
/// paused.</param>
public sealed record ServerStatus(string Server, bool? IsReachable, DateTimeOffset? Since, DateTimeOffset? PausedUntil);
