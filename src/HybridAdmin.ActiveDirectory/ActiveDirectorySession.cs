using System.Runtime.CompilerServices;
using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Telemetry;

namespace HybridAdmin.ActiveDirectory;

/// <summary>A conversation with one domain controller. Holds no connection between two operations.</summary>
internal sealed class ActiveDirectorySession(
    ConnectionPool pool,
    RootDse controller,
    EntryReader reader,
    string searchBase,
    ActiveDirectoryOptions options,
    Action<DirectoryFault> onLost
) : IDirectoryWriter
{
    private readonly LdapQueries queries = new(pool, controller, options, onLost);

    public string Server => pool.Server.Text;

    public RootDse RootDse => controller;

    public DistinguishedName Domain => controller.DomainName;

    public ServerAddress Address => pool.Server;

    public async Task<DirectoryPosition> ReadPositionAsync(CancellationToken cancellationToken)
    {
        // The invocationId each time: a controller restored from a backup gets another one, perhaps between two of our
        // reads.
        var settings = await queries
            .QueryAsync(
                new LdapQuery(controller.ServiceName, SearchScope.Base, LdapQuery.AnyObject, ["invocationId"]),
                cancellationToken
            )
            .ConfigureAwait(false);
        var root = await queries
            .QueryAsync(
                new LdapQuery("", SearchScope.Base, LdapQuery.AnyObject, ["highestCommittedUSN"]),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (
            settings is [var dsa]
            && dsa.Values("invocationId") is [{ Length: 16 } id, ..]
            && root is [var dse]
            && long.TryParse(dse.Text("highestCommittedUSN"), out var usn)
        )
            return new DirectoryPosition(new Guid(id), usn);
        throw new DirectoryFault(
            DirectoryFaultKind.InsufficientRights,
            $"{Server} does not show its invocationId. Let the service account read {controller.ServiceName}."
        )
        {
            Server = Server,
        };
    }

    public async Task<DirectoryEntry?> ReadAsync(
        Guid id,
        IReadOnlyCollection<string> attributes,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return
                await queries.QueryAsync(ReadOf(id, attributes), cancellationToken).ConfigureAwait(false) is [var raw]
                ? reader.Read(raw, attributes)
                : null;
        }
        catch (DirectoryFault fault) when (fault.Kind == DirectoryFaultKind.NoSuchObject)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<DirectoryEntry> SearchAsync(
        DirectorySearch search,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (search.Take <= 0)
            yield break;
        var query = new LdapQuery(
            search.Base?.ToString() ?? searchBase,
            search.Scope,
            NulFreeFilter.Of(search.Filter).ToString(),
            EntryReader.Request(search.Attributes)
        )
        {
            PageSize =
                search.Scope == SearchScope.Base ? null : Math.Min(options.PageSize, search.Take ?? int.MaxValue),
            ShowDeleted = search.IncludeDeleted,
        };

        var left = search.Take ?? int.MaxValue;
        var (lease, page) = await queries.FirstPageAsync(query, cancellationToken).ConfigureAwait(false);
        using var held = lease; // a cookie is good on its own connection only
        while (true)
        {
            // The next page is under way while this one is taken in: the server and we work at the same time.
            var last = page.Cookie.Length == 0 || page.Entries.Count >= left;
            var next = last ? null : queries.PageAsync(lease, query with { Cookie = page.Cookie }, cancellationToken);
            try
            {
                foreach (var raw in page.Entries)
                {
                    if (reader.Read(raw, search.Attributes) is not { } entry)
                        continue;
                    yield return entry;
                    if (--left == 0)
                        break;
                }
            }
            finally
            {
                // Whoever stops early must not leave a call running on a connection that goes back to the pool.
                if (next is not null)
                    await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (next is null || left == 0)
                yield break;
            page = await next.ConfigureAwait(false);
        }
    }

    public async Task ModifyAsync(DirectoryModification modification, CancellationToken cancellationToken) =>
        await ModifyAsync(modification, _ => default, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Modifies and reads in one visit to the connection's thread; waking the thread twice would take as long as the
    /// read.
    /// </summary>
    public async Task<DirectoryEntry?> ModifyAndReadAsync(
        DirectoryModification modification,
        IReadOnlyCollection<string> attributes,
        CancellationToken cancellationToken
    )
    {
        var query = ReadOf(modification.Target, attributes);
        var (page, failure) = await ModifyAsync(
                modification,
                link => LdapQueries.TryPage(link, query),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (page is not null)
            return page.Entries is [var raw] ? reader.Read(raw, attributes) : null;
        try
        {
            // As with every read: once more on another connection if this one broke, never after a time-out.
            if (failure is { ConnectionLost: true, IsTimeout: true })
                throw queries.Fault(failure);
            return await ReadAsync(modification.Target, attributes, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DirectoryFault fault)
        {
            throw fault.WithOutcomeUnknown();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <param name="then">The work of the same visit to the connection after the modify; must not throw.</param>
    private async Task<(LdapPage? Page, LdapFailure? Failure)> ModifyAsync(
        DirectoryModification modification,
        Func<ILdapLink, (LdapPage? Page, LdapFailure? Failure)> then,
        CancellationToken cancellationToken
    )
    {
        if (modification.Steps.Count == 0)
            throw new ArgumentException("A modification without steps.", nameof(modification));
        using var span = Instruments.Source.StartActivity("directory modify");
        using var lease = await queries.AcquireHealthyConnectionAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // From here on cancelling would only mean not to know the outcome. Never repeated, whatever happens.
            var read = await lease
                .Channel.RunAsync(
                    link =>
                    {
                        link.Modify(modification);
                        return then(link);
                    },
                    CancellationToken.None
                )
                .ConfigureAwait(false);
            if (read.Failure is { ConnectionLost: true })
                lease.Channel.Distrust();
            return read;
        }
        catch (LdapFailure failure)
        {
            if (await IsValueGoneAsync(lease, failure, modification).ConfigureAwait(false))
                failure = new LdapFailure(16, failure.ServerText, failure);
            var fault = LdapFaultMapper.Write(failure, pool.Server, modification);
            if (fault.OutcomeUnknown)
                queries.Lost(fault);
            throw fault;
        }
    }

    private static LdapQuery ReadOf(Guid id, IReadOnlyCollection<string> attributes) =>
        new(LdapQuery.GuidBase(id), SearchScope.Base, LdapQuery.AnyObject, EntryReader.Request(attributes));

    /// <summary>
    /// Reads whether a value to delete is gone. Active Directory refuses the removal of an account that is not a member
    /// with 53 (unwillingToPerform), as it does many other requests.
    /// </summary>
    private async Task<bool> IsValueGoneAsync(
        ConnectionPool.Lease lease,
        LdapFailure failure,
        DirectoryModification modification
    )
    {
        var deletions = modification
            .Steps.Where(s => s.Kind == ModificationKind.Delete && s.Values.Count > 0)
            .ToArray();
        if (failure.Code != 53 || deletions.Length == 0)
            return false;
        var attributes = deletions.Select(s => s.Attribute).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var query = ReadOf(modification.Target, attributes);
        try
        {
            var page = await lease
                .Channel.RunAsync(link => LdapQueries.Page(link, query), CancellationToken.None)
                .ConfigureAwait(false);
            return page.Entries is [var raw]
                && reader.Read(raw, attributes) is { } entry
                && deletions.Any(d =>
                    d.Values.Any(wanted =>
                        !entry
                            .Values(d.Attribute)
                            .Any(present => present.Text.Equals(wanted.Text, StringComparison.OrdinalIgnoreCase))
                    )
                );
        }
        catch (LdapFailure)
        {
            return false; // the first answer stands
        }
    }

    /// <summary>An unpaged search or read, with all values of each attribute.</summary>
    internal Task<IReadOnlyList<LdapRawEntry>> QueryAsync(LdapQuery query, CancellationToken cancellationToken) =>
        queries.QueryAsync(query, cancellationToken);

    /// <summary>All pages, raw: for objects whose objectGUID is not needed, such as the schema's.</summary>
    internal Task<List<LdapRawEntry>> QueryAllAsync(LdapQuery query, CancellationToken cancellationToken) =>
        queries.QueryAllAsync(query, cancellationToken);
}
