using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>A configured server with what is known of it. Changed only under the lock of <see cref="DomainControllers"/>.</summary>
internal sealed class DomainController(ConnectionPool pool)
{
    public ConnectionPool Pool => pool;

    public string Name => pool.Server.Text;

    /// <summary>Its domain as its rootDSE says; null: it never answered.</summary>
    public DistinguishedName? Domain { get; set; }

    /// <summary>Its domain as its name says, until it answers.</summary>
    public DistinguishedName? Presumed { get; set; }

    public int Failures { get; set; }

    public DateTimeOffset PausedUntil { get; set; }

    public DirectoryFault? Refusal { get; set; }

    public bool? IsReachable { get; private set; }

    public DateTimeOffset? Since { get; private set; }

    /// <summary>Whether it may be asked for objects of the domain: it is of it, or nobody knows yet.</summary>
    public bool MayServe(DistinguishedName? domain) => domain is null || (Domain ?? Presumed) is not { } own || own.Equals(domain);

    public void SetReachable(bool isReachable, DateTimeOffset now)
    {
        if (IsReachable == isReachable) return;
        (IsReachable, Since) = (isReachable, now);
    }

    public ServerStatus Status(DateTimeOffset now) => new(Name, IsReachable, Since, PausedUntil > now ? PausedUntil : null);
}
