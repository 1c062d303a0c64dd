using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Testing.Directory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Core.Tests.Recipients.Index;

/// <summary>
/// The feed over several domains: a position for each, and rows that remain while a domain is unavailable.
/// </summary>
public sealed class ForestFeedTests : IDisposable
{
    private readonly FakeDirectory directory = new();
    private readonly RecipientIndex index = new();
    private readonly FakeTimeProvider time = new();
    private readonly RecipientIndexFeed feed;
    private readonly Guid anna;
    private readonly Guid karl;

    public ForestFeedTests()
    {
        feed = new RecipientIndexFeed(directory, index, time);
        directory.AddChildDomain();
        anna = directory.AddUser(
            "Anna Berg",
            ("mail", ["anna@contoso.example"]),
            ("proxyAddresses", ["SMTP:anna@contoso.example"])
        );
        karl = directory.AddChildUser(
            "Karl Child",
            ("mail", ["karl@child.example"]),
            ("proxyAddresses", ["SMTP:karl@child.example", "smtp:k@contoso.example"])
        );
    }

    public void Dispose() => feed.Dispose();

    [Fact]
    public async Task LoadAsync_TwoDomains_ListsBoth()
    {
        await feed.LoadAsync(default);

        Assert.NotNull(index.Current.Find(anna));
        Assert.NotNull(index.Current.Find(karl));
        Assert.Empty(index.Status.DomainsAway);
        Assert.Null(index.Status.Problem);
    }

    [Fact]
    public async Task RefreshAsync_ChangesInBoth_AreFollowedByEachDomainsOwnNumbers()
    {
        await feed.LoadAsync(default);
        for (var i = 0; i < 5; i++)
            directory.ChangeElsewhere(anna, "displayName", $"Anna {i}"); // the home domain's numbers run ahead
        await feed.RefreshAsync(default);
        directory.ChangeElsewhere(karl, "displayName", "Karl Kind");
        directory.DeleteElsewhere(anna);

        await feed.RefreshAsync(default);

        Assert.Equal("Karl Kind", index.Current.Find(karl)!.DisplayName);
        Assert.Null(index.Current.Find(anna));
    }

    [Fact]
    public async Task RefreshAsync_OneDomainAway_KeepsItsRowsSaysSoAndRefreshesTheOther()
    {
        await feed.LoadAsync(default);
        directory.GoAway(FakeDirectory.Child);
        directory.ChangeElsewhere(anna, "displayName", "Anna Lund");

        await feed.RefreshAsync(default);

        Assert.Equal("Anna Lund", index.Current.Find(anna)!.DisplayName);
        Assert.NotNull(index.Current.Find(karl));
        Assert.Equal(["child.contoso.test"], index.Status.DomainsAway);
        Assert.Contains("child.contoso.test", index.Status.Problem!.Message, StringComparison.Ordinal);
        directory.ComeBack();
        directory.ChangeElsewhere(karl, "displayName", "Karl Kind");
        await feed.RefreshAsync(default);
        Assert.Equal("Karl Kind", index.Current.Find(karl)!.DisplayName);
        Assert.Empty(index.Status.DomainsAway);
        Assert.Null(index.Status.Problem);
    }

    [Fact]
    public async Task LoadAsync_OneDomainAwayFromTheStart_LoadsTheOtherAndThatOneWhenItComesBack()
    {
        directory.GoAway(FakeDirectory.Child);

        await feed.LoadAsync(default);

        Assert.Equal(RecipientIndexState.Ready, index.Status.State);
        Assert.Equal(1, index.Current.Count);
        Assert.Equal(["child.contoso.test"], index.Status.DomainsAway);
        directory.ComeBack();
        await feed.RefreshAsync(default);
        Assert.Equal(2, index.Current.Count);
        Assert.Equal("karl@child.example", index.Current.Find(karl)!.PrimarySmtpAddress);
        Assert.Equal(
            anna,
            Assert.Single(index.Current.FindHolders("anna@contoso.example"), h => h.Attribute == "proxyAddresses").Id
        );
    }

    [Fact]
    public async Task LoadAsync_OneDomainAwayLater_KeepsItsRowsAsTheyWere()
    {
        await feed.LoadAsync(default);
        directory.GoAway(FakeDirectory.Child);

        await feed.LoadAsync(default);

        var kept = index.Current.Find(karl)!;
        Assert.Equal(
            ("Karl Child", "karl@child.example", "Staff"),
            (kept.DisplayName, kept.PrimarySmtpAddress, kept.OrganizationalUnit)
        );
        Assert.Equal(karl, index.Current.FindHolders("k@contoso.example").Single().Id);
        var query = new RecipientQuery { Domain = "child.example", IncludePlain = true };
        Assert.Equal(karl, index.Current.List(query, 0, 10, []).Items.Single().Id);
        Assert.Equal(
            karl,
            index
                .Current.List(new RecipientQuery { Search = "kar", IncludePlain = true }, 0, 10, [FakeDirectory.Child])
                .Items.Single()
                .Id
        );
    }

    [Fact]
    public async Task LoadAsync_AllDomainsAway_IsAFaultAndTheListStays()
    {
        await feed.LoadAsync(default);
        directory.GoAway();

        await Assert.ThrowsAsync<DirectoryFault>(() => feed.LoadAsync(default));

        Assert.Equal(2, index.Current.Count);
        Assert.Equal(DirectoryFaultKind.Unreachable, index.Status.Problem!.Kind);
    }

    [Fact]
    public async Task RefreshAsync_Reconciling_DoesNotTakeTheOtherDomainsRowsForGone()
    {
        await feed.LoadAsync(default);
        time.Advance(TimeSpan.FromMinutes(61));

        await feed.RefreshAsync(default);

        Assert.Equal(2, index.Current.Count);
    }

    [Fact]
    public async Task LoadAsync_DomainWithoutAServer_IsNotListedAndNoFault()
    {
        directory.AddUnservedDomain();

        await feed.LoadAsync(default);

        Assert.Equal(2, index.Current.Count);
        Assert.Null(index.Status.Problem);
    }
}
