using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tests.Recipients.Index;

public sealed class RecipientIndexFeedTests : IDisposable
{
    private readonly FeedDirectory directory = new();
    private readonly RecipientIndex index = new();
    private readonly AwaitedTime time = new();
    private readonly RecipientIndexFeed feed;

    public RecipientIndexFeedTests()
    {
        feed = new RecipientIndexFeed(directory, index, time);
        for (var number = 1; number <= 5; number++)
            directory.Put(User(number));
    }

    public void Dispose() => feed.Dispose();

    [Fact]
    public async Task LoadAsync_AllKinds_KeepsRecipientsOnly()
    {
        directory.Put(GeneratedRecipients.User(10, "objectClass=computer", "sAMAccountName=PC1$"));
        directory.Put(GeneratedRecipients.User(11, "sAMAccountName=TRUST$"));
        directory.Put(GeneratedRecipients.User(12, "isCriticalSystemObject=TRUE"));
        directory.Put(Of(13, "contact"));
        directory.Put(Of(14, "group"));
        directory.Put(Of(15, "organizationalUnit"));

        await feed.LoadAsync(default);

        Assert.Equal(7, index.Current.Count);
        Assert.NotNull(index.Current.Find(GeneratedRecipients.Id(13)));
        Assert.NotNull(index.Current.Find(GeneratedRecipients.Id(14)));
        Assert.Equal(RecipientIndexState.Ready, index.Status.State);
        Assert.Equal(7, index.Status.Count);
        Assert.Equal(time.GetUtcNow(), index.Status.LoadedAt);
        Assert.NotNull(index.Status.LoadDuration);
    }

    [Fact]
    public async Task LoadAsync_SchemaWithoutExchange_AsksOnlyWhatExists()
    {
        await feed.LoadAsync(default);

        var search = Assert.Single(directory.Searches);
        Assert.DoesNotContain("msExchRecipientTypeDetails", search.Attributes);
        Assert.DoesNotContain("extensionAttribute1", search.Attributes);
        Assert.Contains("proxyAddresses", search.Attributes);
    }

    [Fact]
    public async Task RefreshAsync_NothingChanged_AsksNothing()
    {
        await feed.LoadAsync(default);
        time.Advance(TimeSpan.FromSeconds(15));

        await feed.RefreshAsync(default);

        Assert.Single(directory.Searches);
        Assert.Equal(time.GetUtcNow(), index.Status.RefreshedAt);
    }

    [Fact]
    public async Task RefreshAsync_AddedChangedDeletedAndLeft_IsTakenOver()
    {
        await feed.LoadAsync(default);
        directory.Put(User(1, "displayName=Renamed"));
        directory.Put(User(20));
        directory.Put(GeneratedRecipients.User(2, "isCriticalSystemObject=TRUE"));
        directory.Delete(GeneratedRecipients.Id(3));

        await feed.RefreshAsync(default);

        Assert.Equal("Renamed", index.Current.Find(GeneratedRecipients.Id(1))!.DisplayName);
        Assert.Equal(Ids(1, 4, 5, 20), Present());
        Assert.Equal(1, directory.FullLoads);
    }

    [Fact]
    public async Task RefreshAsync_ChangedWhileLoading_IsNotMissed()
    {
        directory.DuringSearch = (3, () => directory.Put(User(1, "displayName=Late")));
        await feed.LoadAsync(default);

        await feed.RefreshAsync(default);

        Assert.Equal("Late", index.Current.Find(GeneratedRecipients.Id(1))!.DisplayName);
    }

    [Fact]
    public async Task RefreshAsync_AnotherInvocationId_LoadsAnew()
    {
        await feed.LoadAsync(default);
        directory.InvocationId = Guid.NewGuid();
        directory.Vanish(GeneratedRecipients.Id(4));

        await feed.RefreshAsync(default);

        Assert.Equal(2, directory.FullLoads);
        Assert.Equal(Ids(1, 2, 3, 5), Present());
    }

    [Fact]
    public async Task RefreshAsync_DeletedUnseenMovedAwayOrRevealed_IsFoundByReconciling()
    {
        directory.SeesDeleted = false;
        directory.Invisible.Add(GeneratedRecipients.Id(5));
        await feed.LoadAsync(default);
        directory.Delete(GeneratedRecipients.Id(1));
        directory.Vanish(GeneratedRecipients.Id(2));
        directory.Invisible.Clear();

        await feed.RefreshAsync(default);
        Assert.Equal(Ids(1, 2, 3, 4), Present());
        time.Advance(TimeSpan.FromMinutes(60));
        await feed.RefreshAsync(default);

        Assert.Equal(Ids(3, 4, 5), Present());
        Assert.Equal(1, directory.FullLoads);
    }

    [Fact]
    public async Task RefreshAsync_AddedWhileReconciling_IsNotTakenForGone()
    {
        await feed.LoadAsync(default);
        time.Advance(TimeSpan.FromMinutes(60));
        directory.DuringSearch = (2, () => index.Apply([User(30)], []));

        await feed.RefreshAsync(default);

        Assert.Contains(GeneratedRecipients.Id(30), Present());
    }

    [Fact]
    public async Task RefreshAsync_Fault_KeepsListAndSaysSo()
    {
        await feed.LoadAsync(default);
        directory.Fault = new DirectoryFault(DirectoryFaultKind.Unreachable, "Gone.");

        await Assert.ThrowsAsync<DirectoryFault>(() => feed.RefreshAsync(default));

        Assert.Equal(5, index.Current.Count);
        Assert.Equal(RecipientIndexState.Ready, index.Status.State);
        Assert.Equal(DirectoryFaultKind.Unreachable, index.Status.Problem!.Kind);
        directory.Fault = null;
        await feed.RefreshAsync(default);
        Assert.Null(index.Status.Problem);
    }

    [Fact]
    public async Task RunAsync_UnreachableThenBack_RetriesLoadsAndRefreshes()
    {
        using var stop = new CancellationTokenSource();
        directory.Fault = new DirectoryFault(DirectoryFaultKind.Unreachable, "Not yet.");
        var run = feed.RunAsync(stop.Token);

        Assert.Equal(
            TimeSpan.FromSeconds(1),
            await time.EndNextWaitAsync(() => Assert.Equal(RecipientIndexState.Failed, index.Status.State))
        );
        Assert.Equal(TimeSpan.FromSeconds(2), await time.EndNextWaitAsync(() => directory.Fault = null));
        Assert.Equal(TimeSpan.FromSeconds(15), await time.EndNextWaitAsync(() => directory.Put(User(6))));
        Assert.Equal(
            TimeSpan.FromSeconds(15),
            await time.EndNextWaitAsync(() =>
            {
                Assert.Equal(6, index.Current.Count);
                directory.Fault = new InvalidOperationException("a bug");
            })
        );
        Assert.Equal(
            TimeSpan.FromSeconds(1),
            await time.EndNextWaitAsync(() => Assert.Equal(DirectoryFaultKind.Refused, index.Status.Problem!.Kind))
        );

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task RunAsync_LongOutage_WaitsAtMostAMinute()
    {
        using var stop = new CancellationTokenSource();
        directory.Fault = new DirectoryFault(DirectoryFaultKind.Unreachable, "Gone.");
        var run = feed.RunAsync(stop.Token);

        var waits = new List<double>();
        for (var i = 0; i < 8; i++)
            waits.Add((await time.EndNextWaitAsync()).TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], waits);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private static DirectoryEntry User(int number, string displayName = "displayName=Somebody") =>
        GeneratedRecipients.User(number, displayName, $"mail=u{number}@c.test", $"sAMAccountName=u{number}");

    private static DirectoryEntry Of(int number, string objectClass) =>
        GeneratedRecipients.Entry(
            $"CN=o{number},DC=contoso,DC=local",
            GeneratedRecipients.Id(number),
            new Dictionary<string, string[]> { ["objectClass"] = ["top", objectClass] }
        );

    private static HashSet<Guid> Ids(params int[] numbers) => numbers.Select(GeneratedRecipients.Id).ToHashSet();

    private HashSet<Guid> Present() =>
        index.Current.List(new RecipientQuery { IncludePlain = true }, 0, 1000, []).Items.Select(r => r.Id).ToHashSet();
}
