using System.Diagnostics;
using System.Runtime.InteropServices;
using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.ActiveDirectory.Tests;

[Collection(ContosoGroup.Name)]
public sealed class SearchTests(ContosoFixture contoso) : IAsyncLifetime
{
    private ActiveDirectoryDirectory directory = null!;
    private IDirectorySession session = null!;

    private static LdapFilter People =>
        LdapFilter.And(LdapFilter.Equal("objectCategory", "person"), LdapFilter.Equal("objectClass", "user"));

    public async Task InitializeAsync()
    {
        if (SambaSkip.Reason is not null)
            return;
        directory = Settings.Directory(Settings.For(contoso.Controller));
        session = await directory.OpenAsync(null, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (directory is not null)
            await directory.DisposeAsync();
    }

    [SambaFact]
    public async Task SearchAsync_MoreThanAPage_ComesWhole()
    {
        var people = await session.ListAsync(new DirectorySearch { Filter = People, Attributes = ["sAMAccountName"] });

        Assert.True(people.Count > 2000, $"{people.Count} people");
        Assert.Equal(people.Count, people.Select(p => p.Id).Distinct().Count());
    }

    [SambaFact]
    public async Task SearchAsync_SmallPagesAtOnce_EachStaysOnItsConnection()
    {
        var options = Settings.For(contoso.Controller);
        options.PageSize = 700;
        options.PoolSize = 3;
        await using var paged = Settings.Directory(options);
        await using var there = await paged.OpenAsync(null, CancellationToken.None);
        var search = new DirectorySearch { Filter = People, Attributes = ["cn"] };

        var counts = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(async _ => (await there.ListAsync(search)).Count)
        );

        Assert.Single(counts.Distinct());
        Assert.True(counts[0] > 2000);
    }

    [SambaTheory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(1500)]
    public async Task SearchAsync_Take_StopsThere(int take)
    {
        var people = await session.ListAsync(
            new DirectorySearch
            {
                Filter = People,
                Attributes = ["cn"],
                Take = take,
            }
        );

        Assert.Equal(take, people.Count);
    }

    [SambaFact]
    public async Task SearchAsync_ConsumerStopsEarly_LeavesTheConnectionUsable()
    {
        await foreach (
            var entry in session.SearchAsync(
                new DirectorySearch { Filter = People, Attributes = ["cn"] },
                CancellationToken.None
            )
        )
        {
            Assert.NotEqual(Guid.Empty, entry.Id);
            break;
        }

        var all = await session.ListAsync(new DirectorySearch { Filter = People, Attributes = ["cn"] });

        Assert.True(all.Count > 2000);
    }

    [SambaFact]
    public async Task SearchAsync_CancelledInTheMiddle_EndsSoonAndTheNextWorks()
    {
        using var cancel = new CancellationTokenSource();
        var seen = 0;
        var search = new DirectorySearch { Filter = People, Attributes = ["cn"] };
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var entry in session.SearchAsync(search, cancel.Token))
            {
                if (++seen == 10)
                    await cancel.CancelAsync();
            }
        });

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
        Assert.True(seen < 2000);
        Assert.True((await session.ListAsync(search)).Count > 2000);
    }

    [SambaTheory]
    [InlineData("*)(objectClass=*")]
    [InlineData("a\0b")]
    [InlineData("\u202Eanna\u200F")]
    [InlineData("(&)\\2a|!")]
    [InlineData("\0")]
    public async Task SearchAsync_HostileValue_FindsNothingAndBreaksNothing(string value)
    {
        var equal = await session.ListAsync(new DirectorySearch { Filter = LdapFilter.Equal("displayName", value) });
        var contains = await session.ListAsync(
            new DirectorySearch { Filter = LdapFilter.Contains("displayName", value) }
        );

        Assert.Empty(equal);
        Assert.Empty(contains);
    }

    [SambaTheory]
    [InlineData("zoe.weiss", "Weiß, Zoë")]
    [InlineData("leila.haddad", "ليلى حداد")]
    [InlineData("david.levi", "דוד לוי")]
    [InlineData("taro.yamada", "山田 太郎")]
    public async Task SearchAsync_NameBeyondAscii_IsFoundByItsDnToo(string account, string name)
    {
        var person = await session.PersonAsync(account, "cn");

        var again = await session.ListAsync(
            new DirectorySearch
            {
                Base = person.Dn,
                Scope = SearchScope.Base,
                Filter = LdapFilter.Equal("cn", name),
            }
        );

        Assert.Equal(name, person.Dn.Name);
        Assert.Equal(person.Id, Assert.Single(again).Id);
    }

    [SambaFact]
    public async Task ReadAsync_OctetsBeforeTheSchemaWasRead_AreOctets()
    {
        var karin = await session.PersonAsync("karin.berg", "msExchMailboxGuid", "objectSid", "displayName");

        Assert.True(karin.Values("msExchMailboxGuid")[0].IsOctets);
        Assert.Equal("EBESExQVFhcYGRobHB0eHw==", karin.Text("msExchMailboxGuid"));
        Assert.True(karin.Values("objectSid")[0].IsOctets);
        Assert.False(karin.Values("displayName")[0].IsOctets);
    }

    [SambaFact]
    public async Task SearchAsync_LargeGroup_HasAllItsMembers()
    {
        var groups = await session.ListAsync(
            new DirectorySearch { Filter = LdapFilter.Equal("sAMAccountName", "dl-00000"), Attributes = ["member"] }
        );

        Assert.Equal(1800, Assert.Single(groups).Values("member").Count);
    }

    [SambaFact]
    public async Task SearchAsync_RangesAskedForInPieces_AreAssembled()
    {
        // Samba does not split attributes unless requested; a requested range is answered as by AD, and the rest has to
        // be read.
        var groups = await session.ListAsync(
            new DirectorySearch
            {
                Filter = LdapFilter.Equal("sAMAccountName", "dl-00000"),
                Attributes = ["member;range=0-499"],
            }
        );

        var members = Assert.Single(groups).Values("member");
        Assert.Equal(1800, members.Count);
        Assert.Equal(1800, members.Select(m => m.Text).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [SambaFact]
    public async Task OpenAsync_NearAnotherDomain_IsNoSuchObjectAndNamesTheSetting()
    {
        var elsewhere = DistinguishedName.Parse("CN=Anna,OU=Staff,DC=child,DC=contoso,DC=local");

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            directory.OpenAsync(elsewhere, CancellationToken.None)
        );

        Assert.Equal(DirectoryFaultKind.NoSuchObject, fault.Kind);
        Assert.Contains("Directory:Servers", fault.Message, StringComparison.Ordinal);
    }

    [SambaFact]
    public async Task Search_SignalsWhileWaiting_GoesOn()
    {
        var options = Settings.For(contoso.Controller);
        using var trusted = new TrustedCertificates(options.TrustedCertificates);
        ServerAddress.TryParse(options.Servers[0], out var server, out _);
        using var link = new LdapConnector(options, trusted, TimeProvider.System).ConnectService(server!);
        var waiting = new TaskCompletionSource<int>();
        var query = new LdapQuery(
            contoso.Controller.DomainDn,
            SearchScope.Subtree,
            "(displayName=*a*)",
            ["displayName"]
        );
        var searching = Task.Factory.StartNew(
            () =>
            {
                waiting.SetResult(CurrentThread());
                for (var i = 0; i < 2; i++)
                    Assert.NotEmpty(link.Search(query).Entries);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        var thread = await waiting.Task;

        // SIGCHLD, as when a child process ends: the runtime handles it, but the interrupted call ends with EINTR.
        while (!searching.IsCompleted)
        {
            _ = SendSignal(Environment.ProcessId, thread, 17);
            await Task.Yield();
        }

        await searching;
    }

    [DllImport("libc", EntryPoint = "gettid")]
    private static extern int CurrentThread();

    [DllImport("libc", EntryPoint = "tgkill")]
    private static extern int SendSignal(int process, int thread, int signal);

    [SambaFact]
    public async Task SearchAsync_SearchBaseConfigured_LooksBelowItOnly()
    {
        var options = Settings.For(contoso.Controller);
        options.SearchBase = "OU=Contacts,DC=contoso,DC=local";
        await using var narrow = Settings.Directory(options);
        await using var there = await narrow.OpenAsync(null, CancellationToken.None);

        Assert.Empty(await there.ListAsync(new DirectorySearch { Filter = People, Attributes = ["cn"] }));
        Assert.NotEmpty(
            await there.ListAsync(
                new DirectorySearch { Filter = LdapFilter.Equal("objectClass", "contact"), Attributes = ["cn"] }
            )
        );
    }
}
