using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tests.Recipients.Index;

/// <summary>Measures memory: nothing else may run in parallel.</summary>
[CollectionDefinition(nameof(RecipientIndexScaleTests), DisableParallelization = true)]
[Collection(nameof(RecipientIndexScaleTests))]
public sealed class RecipientIndexScaleTests
{
    [Fact]
    public void Load_HundredThousand_StaysCompactAndRight()
    {
        const int count = 100_000;
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var index = LoadedIndex.Of(GeneratedRecipients.Create(count));
        foreach (var sort in Enum.GetValues<RecipientSort>())
            index.Current.List(new RecipientQuery { Sort = sort }, 0, 1, []);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 150_000_000, $"{grown / 1_000_000} MB for {count} recipients");
        Assert.Equal(count, index.Current.Count);

        var entries = GeneratedRecipients.Create(count).ToArray();
        var naive = new NaiveRecipientList(entries);
        var random = new Random(8);
        for (var i = 0; i < 15; i++)
        {
            var (query, skip, take, scope) = RandomQueries.Next(random);
            var (total, ids) = naive.List(query, skip, take, scope);

            var page = index.Current.List(query, skip, take, scope);

            Assert.Equal(total, page.Total);
            Assert.Equal(ids, page.Items.Select(r => r.Id));
        }

        GC.KeepAlive(index);
    }
}
