using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tests.Recipients.Index;

public sealed class RecipientSnapshotListTests
{
    [Fact]
    public void List_RandomQueries_AnswersLikeNaiveList()
    {
        var entries = GeneratedRecipients.Create(3000).ToArray();
        var snapshot = Snapshot(entries);
        var naive = new NaiveRecipientList(entries);
        var random = new Random(42);

        for (var i = 0; i < 600; i++)
        {
            var (query, skip, take, scope) = RandomQueries.Next(random);

            var page = snapshot.List(query, skip, take, scope);

            var (total, ids) = naive.List(query, skip, take, scope);
            Assert.True(total == page.Total, $"{query}: {page.Total} instead of {total}");
            Assert.True(ids.SequenceEqual(page.Items.Select(r => r.Id)), $"{query}: other rows or another order");
        }
    }

    [Theory]
    [InlineData("an", false)]
    [InlineData(null, false)]
    [InlineData("o e", true)]
    public void List_PageByPage_GivesEachRecipientOnceAndInTheSameOrder(string? search, bool descending)
    {
        var snapshot = Snapshot(GeneratedRecipients.Create(2000));
        var query = new RecipientQuery
        {
            Search = search,
            IncludePlain = true,
            Descending = descending,
        };
        var whole = snapshot.List(query, 0, int.MaxValue, []);

        var pages = new List<Guid>();
        for (var skip = 0; skip < whole.Total + 37; skip += 37)
            pages.AddRange(snapshot.List(query, skip, 37, []).Items.Select(r => r.Id));

        Assert.Equal(whole.Total, pages.Distinct().Count());
        Assert.Equal(whole.Items.Select(r => r.Id), pages);
    }

    [Fact]
    public void List_ExactAddressAndWordStart_ComeBeforeInnerMatches()
    {
        var snapshot = Snapshot(
            GeneratedRecipients.User(1, "displayName=Aasberg, Tom", "mail=t@c.test"),
            GeneratedRecipients.User(2, "displayName=Zita Bergman", "mail=z@c.test"),
            GeneratedRecipients.User(3, "displayName=Xaver Yilmaz", "mail=x@c.test", "sAMAccountName=BERG"),
            GeneratedRecipients.User(4, "displayName=Jan Ole-Berg", "mail=j@c.test")
        );

        var names = snapshot.List(new RecipientQuery { Search = "berg" }, 0, 10, []).Items.Select(r => r.DisplayName);

        Assert.Equal(["Xaver Yilmaz", "Jan Ole-Berg", "Zita Bergman", "Aasberg, Tom"], names);
    }

    [Theory]
    [InlineData("weiss")]
    [InlineData("WEISS zoe")]
    [InlineData("Zoë")]
    [InlineData("smtp:Z.Weiss@c.test")]
    [InlineData("z.weiss@c.test")]
    [InlineData("cn=recipients (odd)")]
    [InlineData("SIP:z@c.test")]
    [InlineData("login77")]
    [InlineData("\u200Fzoe\u202C")]
    [InlineData("z\0oe")]
    [InlineData("\t zoe \r\n")]
    [InlineData("zoe\u00A0weiss")]
    public void List_WordsOfOneRecipient_FindsIt(string search)
    {
        var snapshot = Snapshot(
            GeneratedRecipients.User(
                1,
                "displayName=Weiß, Zoë",
                "sAMAccountName=login77",
                "proxyAddresses=SMTP:z.weiss@c.test",
                "proxyAddresses=SIP:z@c.test",
                "proxyAddresses=X500:/o=C/cn=Recipients (odd)"
            ),
            GeneratedRecipients.User(2, "displayName=Other", "mail=o@d.test")
        );

        var page = snapshot.List(new RecipientQuery { Search = search }, 0, 10, []);

        Assert.Equal([GeneratedRecipients.Id(1)], page.Items.Select(r => r.Id));
    }

    [Fact]
    public void List_TenThousandCharacters_FindsNothing()
    {
        var snapshot = Snapshot(GeneratedRecipients.Create(300));

        Assert.Equal(0, snapshot.List(new RecipientQuery { Search = new string('x', 10_000) }, 0, 10, []).Total);
        Assert.Equal(
            0,
            snapshot.List(new RecipientQuery { Search = string.Join(' ', Enumerable.Range(0, 3000)) }, 0, 10, []).Total
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("smtp:")]
    [InlineData("\0\u200E\u202E\u0301")]
    [InlineData("\uD800")]
    public void List_NothingVisibleTyped_ListsAll(string? search)
    {
        var snapshot = Snapshot(GeneratedRecipients.Create(50));

        var page = snapshot.List(new RecipientQuery { Search = search, IncludePlain = true }, 0, 0, []);

        Assert.Equal(50, page.Total);
        Assert.Empty(page.Items);
    }

    [Fact]
    public void List_WordsOfTwoFields_NeverMatchAcrossTheirBorder()
    {
        var snapshot = Snapshot(GeneratedRecipients.User(1, "displayName=Anna", "mailNickname=berg", "mail=x@c.test"));

        Assert.Equal(0, snapshot.List(new RecipientQuery { Search = "annaberg" }, 0, 10, []).Total);
        Assert.Equal(0, snapshot.List(new RecipientQuery { Search = "anna\0berg" }, 0, 10, []).Total);
        Assert.Equal(1, snapshot.List(new RecipientQuery { Search = "anna berg" }, 0, 10, []).Total);
    }

    [Fact]
    public void List_Scope_LeavesOutWhatLiesOutside()
    {
        var snapshot = Snapshot(GeneratedRecipients.Create(500));
        IReadOnlyList<DistinguishedName> scope = [DistinguishedName.Parse("OU=Sales,DC=contoso,DC=local")];

        var page = snapshot.List(new RecipientQuery { IncludePlain = true }, 0, 1000, scope);

        Assert.InRange(page.Total, 1, 200);
        Assert.All(page.Items, r => Assert.StartsWith("Sales", r.OrganizationalUnit, StringComparison.Ordinal));
        Assert.All(page.Items, r => Assert.True(snapshot.Covers(r.Id, scope)));
    }

    [Fact]
    public void List_UnknownDomainUnitOrAuthority_FindsNothing()
    {
        var snapshot = Snapshot(GeneratedRecipients.Create(100));

        Assert.Equal(0, snapshot.List(new RecipientQuery { Domain = "nowhere.test" }, 0, 10, []).Total);
        Assert.Equal(0, snapshot.List(new RecipientQuery { OrganizationalUnit = "not a DN" }, 0, 10, []).Total);
        Assert.Equal(0, snapshot.List(new RecipientQuery { Authority = Authority.Cloud }, 0, 10, []).Total);
        Assert.NotEqual(0, snapshot.List(new RecipientQuery { Authority = Authority.Unknown }, 0, 10, []).Total);
    }

    [Fact]
    public void List_NegativeSkipOrTake_Throws()
    {
        var snapshot = Snapshot(GeneratedRecipients.Create(1));

        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot.List(new RecipientQuery(), -1, 1, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot.List(new RecipientQuery(), 0, -1, []));
    }

    private static RecipientSnapshot Snapshot(params DirectoryEntry[] entries) => Snapshot(entries.AsEnumerable());

    private static RecipientSnapshot Snapshot(IEnumerable<DirectoryEntry> entries) => LoadedIndex.Of(entries).Current;
}
