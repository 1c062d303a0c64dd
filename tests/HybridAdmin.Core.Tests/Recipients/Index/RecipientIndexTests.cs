using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tests.Recipients.Index;

public sealed class RecipientIndexTests
{
    private static readonly RecipientQuery All = new() { IncludePlain = true };

    [Fact]
    public void Current_BeforeLoad_IsEmptyAndUsable()
    {
        var index = new RecipientIndex();

        Assert.Equal(0, index.Current.Count);
        Assert.Equal(0, index.Current.List(new RecipientQuery { Search = "a" }, 0, 10, []).Total);
        Assert.Empty(index.Current.FindHolders("a@b.test"));
        Assert.Empty(index.Current.Domains);
        Assert.Equal(RecipientIndexState.Loading, index.Status.State);
    }

    [Fact]
    public void Apply_RandomChanges_EqualsReload()
    {
        var random = new Random(11);
        var present = GeneratedRecipients.Create(2000).ToDictionary(e => e.Id);
        var index = LoadedIndex.Of(present.Values);
        foreach (var sort in Enum.GetValues<RecipientSort>())
            index.Current.List(new RecipientQuery { Sort = sort }, 0, 1, []);

        for (var round = 0; round < 40; round++)
        {
            var changed = Enumerable
                .Range(0, random.Next(30))
                .Select(_ => GeneratedRecipients.Create(random.Next(2600), random))
                .DistinctBy(e => e.Id)
                .ToArray();
            var removed = Enumerable
                .Range(0, random.Next(30))
                .Select(_ => GeneratedRecipients.Id(random.Next(2600)))
                .ToArray();
            foreach (var entry in changed)
                present[entry.Id] = entry;
            foreach (var id in removed)
                present.Remove(id);

            index.Apply(changed, removed);
        }

        var applied = index.Current;
        var reloaded = LoadedIndex.Of(present.Values).Current;
        Assert.Equal(reloaded.Count, applied.Count);
        Assert.Equal(present.Count, index.Status.Count);
        for (var i = 0; i < 300; i++)
        {
            var (query, skip, take, scope) = RandomQueries.Next(random);
            var expected = reloaded.List(query, skip, take, scope);
            var actual = applied.List(query, skip, take, scope);
            Assert.Equal(expected.Total, actual.Total);
            Assert.Equal(expected.Items, actual.Items);
        }

        foreach (var value in present.Values.Take(300).SelectMany(e => e.Texts("proxyAddresses")))
        {
            Assert.Equal(reloaded.FindHolders(value).ToHashSet(), applied.FindHolders(value).ToHashSet());
        }

        Assert.Equal(reloaded.Domains, applied.Domains);
        Assert.Equal(reloaded.OrganizationalUnits, applied.OrganizationalUnits);
    }

    [Theory]
    [InlineData("proxyAddresses", "SMTP:zz.first@c.test")]
    [InlineData("extensionAttribute1", "changed")]
    [InlineData("msExchHideFromAddressLists", "TRUE")]
    [InlineData("mailNickname", "aa.first")]
    [InlineData("userPrincipalName", "zz.last@c.test")]
    [InlineData("displayName", "Åke Zuletzt")]
    [InlineData("msExchRecipientTypeDetails", "34359738368")]
    public void Apply_OneAttributeOfOnePerson_EverySortEqualsReload(string attribute, string value)
    {
        var present = GeneratedRecipients.Create(300).ToArray();
        var index = LoadedIndex.Of(present);
        foreach (var sort in Enum.GetValues<RecipientSort>())
            index.Current.List(new RecipientQuery { Sort = sort }, 0, 1, []);

        for (var i = 0; i < present.Length; i += 7)
        {
            present[i] = present[i].With([new(attribute, [new DirectoryValue(value)])]);
            index.Apply([present[i]], []);
        }

        var reloaded = LoadedIndex.Of(present).Current;
        foreach (var sort in Enum.GetValues<RecipientSort>())
        {
            var query = All with { Sort = sort };
            Assert.Equal(reloaded.List(query, 0, 1000, []).Items, index.Current.List(query, 0, 1000, []).Items);
        }
    }

    [Fact]
    public void Apply_AddressTaken_OldSnapshotStaysAsItWas()
    {
        var index = LoadedIndex.Of([
            GeneratedRecipients.User(1, "displayName=Anna", "proxyAddresses=SMTP:anna@c.test"),
        ]);
        var before = index.Current;

        index.Apply([GeneratedRecipients.User(1, "displayName=Anna Lund", "proxyAddresses=SMTP:lund@c.test")], []);

        Assert.Equal("Anna", before.Find(GeneratedRecipients.Id(1))!.DisplayName);
        Assert.Single(before.FindHolders("anna@c.test"));
        Assert.Equal("Anna Lund", index.Current.Find(GeneratedRecipients.Id(1))!.DisplayName);
        Assert.Empty(index.Current.FindHolders("anna@c.test"));
        Assert.Single(index.Current.FindHolders("lund@c.test"));
    }

    [Fact]
    public void Apply_ObjectThatDoesNotBelong_IsRemoved()
    {
        var index = LoadedIndex.Of([
            GeneratedRecipients.User(1, "mail=a@c.test"),
            GeneratedRecipients.User(2, "mail=b@c.test"),
            GeneratedRecipients.User(3, "mail=c@c.test"),
        ]);

        index.Apply(
            [
                GeneratedRecipients.User(1, "objectClass=computer"),
                GeneratedRecipients.User(2, "sAMAccountName=TRUST$"),
                GeneratedRecipients.User(3, "isCriticalSystemObject=TRUE"),
            ],
            []
        );

        Assert.Equal(0, index.Current.Count);
    }

    [Fact]
    public void Apply_EntryWithoutObjectClass_LeavesRecipientAsItWas()
    {
        var index = LoadedIndex.Of([GeneratedRecipients.User(1, "displayName=Anna")]);

        index.Apply(
            [GeneratedRecipients.Entry("CN=x,DC=c", GeneratedRecipients.Id(1), new Dictionary<string, string[]>())],
            []
        );

        Assert.Equal("Anna", index.Current.Find(GeneratedRecipients.Id(1))!.DisplayName);
    }

    [Fact]
    public void Apply_DuringLoad_SurvivesItsEnd()
    {
        var index = LoadedIndex.Of([GeneratedRecipients.User(1, "displayName=Old")]);
        var builder = new RecipientTableBuilder();
        index.BeginLoad();
        builder.Add(GeneratedRecipients.User(1, "displayName=Old"));

        index.Apply([GeneratedRecipients.User(1, "displayName=New")], []);
        index.EndLoad(builder.Build(), DateTimeOffset.UnixEpoch, TimeSpan.Zero);

        Assert.Equal("New", index.Current.Find(GeneratedRecipients.Id(1))!.DisplayName);
    }

    [Fact]
    public void Changed_HandlerThrows_OthersAreStillTold()
    {
        var index = LoadedIndex.Of([]);
        var told = 0;
        index.Changed += () => throw new InvalidOperationException("closed");
        index.Changed += () => told++;

        index.Apply([GeneratedRecipients.User(1, "displayName=Anna")], []);
        index.Apply([], []);
        index.Apply([], [Guid.NewGuid()]);

        Assert.Equal(1, told);
    }

    [Fact]
    public async Task Current_WhileOthersWrite_IsNeverTorn()
    {
        // Each round renames everybody and moves everybody's address: a reader that sees parts of two rounds detects
        // it.
        const int people = 400;
        var index = LoadedIndex.Of(Round(0));
        using var done = new CancellationTokenSource();
        var readers = Enumerable
            .Range(0, 3)
            .Select(_ =>
                Task.Run(() =>
                {
                    var rounds = 0;
                    while (!done.IsCancellationRequested || rounds == 0)
                    {
                        var snapshot = index.Current;
                        var names = snapshot
                            .List(All, 0, people, [])
                            .Items.Select(r => r.DisplayName[..5])
                            .Distinct()
                            .ToArray();
                        Assert.Single(names);
                        Assert.Equal(
                            people,
                            snapshot
                                .List(
                                    new RecipientQuery
                                    {
                                        Search = names[0],
                                        IncludePlain = true,
                                        Sort = RecipientSort.Alias,
                                    },
                                    0,
                                    0,
                                    []
                                )
                                .Total
                        );
                        Assert.Single(snapshot.FindHolders($"p7.{names[0]}@c.test"));
                        Assert.Equal(people, snapshot.OrganizationalUnits.Single().Count);
                        rounds++;
                    }
                })
            )
            .ToArray();

        for (var round = 1; round <= 60; round++)
            index.Apply(Round(round), []);
        await done.CancelAsync();
        await Task.WhenAll(readers);

        static DirectoryEntry[] Round(int round) =>
            Enumerable
                .Range(0, people)
                .Select(n =>
                    GeneratedRecipients.User(
                        n,
                        $"displayName=r{round:0000} {n}",
                        $"proxyAddresses=SMTP:p{n}.r{round:0000}@c.test"
                    )
                )
                .ToArray();
    }
}
