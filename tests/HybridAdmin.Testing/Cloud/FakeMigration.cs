using System.Runtime.CompilerServices;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Testing.Cloud;

/// <summary>
/// A migration service in memory for tests of use cases: follows the state machine, advances only when a test requests
/// it, and fails on request.
/// </summary>
public sealed class FakeMigration : IMigration, IMigrationWriter
{
    private readonly Dictionary<string, MigrationBatch> batches = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, MigrationUser> users = new(StringComparer.OrdinalIgnoreCase);

    public const string Hybrid = "Hybrid";

    public bool IsConnected { get; set; } = true;

    public List<MigrationEndpoint> Endpoints { get; } =
    [
        new()
        {
            Identity = Hybrid,
            EndpointType = "ExchangeRemoteMove",
            RemoteServer = "mail.contoso.example",
        },
    ];

    public Dictionary<string, MoveCandidate> Candidates { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sizes of mailboxes in the cloud, in bytes.</summary>
    public Dictionary<string, long> MailboxSizes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The statistics of a person, in addition to the state.</summary>
    public Dictionary<string, MigrationUserStatistics> Statistics { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The people whose statistics were requested, in order.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> StatisticsAsked { get; } = new();

    /// <summary>The fault of every read; null: reads succeed.</summary>
    public TenantFault? ReadFault { get; set; }

    /// <summary>The fault of every write; null: writes are carried out.</summary>
    public TenantFault? WriteFault { get; set; }

    /// <summary>
    /// With <see cref="WriteFault"/>: the write is nevertheless carried out, as when only the response is lost.
    /// </summary>
    public bool IsCarriedOutInSpiteOfFault { get; set; }

    /// <summary>Runs before each write, as a concurrent change.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>Every write that was sent, in order.</summary>
    public List<MigrationWrite> Sent { get; } = [];

    /// <summary>The number of times that batches were listed.</summary>
    public int Lists { get; private set; }

    public FakeMigration With(MigrationBatch batch, params MigrationUser[] people)
    {
        batches[batch.Identity] = batch;
        foreach (var person in people)
            users[person.Identity] = person with { BatchId = batch.Identity };
        return this;
    }

    public void Remove(string batch)
    {
        batches.Remove(batch);
        foreach (var user in users.Values.Where(u => u.BatchId == batch).ToList())
            users.Remove(user.Identity);
    }

    public Task<IReadOnlyList<MigrationEndpoint>> ListEndpointsAsync(CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<MigrationEndpoint>>(() => [.. Endpoints]);

    public Task<MigrationEndpointTest> TestEndpointAsync(string endpoint, CancellationToken cancellationToken) =>
        Answer(() =>
            Endpoints.Exists(e => Is(e.Identity, endpoint))
                ? new MigrationEndpointTest("Success", null)
                : throw new TenantFault(TenantFaultKind.NotFound, "Exchange Online does not know the object.")
        );

    public Task<IReadOnlyList<MigrationBatch>> ListBatchesAsync(CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<MigrationBatch>>(() =>
        {
            Lists++;
            return [.. batches.Values];
        });

    public Task<MigrationBatch?> ReadBatchAsync(string batch, CancellationToken cancellationToken) =>
        Answer(() => batches.GetValueOrDefault(batch));

    public async IAsyncEnumerable<MigrationUser> ListUsersAsync(
        string? batch,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (
            var user in await Answer(() => users.Values.Where(u => batch is null || Is(u.BatchId, batch)).ToList())
        )
            yield return user;
    }

    public Task<MigrationUser?> ReadUserAsync(string user, CancellationToken cancellationToken) =>
        Answer(() => users.GetValueOrDefault(user));

    public Task<MigrationUserStatistics?> ReadUserStatisticsAsync(
        string user,
        bool withReport,
        CancellationToken cancellationToken
    ) =>
        Answer(() =>
        {
            StatisticsAsked.Enqueue(user);
            return users.GetValueOrDefault(user) is not { } found
                ? null
                : (
                    Statistics.GetValueOrDefault(user)
                    ?? new MigrationUserStatistics
                    {
                        Identity = found.Identity,
                        Status = found.Status,
                        Error = found.ErrorSummary,
                        PercentageComplete = 95,
                    }
                ) with
                {
                    Report = withReport ? "Report" : null,
                };
        });

    public Task<IReadOnlyDictionary<string, MoveCandidate>> ReadCandidatesAsync(
        IReadOnlyCollection<string> addresses,
        CancellationToken cancellationToken
    ) =>
        Answer<IReadOnlyDictionary<string, MoveCandidate>>(() =>
            Candidates
                .Where(c => addresses.Contains(c.Key, StringComparer.OrdinalIgnoreCase))
                .ToDictionary(c => c.Key, c => c.Value, StringComparer.OrdinalIgnoreCase)
        );

    public Task<IReadOnlyDictionary<string, long>> ReadMailboxSizesAsync(
        IReadOnlyCollection<string> addresses,
        CancellationToken cancellationToken
    ) =>
        Answer<IReadOnlyDictionary<string, long>>(() =>
            MailboxSizes
                .Where(s => addresses.Contains(s.Key, StringComparer.OrdinalIgnoreCase))
                .ToDictionary(s => s.Key, s => s.Value, StringComparer.OrdinalIgnoreCase)
        );

    public Task CarryOutAsync(MigrationWrite write, CancellationToken cancellationToken)
    {
        Sent.Add(write);
        BeforeWrite?.Invoke();
        if (WriteFault is not null && !IsCarriedOutInSpiteOfFault)
            return Task.FromException(WriteFault);
        try
        {
            Apply(write);
        }
        catch (TenantFault fault)
        {
            return Task.FromException(fault);
        }

        return WriteFault is null ? Task.CompletedTask : Task.FromException(WriteFault);
    }

    private void Apply(MigrationWrite write)
    {
        if (write is CreateMigrationBatch create)
        {
            if (batches.ContainsKey(create.Batch))
                throw new TenantFault(
                    TenantFaultKind.Refused,
                    $"Exchange Online refused: The migration batch \"{create.Batch}\" already exists."
                )
                {
                    Status = 400,
                };
            With(
                new MigrationBatch
                {
                    Identity = create.Batch,
                    BatchGuid = Guid.NewGuid(),
                    Status =
                        create.AutoStart ? "Syncing"
                        : create.StartAfter is null ? "Created"
                        : "Waiting",
                    Kind = create.Kind,
                    TotalCount = create.People.Count,
                    StartAfter = create.StartAfter,
                    CompleteAfter = create.CompleteAfter,
                    SourceEndpoint = create.Endpoint,
                    TargetDeliveryDomain = create.TargetDeliveryDomain,
                },
                [.. create.People.Select(p => new MigrationUser { Identity = p.EmailAddress, Status = "Queued" })]
            );
            return;
        }

        if (!batches.TryGetValue(write.Batch, out var batch))
            throw new TenantFault(TenantFaultKind.NotFound, "Exchange Online does not know the object.")
            {
                Status = 400,
            };
        switch (write)
        {
            case ActOnMigrationBatch act:
                if (MigrationRules.Decide(batch.Kind, batch.State, act.Action).Refusal is { } refusal)
                    throw new TenantFault(TenantFaultKind.Refused, $"Exchange Online refused: {refusal}")
                    {
                        Status = 400,
                    };
                if (act.Action == MigrationAction.Remove)
                    Remove(batch.Identity);
                else
                    batches[batch.Identity] = batch with
                    {
                        Status = act.Action switch
                        {
                            MigrationAction.Start => "Syncing",
                            MigrationAction.Stop => "Stopping",
                            _ => "Completing",
                        },
                    };
                break;
            case SetMigrationBatch set:
                batches[batch.Identity] = batch with
                {
                    CompleteAfter = set.CompleteAfter ?? batch.CompleteAfter,
                    StartAfter = set.StartAfter ?? batch.StartAfter,
                    NotificationEmails = set.NotificationEmails ?? batch.NotificationEmails,
                };
                break;
            case ActOnMigrationUser { Action: MigrationUserAction.Remove } gone:
                users.Remove(gone.User);
                break;
            case ActOnMigrationUser user when users.TryGetValue(user.User, out var found):
                users[found.Identity] =
                    user.Action == MigrationUserAction.Retry
                        ? found with
                        {
                            Status = "Syncing",
                            ErrorSummary = null,
                        }
                        : found with
                        {
                            DataConsistencyScore = "Good",
                        };
                break;
            default:
                throw new TenantFault(TenantFaultKind.NotFound, "Exchange Online does not know the object.")
                {
                    Status = 400,
                };
        }
    }

    private Task<T> Answer<T>(Func<T> answer)
    {
        if (ReadFault is not null)
            return Task.FromException<T>(ReadFault);
        try
        {
            return Task.FromResult(answer());
        }
        catch (TenantFault fault)
        {
            return Task.FromException<T>(fault);
        }
    }

    private static bool Is(string? left, string? right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
