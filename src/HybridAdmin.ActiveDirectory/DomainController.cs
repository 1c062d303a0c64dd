using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// A configured server with what is known of it. Changed only under the lock of <see cref="DomainControllers"/>.
/// </summary>
internal sealed class DomainController(ConnectionPool pool)
{
    /// <summary>The rootDSE's text that <see cref="Domain"/> is of.</summary>
    private string? learned;

    public ConnectionPool Pool => pool;

    public string Name => pool.Server.Text;

    /// <summary>Its domain as its rootDSE says; null: it never answered.</summary>
    public DistinguishedName? Domain { get; private set; }

    /// <summary>Its domain as its name says, until it answers.</summary>
    public DistinguishedName? Presumed { get; set; }

    public int Failures { get; set; }

    public DateTimeOffset PausedUntil { get; set; }

    public DirectoryFault? Refusal { get; set; }

    public bool? IsReachable { get; private set; }

    public DateTimeOffset? Since { get; private set; }

    /// <summary>Whether it may be asked for objects of the domain: it is of it, or nobody knows yet.</summary>
    public bool MayServe(DistinguishedName? domain) =>
        domain is null || (Domain ?? Presumed) is not { } own || own.Equals(domain);

    /// <summary>Whether it was reachable, is not refused anything, and said the same of itself.</summary>
    public bool IsKnownAs(RootDse root) =>
        this is { IsReachable: true, Failures: 0, Refusal: null } && root.Domain == learned;

    /// <summary>Takes over what it says of itself.</summary>
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
