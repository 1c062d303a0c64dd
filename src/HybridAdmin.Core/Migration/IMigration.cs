using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Migration;

/// <summary>
/// The port to Exchange Online's migration service, or none. Thread-safe; one per process. All faults are
/// <see cref="TenantFault"/>, as of <see cref="ITenant"/>:
/// Denied when the application may not (the role Migration), NotFound for a batch, person or endpoint that is not there
/// where a method says so.
/// </summary>
public interface IMigration
{
    /// <summary>Whether there is a tenant at all; costs nothing.</summary>
    bool IsConnected { get; }

    Task<IReadOnlyList<MigrationEndpoint>> ListEndpointsAsync(CancellationToken cancellationToken);

    /// <summary>Lets Exchange Online try the endpoint; takes up to a minute.</summary>
    /// <exception cref="TenantFault">Among others NotFound. An endpoint that does not work is an answer, not a
    /// fault.</exception>
    Task<MigrationEndpointTest> TestEndpointAsync(string endpoint, CancellationToken cancellationToken);

    Task<IReadOnlyList<MigrationBatch>> ListBatchesAsync(CancellationToken cancellationToken);

    /// <summary>By name, without case; null: it is not there.</summary>
    Task<MigrationBatch?> ReadBatchAsync(string batch, CancellationToken cancellationToken);

    /// <summary>People of one batch, or of all, page by page as the service gives them.</summary>
    /// <param name="batch">A name; null: of all batches.</param>
    IAsyncEnumerable<MigrationUser> ListUsersAsync(string? batch, CancellationToken cancellationToken);

    /// <summary>One person; null: in no batch.</summary>
    Task<MigrationUser?> ReadUserAsync(string user, CancellationToken cancellationToken);

    /// <summary>Null: in no batch.</summary>
    /// <param name="withReport">The replication service's report and the skipped items as well; may be large.</param>
    Task<MigrationUserStatistics?> ReadUserStatisticsAsync(
        string user,
        bool withReport,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// People as Exchange Online has them, by the address asked for; who is not there is not in the answer.
    /// </summary>
    Task<IReadOnlyDictionary<string, MoveCandidate>> ReadCandidatesAsync(
        IReadOnlyCollection<string> addresses,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// How large mailboxes in the cloud are, in bytes, by the address asked for; one question each. Who has none there,
    /// or whose the application may not see, is not in the answer.
    /// </summary>
    Task<IReadOnlyDictionary<string, long>> ReadMailboxSizesAsync(
        IReadOnlyCollection<string> addresses,
        CancellationToken cancellationToken
    );
}

/// <summary>In the place of the migration service where no tenant is configured.</summary>
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
