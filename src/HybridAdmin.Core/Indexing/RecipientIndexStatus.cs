using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Indexing;

/// <summary>How far the index has got.</summary>
public enum RecipientIndexState
{
    /// <summary>The first load has not ended; the lists are empty.</summary>
    Loading,

    /// <summary>Loaded. With a <see cref="RecipientIndexStatus.Problem"/> the lists show what was last known.</summary>
    Ready,

    /// <summary>Never loaded, and the last attempt failed; another one follows.</summary>
    Failed,
}

/// <summary>What can be said about the index.</summary>
public sealed record RecipientIndexStatus
{
    public RecipientIndexState State { get; init; }

    /// <summary>Objects in the index; while it loads for the first time, objects read so far.</summary>
    public int Count { get; init; }

    /// <summary>When the last full load began; the index holds nothing older.</summary>
    public DateTimeOffset? LoadedAt { get; init; }

    /// <summary>When the directory was last asked for changes and answered; a full load counts.</summary>
    public DateTimeOffset? RefreshedAt { get; init; }

    /// <summary>
    /// Why the last attempt failed, for all domains or for those that are away; null after a success.
    /// </summary>
    public DirectoryFault? Problem { get; init; }

    /// <summary>
    /// DNS names of the domains that did not answer the last time: their recipients are shown as last known, or not at
    /// all yet.
    /// </summary>
    public IReadOnlyList<string> DomainsAway { get; init; } = [];

    /// <summary>How long the last full load took.</summary>
    public TimeSpan? LoadDuration { get; init; }
}
