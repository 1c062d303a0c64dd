using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Indexing;

/// <summary>The state of the index.</summary>
public enum RecipientIndexState
{
    /// <summary>The first load has not ended; the lists are empty.</summary>
    Loading,

    /// <summary>Loaded. With a <see cref="RecipientIndexStatus.Problem"/> the lists show the last known data.</summary>
    Ready,

    /// <summary>Never loaded, and the last attempt failed; it will be repeated.</summary>
    Failed,
}

/// <summary>The status of the index.</summary>
public sealed record RecipientIndexStatus
{
    public RecipientIndexState State { get; init; }

    /// <summary>The number of objects in the index; during the first load the number of objects read so far.</summary>
    public int Count { get; init; }

    /// <summary>The time at which the last full load began; the index contains nothing older.</summary>
    public DateTimeOffset? LoadedAt { get; init; }

    /// <summary>The time at which the directory last answered a query for changes; a full load counts.</summary>
    public DateTimeOffset? RefreshedAt { get; init; }

    /// <summary>
    /// The reason why the last attempt failed, for all domains or for the unreachable ones; null after a success.
    /// </summary>
    public DirectoryFault? Problem { get; init; }

    /// <summary>
    /// DNS names of the domains that did not answer last time. Their recipients are shown as last known, or not yet at
    /// all.
    /// </summary>
    public IReadOnlyList<string> DomainsAway { get; init; } = [];

    /// <summary>The duration of the last full load.</summary>
    public TimeSpan? LoadDuration { get; init; }
}
