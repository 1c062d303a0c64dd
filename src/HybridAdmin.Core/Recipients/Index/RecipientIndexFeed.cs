using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Recipients;

/// <summary>
/// Keeps the index like the directory: one full load, then what changed since, by uSNChanged on the same domain controller. Whatever deltas cannot
/// show (objects moved out of the search base, deletions that the account may not see, rights that were given or taken) is found by comparing ids.
/// </summary>
public sealed class RecipientIndexFeed(IDirectory directory, RecipientIndex index, TimeProvider time) : IDisposable
{
    /// <summary>Above so many objects that deltas did not show, loading anew is quicker than reading them singly.</summary>
    private const int SingleReads = 500;
    private const int ProgressEvery = 1000;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim turn = new(1, 1);
    private DirectoryPosition? position;
    private DateTimeOffset reconciledAt;

    /// <summary>How often <see cref="RunAsync"/> asks for changes.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often all ids are compared.</summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Reads everything anew and swaps it in at the end; until then the index keeps what it had.</summary>
    /// <exception cref="DirectoryFault">It failed; the index's status says so too.</exception>
    public Task LoadAsync(CancellationToken cancellationToken) => InTurnAsync(LoadCoreAsync, cancellationToken);

    /// <summary>Takes over what changed since the last time; loads when nothing was loaded or the domain controller is another one.</summary>
    /// <exception cref="DirectoryFault">It failed; the index's status says so too.</exception>
    public Task RefreshAsync(CancellationToken cancellationToken) => InTurnAsync(RefreshCoreAsync, cancellationToken);

    /// <summary>
    /// Loads, then refreshes for ever. Faults end up in the index's status and are tried again, after 1 s at first and at most 60 s; it ends by
    /// cancellation only.
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
                var isLoad = position is null;
                await RefreshAsync(cancellationToken).ConfigureAwait(false);
                pause = isLoad ? TimeSpan.Zero : RefreshInterval;
                retry = FirstRetry;
            }
            catch (DirectoryFault)
            {
                pause = retry;
                retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry;
            }

            if (pause > TimeSpan.Zero) await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
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
            var fault = problem as DirectoryFault
                ?? new DirectoryFault(DirectoryFaultKind.Refused, "The recipients could not be read from the directory.", problem);
            index.Fail(fault);
            if (ReferenceEquals(fault, problem)) throw;
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
        await using var session = await directory.OpenAsync(null, cancellationToken).ConfigureAwait(false);
        await LoadAsync(session, description, cancellationToken).ConfigureAwait(false);
    }

    private async Task LoadAsync(IDirectorySession session, DirectoryDescription description, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var started = time.GetTimestamp();
        index.BeginLoad();
        index.ReportProgress(0);

        // Before the search: what changes while it runs is then part of the next delta.
        var before = await session.ReadPositionAsync(cancellationToken).ConfigureAwait(false);
        var builder = new RecipientTableBuilder();
        var search = new DirectorySearch
        {
            Filter = RecipientIndexMembership.Filter(description),
            Attributes = RecipientIndexMembership.Attributes(description),
        };
        await foreach (var entry in session.SearchAsync(search, cancellationToken).ConfigureAwait(false))
        {
            if (!RecipientIndexMembership.Includes(entry)) continue;
            builder.Add(entry);
            if (builder.Count % ProgressEvery == 0) index.ReportProgress(builder.Count);
        }

        index.EndLoad(builder.Build(), startedAt, time.GetElapsedTime(started));
        position = before;
        reconciledAt = startedAt;
    }

    private async Task RefreshCoreAsync(CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var description = await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
        await using var session = await directory.OpenAsync(null, cancellationToken).ConfigureAwait(false);
        var now = position is null ? default : await session.ReadPositionAsync(cancellationToken).ConfigureAwait(false);

        // A smaller number under the same identity is a server that was put back to an older state against the rules: its numbers mean nothing.
        if (position is not { } last || now.InvocationId != last.InvocationId || now.HighestCommittedUsn < last.HighestCommittedUsn)
        {
            await LoadAsync(session, description, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (now.HighestCommittedUsn > last.HighestCommittedUsn)
        {
            var since = LdapFilter.AtLeast("uSNChanged", last.HighestCommittedUsn + 1);
            var changed = await ChangedAsync(session, description, since, cancellationToken).ConfigureAwait(false);
            var deleted = await DeletedAsync(session, description, since, cancellationToken).ConfigureAwait(false);
            index.Apply(changed, deleted);
            position = now;
        }

        if (startedAt - reconciledAt >= ReconcileInterval)
        {
            await ReconcileAsync(session, description, cancellationToken).ConfigureAwait(false);
            reconciledAt = startedAt;
        }

        index.ReportRefreshed(startedAt);
    }

    private static async Task<List<DirectoryEntry>> ChangedAsync(
        IDirectorySession session, DirectoryDescription description, LdapFilter since, CancellationToken cancellationToken)
    {
        var changed = new List<DirectoryEntry>();
        var search = new DirectorySearch
        {
            Filter = LdapFilter.And(since, RecipientIndexMembership.WideFilter(description)),
            Attributes = RecipientIndexMembership.Attributes(description),
        };
        await foreach (var entry in session.SearchAsync(search, cancellationToken).ConfigureAwait(false)) changed.Add(entry);
        return changed;
    }

    /// <summary>Deleted objects, as far as the account sees them; they lie under the domain, outside any search base of ours.</summary>
    private static async Task<List<Guid>> DeletedAsync(
        IDirectorySession session, DirectoryDescription description, LdapFilter since, CancellationToken cancellationToken)
    {
        var deleted = new List<Guid>();
        var search = new DirectorySearch
        {
            Base = description.Domain,
            Filter = LdapFilter.And(since, LdapFilter.Equal("isDeleted", "TRUE")),
            Attributes = [RecipientAttributes.ObjectClass],
            IncludeDeleted = true,
        };
        try
        {
            await foreach (var entry in session.SearchAsync(search, cancellationToken).ConfigureAwait(false)) deleted.Add(entry.Id);
        }
        catch (DirectoryFault fault) when (fault.Kind is DirectoryFaultKind.InsufficientRights or DirectoryFaultKind.NoSuchObject
            or DirectoryFaultKind.Unwilling or DirectoryFaultKind.Refused)
        {
            // An account without the right to see them: reconciling by ids finds them.
        }

        return deleted;
    }

    private async Task ReconcileAsync(IDirectorySession session, DirectoryDescription description, CancellationToken cancellationToken)
    {
        // Taken before the search: what somebody adds to the index while it runs is not among these and is not taken for gone.
        var known = index.Current.Table.AllIds();
        var missing = new List<Guid>();
        var search = new DirectorySearch
        {
            Filter = RecipientIndexMembership.Filter(description),
            Attributes = RecipientIndexMembership.DecidingAttributes(description),
        };
        await foreach (var entry in session.SearchAsync(search, cancellationToken).ConfigureAwait(false))
        {
            if (RecipientIndexMembership.Includes(entry) && !known.Remove(entry.Id)) missing.Add(entry.Id);
        }

        if (missing.Count > SingleReads)
        {
            await LoadAsync(session, description, cancellationToken).ConfigureAwait(false);
            return;
        }

        var found = new List<DirectoryEntry>();
        var attributes = RecipientIndexMembership.Attributes(description);
        foreach (var id in missing)
        {
            if (await session.ReadAsync(id, attributes, cancellationToken).ConfigureAwait(false) is { } entry) found.Add(entry);
        }

        if (found.Count + known.Count > 0) index.Apply(found, known);
    }
}
