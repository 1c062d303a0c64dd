using System.Runtime.CompilerServices;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Tests.Recipients.Index;

/// <summary>
/// The parts of a domain controller that the feed needs: uSNChanged, an invocationId, tombstones that only some
/// accounts see, and faults on demand.
/// </summary>
internal sealed class FeedDirectory : IDirectory
{
    private readonly object gate = new();
    private readonly Dictionary<Guid, DirectoryEntry> entries = [];
    private long usn = 1000;

    public Guid InvocationId { get; set; } = Guid.NewGuid();

    /// <summary>True if the account can see deleted objects.</summary>
    public bool SeesDeleted { get; set; } = true;

    /// <summary>The exception of every call while it is set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Called once, after the given number of entries of a search were returned.</summary>
    public (int After, Action Do)? DuringSearch { get; set; }

    public List<DirectorySearch> Searches { get; } = [];

    /// <summary>Existing objects that the account cannot see.</summary>
    public HashSet<Guid> Invisible { get; } = [];

    public DirectoryStatus Status => new("dc1", true, null, null);

    public int FullLoads =>
        Searches.Count(s =>
            s.Attributes.Contains("proxyAddresses")
            && !s.Filter.ToString().Contains("uSNChanged", StringComparison.Ordinal)
        );

    public void Put(DirectoryEntry entry)
    {
        lock (gate)
            entries[entry.Id] = entry.With([
                KeyValuePair.Create(
                    "uSNChanged",
                    (IReadOnlyList<DirectoryValue>)[(DirectoryValue)(++usn).ToString(null, null)]
                ),
            ]);
    }

    public void Delete(Guid id)
    {
        Put(
            GeneratedRecipients.Entry(
                "CN=x,CN=Deleted Objects,DC=contoso,DC=local",
                id,
                new Dictionary<string, string[]> { ["objectClass"] = ["user"], ["isDeleted"] = ["TRUE"] }
            )
        );
    }

    /// <summary>Simulates a move out of the search base: no delta shows it.</summary>
    public void Vanish(Guid id)
    {
        lock (gate)
            entries.Remove(id);
    }

    public Task<DirectoryDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken)
    {
        ThrowIfFaulty();
        return Task.FromResult(
            new DirectoryDescription
            {
                Kind = "Test",
                Domain = DistinguishedName.Parse("DC=contoso,DC=local"),
                ForestRoot = DistinguishedName.Parse("DC=contoso,DC=local"),
                ConfigurationContext = DistinguishedName.Parse("CN=Configuration,DC=contoso,DC=local"),
                DnsName = "contoso.local",
                DomainSid = "S-1-5-21-1-2-3",
                Attributes = new[]
                {
                    "objectClass",
                    "displayName",
                    "cn",
                    "mailNickname",
                    "proxyAddresses",
                    "mail",
                    "sAMAccountName",
                    "msExchHideFromAddressLists",
                    "isCriticalSystemObject",
                    "uSNChanged",
                }.ToDictionary(a => a, a => new AttributeDefinition(a, true), StringComparer.OrdinalIgnoreCase),
                ReadAt = DateTimeOffset.UnixEpoch,
            }
        );
    }

    public Task<IDirectorySession> OpenAsync(DistinguishedName? near, CancellationToken cancellationToken)
    {
        ThrowIfFaulty();
        return Task.FromResult<IDirectorySession>(new Session(this));
    }

    private void ThrowIfFaulty()
    {
        if (Fault is { } fault)
            throw fault;
    }

    private sealed class Session(FeedDirectory owner) : IDirectorySession
    {
        public string Server => "dc1";

        public Task<DirectoryPosition> ReadPositionAsync(CancellationToken cancellationToken)
        {
            lock (owner.gate)
                return Task.FromResult(new DirectoryPosition(owner.InvocationId, owner.usn));
        }

        public Task<DirectoryEntry?> ReadAsync(
            Guid id,
            IReadOnlyCollection<string> attributes,
            CancellationToken cancellationToken
        )
        {
            lock (owner.gate)
                return Task.FromResult(
                    owner.entries.TryGetValue(id, out var entry) && !owner.Invisible.Contains(id) ? entry : null
                );
        }

        public async IAsyncEnumerable<DirectoryEntry> SearchAsync(
            DirectorySearch search,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            if (search.IncludeDeleted && !owner.SeesDeleted)
                throw new DirectoryFault(DirectoryFaultKind.InsufficientRights, "No.");
            DirectoryEntry[] found;
            lock (owner.gate)
            {
                owner.Searches.Add(search);
                found = owner
                    .entries.Values.Where(e =>
                        !owner.Invisible.Contains(e.Id)
                        && (search.IncludeDeleted || e.Flag("isDeleted") != true)
                        && search.Filter.Matches(e)
                    )
                    .ToArray();
            }

            var handedOut = 0;
            foreach (var entry in found)
            {
                cancellationToken.ThrowIfCancellationRequested();
                owner.ThrowIfFaulty();
                yield return entry;
                if (owner.DuringSearch is not { } hook || ++handedOut != hook.After)
                    continue;
                owner.DuringSearch = null;
                hook.Do();
                await Task.Yield();
            }
        }

        public ValueTask DisposeAsync() => default;
    }
}
