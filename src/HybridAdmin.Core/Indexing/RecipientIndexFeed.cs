using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// Keeps the index like the directory: one full load, then what changed since, for each domain by uSNChanged on the
/// same domain controller. Whatever deltas cannot show (objects moved out of the search base, deletions that the
/// account may not see, rights that were given or taken) is found by comparing ids. A domain that is away keeps its
/// rows while the others go on.
/// </summary>
public sealed class RecipientIndexFeed(IDirectory directory, RecipientIndex index, TimeProvider time) : IDisposable
{
    /// <summary>
    /// Above so many objects that deltas did not show, loading anew is quicker than reading them singly.
    /// </summary>
    private const int SingleReads = 500;
    private const int ProgressEvery = 1000;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<DistinguishedName, Followed> followed = [];

    /// <summary>How often <see cref="RunAsync"/> asks for changes.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often all ids are compared.</summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Reads everything anew and swaps it in at the end; until then the index keeps what it had.</summary>
    /// <exception cref="DirectoryFault">It failed; the index's status says so too.</exception>
    public Task LoadAsync(CancellationToken cancellationToken) => InTurnAsync(LoadCoreAsync, cancellationToken);

    /// <summary>
    /// Takes over what changed since the last time; loads when nothing was loaded or the domain controller is another
    /// one.
    /// </summary>
    /// <exception cref="DirectoryFault">It failed; the index's status says so too.</exception>
    public Task RefreshAsync(CancellationToken cancellationToken) => InTurnAsync(RefreshCoreAsync, cancellationToken);

    /// <summary>
    /// Loads, then refreshes for ever. Faults end up in the index's status and are tried again, after 1 s at first and
    /// at most 60 s; it ends by cancellation only.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var retry = FirstRetry;
        while (true)
        {
            TimeSpan pause;
            try
            {
                // Straight after a load nothing is waited for: what changed while it ran comes now.
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

    /// <summary>A fault of all domains is one of the directory; the lists stay as they are.</summary>
    private static void ThrowIfAllAway(ForestDomain[] domains, Dictionary<string, DirectoryFault> away)
    {
        if (domains.Length == away.Count && away.Count > 0)
            throw away[domains[0].DnsName];
    }

    /// <summary>Reads domains anew and swaps them in together; the rows of the others are kept.</summary>
    /// <param name="away">Receives those that could not be read.</param>
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
                // Half a domain would be taken for all of it: without it from the beginning, unless nothing of it was
                // taken yet.
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

        // Before the search: what changes while it runs is then part of the next delta.
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

    /// <returns>False: there is nothing to go on from, the domain has to be loaded.</returns>
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

        // A smaller number under the same identity is a server that was put back to an older state against the rules:
        // its numbers mean nothing.
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

    /// <returns>False: so much is missing that loading anew is quicker.</returns>
    private async Task<bool> ReconcileAsync(
        RecipientReader reader,
        DirectoryDescription description,
        ForestDomain domain,
        CancellationToken cancellationToken
    )
    {
        // Taken before the search: what somebody adds to the index while it runs is not among these and is not taken
        // for gone.
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

    /// <summary>How far a domain was followed.</summary>
    private sealed record Followed(DirectoryPosition Position, DateTimeOffset ReconciledAt);
}
