using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;

namespace HybridAdmin.Core.Tests.Recipients.Index;

/// <summary>An index in the state after a load.</summary>
internal static class LoadedIndex
{
    public static RecipientIndex Of(IEnumerable<DirectoryEntry> entries)
    {
        var builder = new RecipientTableBuilder();
        foreach (var entry in entries)
            builder.Add(entry);
        var index = new RecipientIndex();
        index.BeginLoad();
        index.EndLoad(builder.Build(), DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1));
        return index;
    }
}
