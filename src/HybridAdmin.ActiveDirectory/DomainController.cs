using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// A configured server and its known state. Changed only under the lock of <see cref="DomainControllers"/>.
/// </summary>
internal sealed class DomainController(ConnectionPool pool)
{
    /// <summary>The text of the rootDSE that <see cref="Domain"/> was read from.</summary>
    private string? learned;

    public ConnectionPool Pool => pool;

    public string Name => pool.Server.Text;

    /// <summary>The domain from its rootDSE; null: it never answered.</summary>
    public DistinguishedName? Domain { get; private set; }

    /// <summary>The domain derived from its name until it answers.</summary>
    public DistinguishedName? Presumed { get; set; }

    public int Failures { get; set; }

    public DateTimeOffset PausedUntil { get; set; }

    public DirectoryFault? Refusal { get; set; }

    public bool? IsReachable { get; private set; }

    public DateTimeOffset? Since { get; private set; }

    /// <summary>
    /// True if the server may be used for objects of the domain: it belongs to the domain, or its domain is not known
    /// yet.
    /// </summary>
    public bool MayServe(DistinguishedName? domain) =>
        domain is null || (Domain ?? Presumed) is not { } own || own.Equals(domain);

    /// <summary>True if it was reachable, was not refused anything, and returned the same rootDSE.</summary>
    public bool IsKnownAs(RootDse root) =>
        this is { IsReachable: true, Failures: 0, Refusal: null } && root.Domain == learned;

    /// <summary>Takes over the data of its rootDSE.</summary>
    public void Learn(RootDse root)
    {
        learned = root.Domain;
        if (DistinguishedName.TryParse(root.Domain, out var domain))
            Domain = domain;
    }

    public void SetReachable(bool isReachable, DateTimeOffset now)
    {
        if (IsReachable == isReachable)
            return;
        (IsReachable, Since) = (isReachable, now);
    }

    public ServerStatus Status(DateTimeOffset now) =>
        new(Name, IsReachable, Since, PausedUntil > now ? PausedUntil : null);
}
