using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Organization;

namespace HybridAdmin.Sandbox;

/// <summary>
/// The directory that the console runs on when none is configured: an invented organisation in memory that behaves as
/// Active Directory does and keeps what is changed in it. Thread-safe; one per process and file.
/// </summary>
public sealed class SandboxDirectory : IDirectory
{
    private readonly MemoryDirectory engine;

    /// <param name="stateFile">Where changes are kept over a restart, e.g. data/sandbox.json; null: nowhere.</param>
    /// <exception cref="InvalidDataException">The file is there and is not a state of the sandbox.</exception>
    public SandboxDirectory(string? stateFile, TimeProvider time)
    {
        var organization = OrganizationBuilder.Build();
        var state = SandboxState.Open(stateFile, organization);
        Flaws = organization.Flaws;
        engine = new MemoryDirectory(
            Tailwind.Describe(time.GetUtcNow()),
            DirectorySchema.WithExchange,
            Tailwind.Server,
            state.Start,
            state.InvocationId,
            time,
            state.Save
        );
    }

    /// <summary>The domain's SID, which stamps the data folder.</summary>
    public static string DomainSid => Tailwind.Sid;

    /// <summary>The tenant's routing domain.</summary>
    public static string RoutingDomain => Tailwind.RoutingDomain;

    /// <summary>What is wrong in the invented organisation on purpose.</summary>
    public IReadOnlyList<SandboxFlaw> Flaws { get; }

    public DirectoryStatus Status => engine.Status;

    /// <summary>The engine behind it, for tests that need something to go wrong.</summary>
    internal MemoryDirectory Engine => engine;

    public Task<DirectoryDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken) =>
        engine.DescribeAsync(fresh, cancellationToken);

    public Task<IDirectorySession> OpenAsync(DistinguishedName? near, CancellationToken cancellationToken) =>
        engine.OpenAsync(near, cancellationToken);
}
