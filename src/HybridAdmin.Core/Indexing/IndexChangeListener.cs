using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// Applies the read-back of a change to the index at once, so that lists do not wait for the next delta.
/// </summary>
public sealed class IndexChangeListener(RecipientIndex index) : IChangeListener
{
    public void Changed(DirectoryEntry entry) => index.Apply([entry], []);
}
