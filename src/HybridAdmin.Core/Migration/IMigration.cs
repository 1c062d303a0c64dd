using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Migration;

/// <summary>
/// The port to Exchange Online's migration service, or none. Thread-safe; one per process. All faults are
/// <see cref="TenantFault"/>, as for <see cref="ITenant"/>: Denied if the application has no permission (the role
/// Migration), NotFound for a batch, person or endpoint that does not exist, where a method documents it.
/// </summary>
public interface IMigration
{
    /// <summary>Indicates whether a tenant is configured; cheap.</summary>
    bool IsConnected { get; }

    Task<IReadOnlyList<MigrationEndpoint>> ListEndpointsAsync(CancellationToken cancellationToken);

    /// <summary>Makes Exchange Online test the endpoint; takes up to a minute.</summary>
    /// <exception cref="TenantFault">Among others NotFound. An endpoint that does not work is an answer, not a
    /// fault.</exception>
    Task<MigrationEndpointTest> TestEndpointAsync(string endpoint, CancellationToken cancellationToken);

    Task<IReadOnlyList<MigrationBatch>> ListBatchesAsync(CancellationToken cancellationToken);

    /// <summary>The batch by name, without regard to case; null if it does not exist.</summary>
    Task<MigrationBatch?> ReadBatchAsync(string batch, CancellationToken cancellationToken);

    /// <summary>The people of one batch, or of all, page by page as the service returns them.</summary>
    /// <param name="batch">The name of a batch; null for all batches.</param>
    IAsyncEnumerable<MigrationUser> ListUsersAsync(string? batch, CancellationToken cancellationToken);

    /// <summary>One person; null if the person is in no batch.</summary>
    Task<MigrationUser?> ReadUserAsync(string user, CancellationToken cancellationToken);

    /// <summary>The statistics of a person; null if the person is in no batch.</summary>
    /// <param name="withReport">True to include the replication service's report and the skipped items; may be
    /// large.</param>
    Task<MigrationUserStatistics?> ReadUserStatisticsAsync(
        string user,
        bool withReport,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// People in Exchange Online, by requested address; people without an object there are not in the result.
    /// </summary>
    Task<IReadOnlyDictionary<string, MoveCandidate>> ReadCandidatesAsync(
        IReadOnlyCollection<string> addresses,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// The sizes of cloud mailboxes in bytes, by requested address; one request each. People without a mailbox there,
    /// or whose mailbox the application cannot read, are not in the result.
    /// </summary>
    Task<IReadOnlyDictionary<string, long>> ReadMailboxSizesAsync(
        IReadOnlyCollection<string> addresses,
        CancellationToken cancellationToken
    );
}

/// <summary>The implementation for a console without a configured tenant.</summary>
public sealed class NoMigration : IMigration, IMigrationWriter
{
    public bool IsConnected => false;

    public Task<IReadOnlyList<MigrationEndpoint>> ListEndpointsAsync(CancellationToken cancellationToken) =>
        Refuse<IReadOnlyList<MigrationEndpoint>>();

    public Task<MigrationEndpointTest> TestEndpointAsync(string endpoint, CancellationToken cancellationToken) =>
        Refuse<MigrationEndpointTest>();

    public Task<IReadOnlyList<MigrationBatch>> ListBatchesAsync(CancellationToken cancellationToken) =>
        Refuse<IReadOnlyList<MigrationBatch>>();

    public Task<MigrationBatch?> ReadBatchAsync(string batch, CancellationToken cancellationToken) =>
        Refuse<MigrationBatch?>();

    public IAsyncEnumerable<MigrationUser> ListUsersAsync(string? batch, CancellationToken cancellationToken) =>
        throw Fault();

    public Task<MigrationUser?> ReadUserAsync(string user, CancellationToken cancellationToken) =>
        Refuse<MigrationUser?>();

    public Task<MigrationUserStatistics?> ReadUserStatisticsAsync(
        string user,
        bool withReport,
        CancellationToken cancellationToken
    ) => Refuse<MigrationUserStatistics?>();

    public Task<IReadOnlyDictionary<string, MoveCandidate>> ReadCandidatesAsync(
        IReadOnlyCollection<string> addresses,
        CancellationToken cancellationToken
    ) => Refuse<IReadOnlyDictionary<string, MoveCandidate>>();

    public Task<IReadOnlyDictionary<string, long>> ReadMailboxSizesAsync(
        IReadOnlyCollection<string> addresses,
        CancellationToken cancellationToken
    ) => Refuse<IReadOnlyDictionary<string, long>>();

    Task IMigrationWriter.CarryOutAsync(MigrationWrite write, CancellationToken cancellationToken) => Refuse<bool>();

    private static Task<T> Refuse<T>() => Task.FromException<T>(Fault());

    private static TenantFault Fault() =>
        new(
            TenantFaultKind.Denied,
            "No Microsoft 365 tenant is connected, so there is no migration. Set Tenant:TenantId to connect one."
        );
}
