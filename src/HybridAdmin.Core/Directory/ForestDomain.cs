namespace HybridAdmin.Core.Directory;

/// <summary>
/// A domain of the forest, as the configuration partition lists it (crossRef objects below CN=Partitions).
/// </summary>
/// <param name="Name">Its naming context, nCName.</param>
/// <param name="DnsName">dnsRoot, e.g. emea.contoso.local.</param>
/// <param name="IsServed">
/// Whether one of Directory:Servers is a domain controller of it. Nothing is read from, searched in or written to a
/// domain that is not.
/// </param>
public sealed record ForestDomain(DistinguishedName Name, string DnsName, bool IsServed)
{
    /// <summary>What to say of one that is not served: what follows from it, and the setting that helps.</summary>
    public string NotServedWords =>
        $"{DnsName} is a domain of this forest without a server in the settings: its recipients are not "
        + $"listed, its addresses are not searched and nothing is "
        + $"written there. Add one of its domain controllers to Directory:Servers, for example ldaps://dc1.{DnsName}.";
}

/// <summary>How a domain's servers are, as last seen.</summary>
/// <param name="DnsName">The domain; null: servers that have not said yet whose they are.</param>
/// <param name="Connection">Whether one of them answers.</param>
/// <param name="Servers">In the order in which they are tried.</param>
public sealed record DomainStatus(string? DnsName, DirectoryStatus Connection, IReadOnlyList<ServerStatus> Servers)
{
    /// <summary>By content, like the status that it is part of.</summary>
    public bool Equals(DomainStatus? other) =>
        other is not null
        && DnsName == other.DnsName
        && Connection.Equals(other.Connection)
        && Servers.SequenceEqual(other.Servers);

    public override int GetHashCode() => HashCode.Combine(DnsName, Connection, Servers.Count);

    /// <summary>For a heading: the domain's name, or its servers'.</summary>
    public string Label => DnsName ?? string.Join(", ", Servers.Select(s => s.Server));
}

/// <summary>A domain controller of Directory:Servers.</summary>
/// <param name="Server">As configured.</param>
/// <param name="IsReachable">Null: not needed so far.</param>
/// <param name="Since">When it got into this state.</param>
/// <param name="PausedUntil">It failed and is left alone until then, unless no other one answers; null: it is
/// not.</param>
public sealed record ServerStatus(string Server, bool? IsReachable, DateTimeOffset? Since, DateTimeOffset? PausedUntil);
