using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// Synchronises the index with the directory: one full load, then the changes of each domain by uSNChanged on the same
/// domain controller. Changes that deltas cannot show (objects moved out of the search base, deletions that the account
/// cannot see, rights that were granted or removed) are found by comparing ids. An unreachable domain keeps its rows
/// while the others are updated.
/// </summary>
public sealed class RecipientIndexFeed(IDirectory directory, RecipientIndex index, TimeProvider time) : IDisposable
{
    /// <summary>
    /// The number of objects missing from the deltas above which a full load is faster than reading them one by one.
    /// </summary>
    private const int SingleReads = 500;
    private const int ProgressEvery = 1000;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<DistinguishedName, Followed> followed = [];

    /// <summary>The interval at which <see cref="RunAsync"/> requests changes.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The interval at which all ids are compared.</summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>
    /// Loads all objects and replaces the index's content at the end; until then the index keeps its content.
    /// </summary>
    /// <exception cref="DirectoryFault">The load failed; the index's status reports the same fault.</exception>
    public Task LoadAsync(CancellationToken cancellationToken) => InTurnAsync(LoadCoreAsync, cancellationToken);

    /// <summary>
    /// Applies the changes since the last refresh. Loads everything if nothing was loaded or the domain controller is
    /// another one.
    /// </summary>
    /// <exception cref="DirectoryFault">The refresh failed; the index's status reports the same fault.</exception>
    public Task RefreshAsync(CancellationToken cancellationToken) => InTurnAsync(RefreshCoreAsync, cancellationToken);

    /// <summary>
    /// Loads, then refreshes until cancelled. Faults are reported in the index's status and retried, after 1 s at first
    /// and 60 s at most.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var retry = FirstRetry;
        while (true)
        {
            TimeSpan pause;
            try
            {
                // No delay after a load: changes made during the load are read now.
                var isLoad = followed.Count == 0;
                await RefreshAsync(cancellationToken).ConfigureAwait(false);
                pause = isLoad ? TimeSpan.Zero : RefreshInterval;
                retry = FirstRetry;
            }
            catch (DirectoryFault)
            {
                pause = retry;
                retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry;
            }

            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task InTurnAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await work(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            index.AbandonLoad();
            throw;
        }
        catch (Exception problem)
        {
            var fault =
                problem as DirectoryFault
                ?? new DirectoryFault(
                    DirectoryFaultKind.Refused,
                    "The recipients could not be read from the directory.",
                    problem
                );
            index.Fail(fault);
            if (ReferenceEquals(fault, problem))
                throw;
            throw fault;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task LoadCoreAsync(CancellationToken cancellationToken)
    {
        var description = await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
        var away = new Dictionary<string, DirectoryFault>(StringComparer.OrdinalIgnoreCase);
        var domains = description.ServedDomains.ToArray();
        await LoadAsync(description, domains, away, cancellationToken).ConfigureAwait(false);
        ThrowIfAllAway(domains, away);
    }

    private async Task RefreshCoreAsync(CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var description = await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
        var away = new Dictionary<string, DirectoryFault>(StringComparer.OrdinalIgnoreCase);
        var domains = description.ServedDomains.ToArray();
        var toLoad = new List<ForestDomain>();
        foreach (var domain in domains)
        {
            try
            {
                if (!await RefreshAsync(description, domain, startedAt, cancellationToken).ConfigureAwait(false))
                    toLoad.Add(domain);
            }
            catch (DirectoryFault fault)
            {
                away[domain.DnsName] = fault;
            }
        }

        if (toLoad.Count > 0)
            await LoadAsync(description, toLoad, away, cancellationToken).ConfigureAwait(false);
        ThrowIfAllAway(domains, away);
        if (toLoad.Count == 0 || domains.Length > 1)
            index.ReportRefreshed(startedAt, away);
    }

    /// <summary>A fault of all domains is one of the directory; the lists do not change.</summary>
    private static void ThrowIfAllAway(ForestDomain[] domains, Dictionary<string, DirectoryFault> away)
    {
        if (domains.Length == away.Count && away.Count > 0)
            throw away[domains[0].DnsName];
    }

    /// <summary>Loads domains and replaces their rows together; the rows of the others are kept.</summary>
    /// <param name="away">Receives the domains that could not be read.</param>
    private async Task LoadAsync(
        DirectoryDescription description,
        IReadOnlyList<ForestDomain> domains,
        Dictionary<string, DirectoryFault> away,
        CancellationToken cancellationToken
    )
    {
        var startedAt = time.GetUtcNow();
        var started = time.GetTimestamp();
        index.BeginLoad();
        index.ReportProgress(0);
        var builder = new RecipientTableBuilder();
        var positions = new Dictionary<DistinguishedName, DirectoryPosition>();
        var left = domains.ToList();
        for (var i = 0; i < left.Count; )
        {
            var before = builder.Count;
            try
            {
                positions[left[i].Name] = await LoadAsync(description, left[i], builder, cancellationToken)
                    .ConfigureAwait(false);
                i++;
            }
            catch (DirectoryFault fault)
            {
                // A part of a domain would be mistaken for the whole: start again without it, unless none of it was
                // added yet.
                away[left[i].DnsName] = fault;
                left.RemoveAt(i);
                if (builder.Count == before)
                    continue;
                builder = new RecipientTableBuilder();
                i = 0;
            }
        }

        if (left.Count == 0)
        {
            index.AbandonLoad();
            return;
        }

        if (description.ServedDomains.Any(d => !left.Contains(d)))
            builder.AddCopies(index.Current.Table, container => !left.Any(d => d.Name.Equals(container.Domain)));
        index.EndLoad(builder.Build(), startedAt, time.GetElapsedTime(started), away);
        foreach (var domain in left)
            followed[domain.Name] = new Followed(positions[domain.Name], startedAt);
    }

    private async Task<DirectoryPosition> LoadAsync(
        DirectoryDescription description,
        ForestDomain domain,
        RecipientTableBuilder builder,
        CancellationToken cancellationToken
    )
    {
        await using var session = await OpenAsync(description, domain, cancellationToken).ConfigureAwait(false);
        var reader = new RecipientReader(session, description, domain);

        // Read before the search: changes made during the search are then part of the next delta.
        var before = await reader.ReadPositionAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var entry in reader.AllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!RecipientIndexMembership.Includes(entry))
                continue;
            builder.Add(entry);
            if (builder.Count % ProgressEvery == 0)
                index.ReportProgress(builder.Count);
        }

        return before;
    }

    /// <returns>False if there is no position to continue from and the domain has to be loaded.</returns>
    private async Task<bool> RefreshAsync(
        DirectoryDescription description,
        ForestDomain domain,
        DateTimeOffset startedAt,
        CancellationToken cancellationToken
    )
    {
        if (!followed.TryGetValue(domain.Name, out var last))
            return false;
        await using var session = await OpenAsync(description, domain, cancellationToken).ConfigureAwait(false);
        var reader = new RecipientReader(session, description, domain);
        var now = await reader.ReadPositionAsync(cancellationToken).ConfigureAwait(false);

        // A smaller number under the same identity means that the server was restored to an older state in an
        // unsupported way: its numbers are invalid.
        if (
            now.InvocationId != last.Position.InvocationId
            || now.HighestCommittedUsn < last.Position.HighestCommittedUsn
        )
            return false;
        if (now.HighestCommittedUsn > last.Position.HighestCommittedUsn)
        {
            var changed = await reader.ChangedAsync(last.Position, cancellationToken).ConfigureAwait(false);
            var deleted = await reader.DeletedAsync(last.Position, cancellationToken).ConfigureAwait(false);
            index.Apply(changed, deleted);
            followed[domain.Name] = last with { Position = now };
        }

        if (startedAt - last.ReconciledAt < ReconcileInterval)
            return true;
        if (!await ReconcileAsync(reader, description, domain, cancellationToken).ConfigureAwait(false))
            return false;
        followed[domain.Name] = new Followed(now, startedAt);
        return true;
    }

    /// <returns>False if so many objects are missing that a full load is faster.</returns>
    private async Task<bool> ReconcileAsync(
        RecipientReader reader,
        DirectoryDescription description,
        ForestDomain domain,
        CancellationToken cancellationToken
    )
    {
        // Taken before the search: objects added to the index during the search are not among these and are not
        // mistaken for deleted ones.
        var isOnly = description.ServedDomains.Count() == 1;
        var known = index.Current.Table.AllIds(isOnly ? null : container => domain.Name.Equals(container.Domain));
        var missing = new List<Guid>();
        await foreach (var entry in reader.AllIdsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (RecipientIndexMembership.Includes(entry) && !known.Remove(entry.Id))
                missing.Add(entry.Id);
        }

        if (missing.Count > SingleReads)
            return false;
        var found = await reader.ReadAsync(missing, cancellationToken).ConfigureAwait(false);
        if (found.Count + known.Count > 0)
            index.Apply(found, known);
        return true;
    }

    private Task<IDirectorySession> OpenAsync(
        DirectoryDescription description,
        ForestDomain domain,
        CancellationToken cancellationToken
    ) => directory.OpenAsync(domain.Name.Equals(description.Domain) ? null : domain.Name, cancellationToken);

    /// <summary>The position up to which a domain was read.</summary>
    private sealed record Followed(DirectoryPosition Position, DateTimeOffset ReconciledAt);
}
