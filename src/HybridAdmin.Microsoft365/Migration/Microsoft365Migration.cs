using System.Runtime.CompilerServices;
using System.Text.Json;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Migration;

/// <summary>Exchange Online's migration service over its cmdlets.</summary>
internal sealed class Microsoft365Migration(IExchangeCmdlets exchange) : IMigration, IMigrationWriter
{
    /// <summary>
    /// The number of people above which all mail users and mailboxes are listed instead of read one by one.
    /// </summary>
    internal const int AskedOneByOne = 50;

    private const int AtOnce = 4;
    private static readonly string[] CandidateMembers =
    [
        "RecipientTypeDetails",
        "ExchangeGuid",
        "ArchiveGuid",
        "EmailAddresses",
        "PrimarySmtpAddress",
        "UserPrincipalName",
        "IsExchangeCloudManaged",
        "LitigationHoldEnabled",
        "LegacyExchangeDN",
    ];

    public bool IsConnected => true;

    public async Task<IReadOnlyList<MigrationEndpoint>> ListEndpointsAsync(CancellationToken cancellationToken) =>
        await ListAsync("Get-MigrationEndpoint", [], MigrationMapping.Endpoint, cancellationToken)
            .ConfigureAwait(false);

    public async Task<MigrationEndpointTest> TestEndpointAsync(string endpoint, CancellationToken cancellationToken) =>
        (
            await ListAsync(
                    "Test-MigrationServerAvailability",
                    [new("Endpoint", endpoint)],
                    MigrationMapping.Test,
                    cancellationToken
                )
                .ConfigureAwait(false)
        ).FirstOrDefault()
        ?? throw new TenantFault(TenantFaultKind.Unreachable, "Exchange Online gave no result of the test. Try again.");

    public async Task<IReadOnlyList<MigrationBatch>> ListBatchesAsync(CancellationToken cancellationToken) =>
        await ListAsync("Get-MigrationBatch", [], MigrationMapping.Batch, cancellationToken).ConfigureAwait(false);

    public Task<MigrationBatch?> ReadBatchAsync(string batch, CancellationToken cancellationToken) =>
        ReadAsync("Get-MigrationBatch", [new("Identity", batch)], MigrationMapping.Batch, cancellationToken);

    public async IAsyncEnumerable<MigrationUser> ListUsersAsync(
        string? batch,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        KeyValuePair<string, object?>[] parameters = batch is null
            ? [new("ResultSize", "Unlimited")]
            : [new("BatchId", batch), new("ResultSize", "Unlimited")];
        await foreach (
            var item in exchange
                .InvokeAsync("Get-MigrationUser", Of(parameters), [], cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (MigrationMapping.User(item) is { } user)
                yield return user;
        }
    }

    public Task<MigrationUser?> ReadUserAsync(string user, CancellationToken cancellationToken) =>
        ReadAsync("Get-MigrationUser", [new("Identity", user)], MigrationMapping.User, cancellationToken);

    public Task<MigrationUserStatistics?> ReadUserStatisticsAsync(
        string user,
        bool withReport,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            "Get-MigrationUserStatistics",
            withReport
                ? [new("Identity", user), new("IncludeReport", true), new("IncludeSkippedItems", true)]
                : [new("Identity", user)],
            MigrationMapping.Statistics,
            cancellationToken
        );

    public async Task<IReadOnlyDictionary<string, MoveCandidate>> ReadCandidatesAsync(
        IReadOnlyCollection<string> addresses,
        CancellationToken cancellationToken
    )
    {
        var wanted = addresses.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new Dictionary<string, MoveCandidate>(StringComparer.OrdinalIgnoreCase);
        if (wanted.Count > AskedOneByOne)
        {
            // A mailbox takes precedence over a mail user with the same address, because a move would encounter it.
            await foreach (
                var (address, candidate) in ListCandidatesAsync(wanted, cancellationToken).ConfigureAwait(false)
            )
                found.TryAdd(address, candidate);
            return found;
        }

        var answers = new System.Collections.Concurrent.ConcurrentDictionary<string, MoveCandidate>(
            StringComparer.OrdinalIgnoreCase
        );
        await Parallel
            .ForEachAsync(
                wanted,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (address, token) =>
                {
                    var candidate =
                        await ReadAsync(
                                "Get-Mailbox",
                                [new("Identity", address)],
                                j => MigrationMapping.Candidate(j, address),
                                token
                            )
                            .ConfigureAwait(false)
                        ?? await ReadAsync(
                                "Get-MailUser",
                                [new("Identity", address)],
                                j => MigrationMapping.Candidate(j, address),
                                token
                            )
                            .ConfigureAwait(false);
                    if (candidate is not null)
                        answers[address] = candidate;
                }
            )
            .ConfigureAwait(false);
        return answers;
    }

    public async Task<IReadOnlyDictionary<string, long>> ReadMailboxSizesAsync(
        IReadOnlyCollection<string> addresses,
        CancellationToken cancellationToken
    )
    {
        var sizes = new System.Collections.Concurrent.ConcurrentDictionary<string, long>(
            StringComparer.OrdinalIgnoreCase
        );
        await Parallel
            .ForEachAsync(
                addresses,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (address, token) =>
                {
                    try
                    {
                        if (
                            await ReadAsync(
                                    "Get-MailboxStatistics",
                                    [new("Identity", address)],
                                    MigrationMapping.MailboxSize,
                                    token
                                )
                                .ConfigureAwait(false) is
                            { } size
                        )
                            sizes[address] = size.Bytes;
                    }
                    catch (TenantFault fault) when (fault is { Kind: TenantFaultKind.Denied, IsAway: false })
                    {
                        // The size is optional; its absence does not stop the read.
                    }
                }
            )
            .ConfigureAwait(false);
        return sizes;
    }

    Task IMigrationWriter.CarryOutAsync(MigrationWrite write, CancellationToken cancellationToken) =>
        exchange.SendAsync(MigrationCmdlets.Of(write), cancellationToken);

    private async IAsyncEnumerable<(string Address, MoveCandidate Candidate)> ListCandidatesAsync(
        HashSet<string> wanted,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var cmdlet in new[] { "Get-Mailbox", "Get-MailUser" })
        {
            await foreach (
                var item in exchange
                    .InvokeAsync(cmdlet, Of([new("ResultSize", "Unlimited")]), CandidateMembers, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                foreach (var address in NamesOf(item).Where(wanted.Contains))
                    yield return (address, MigrationMapping.Candidate(item, address));
            }
        }
    }

    private static IEnumerable<string> NamesOf(JsonElement item) =>
        ProxyAddressCollection
            .SmtpAddressesOf(item.Texts("EmailAddresses"))
            .Append(item.Text("PrimarySmtpAddress"))
            .Append(item.Text("UserPrincipalName"))
            .OfType<string>();

    private async Task<List<T>> ListAsync<T>(
        string cmdlet,
        KeyValuePair<string, object?>[] parameters,
        Func<JsonElement, T?> map,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var found = new List<T>();
        await foreach (
            var item in exchange.InvokeAsync(cmdlet, Of(parameters), [], cancellationToken).ConfigureAwait(false)
        )
        {
            if (map(item) is { } one)
                found.Add(one);
        }

        return found;
    }

    /// <summary>
    /// Reads one object; null when Exchange reports that it does not exist, for which it uses several exceptions.
    /// </summary>
    private async Task<T?> ReadAsync<T>(
        string cmdlet,
        KeyValuePair<string, object?>[] parameters,
        Func<JsonElement, T?> map,
        CancellationToken cancellationToken
    )
        where T : class
    {
        try
        {
            return (await ListAsync(cmdlet, parameters, map, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
        }
        catch (TenantFault fault) when (IsNotFound(fault))
        {
            return null;
        }
    }

    private static bool IsNotFound(TenantFault fault) =>
        fault is { Status: 400 }
        && (
            fault.Kind == TenantFaultKind.NotFound
            || (
                fault.Kind == TenantFaultKind.Refused
                && fault.Code?.EndsWith("NotFoundException", StringComparison.Ordinal) == true
            )
        );

    private static Dictionary<string, object?> Of(KeyValuePair<string, object?>[] parameters) =>
        parameters.ToDictionary(p => p.Key, p => p.Value);
}
