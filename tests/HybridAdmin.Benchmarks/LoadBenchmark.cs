using HybridAdmin.ActiveDirectory;
using HybridAdmin.Benchmarks.Measuring;
using HybridAdmin.Benchmarks.Peers;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;

namespace HybridAdmin.Benchmarks;

/// <summary>
/// The first load of the index from the domain controller, compared with ldapsearch for the same objects and
/// attributes.
/// </summary>
internal static class LoadBenchmark
{
    private const double Budget = 1.2;
    private const int Rounds = 5;

    public static async Task<RecipientIndex> RunAsync(LoadedDomain domain, Report report)
    {
        await using var directory = new ActiveDirectoryDirectory(domain.Options, TimeProvider.System);
        var description = await directory.DescribeAsync(false, default);
        var filter = RecipientIndexMembership.Filter(description).ToString();
        var attributes = RecipientIndexMembership.Attributes(description);
        var client = new OpenLdap(domain);
        var index = new RecipientIndex();
        var (ours, theirs) = await Times.SideBySideAsync(
            Rounds,
            async () =>
            {
                index = new RecipientIndex();
                using var feed = new RecipientIndexFeed(directory, index, TimeProvider.System);
                await feed.LoadAsync(default);
            },
            () => client.SearchAsync(filter, attributes)
        );
        Check(domain, index);
        var ratio = ours.MedianRatioTo(theirs);
        report.Add(
            new Result(
                $"first load of the index, {index.Current.Count:N0} objects over LDAPS",
                Report.Milliseconds(ours.Median),
                $"ldapsearch {Report.Milliseconds(theirs.Median)}",
                Report.Times(ratio),
                "at most 1.2 x",
                ratio <= Budget
            )
        );
        return index;
    }

    /// <summary>Loads once, for the benchmarks that need a loaded index.</summary>
    public static async Task<(ActiveDirectoryDirectory Directory, RecipientIndex Index)> LoadAsync(LoadedDomain domain)
    {
        var directory = new ActiveDirectoryDirectory(domain.Options, TimeProvider.System);
        var index = new RecipientIndex();
        using var feed = new RecipientIndexFeed(directory, index, TimeProvider.System);
        await feed.LoadAsync(default);
        Check(domain, index);
        return (directory, index);
    }

    private static void Check(LoadedDomain domain, RecipientIndex index)
    {
        if (index.Current.Count < domain.People)
            throw new InvalidOperationException(
                $"The domain controller has only {index.Current.Count} objects: loading people failed."
            );
    }
}
