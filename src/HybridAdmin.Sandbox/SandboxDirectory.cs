using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Organization;

namespace HybridAdmin.Sandbox;

/// <summary>
/// The directory that the console uses when none is configured: an invented organisation in memory that behaves as
/// Active Directory does and retains changes. Thread-safe; one per process and file.
/// </summary>
public sealed class SandboxDirectory : IDirectory
{
    private readonly MemoryDirectory engine;

    /// <param name="stateFile">The file that stores changes over a restart, e.g. data/sandbox.json; null: they are not
    /// stored.</param>
    /// <exception cref="InvalidDataException">The file exists but is not a state of the sandbox.</exception>
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

    /// <summary>The deliberate flaws of the invented organisation.</summary>
    public IReadOnlyList<SandboxFlaw> Flaws { get; }

    public DirectoryStatus Status => engine.Status;

    /// <summary>The engine, for tests that need failures.</summary>
    internal MemoryDirectory Engine => engine;

    public Task<DirectoryDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken) =>
        engine.DescribeAsync(fresh, cancellationToken);

    public Task<IDirectorySession> OpenAsync(DistinguishedName? near, CancellationToken cancellationToken) =>
        engine.OpenAsync(near, cancellationToken);
}
