using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Testing.ActiveDirectory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>Two real domains configured together.</summary>
public sealed class ForestTests
{
    private static readonly DistinguishedName Fabrikam = DistinguishedName.Parse("DC=fabrikam,DC=local");

    [SambaFact]
    public async Task TwoDomains_ServersOfBoth_AreDescribedFoundAndSpokenToByDomain()
    {
        await using var domains = await TwoDomains.StartAsync();
        await using var directory = Settings.Directory(domains.Options());

        var description = await directory.DescribeAsync(false, CancellationToken.None);
        await using var forest = new ForestSessions(directory, forWriting: true);
        var both = await forest.SearchEverywhereAsync(
            new DirectorySearch { Filter = LdapFilter.Equal("sAMAccountName", "svc-hybrid"), Attributes = ["cn"] },
            CancellationToken.None
        );
        var marek = Assert.Single(
            await forest.SearchEverywhereAsync(
                new DirectorySearch { Filter = LdapFilter.Equal("sAMAccountName", "marek.novak"), Attributes = ["cn"] },
                CancellationToken.None
            )
        );
        var found = await forest.FindAsync(marek.Id, ["cn"], CancellationToken.None);

        Assert.Equal(["contoso.local", "fabrikam.local"], description.Domains.Select(d => d.DnsName));
        Assert.All(description.Domains, d => Assert.True(d.IsServed));
        Assert.Equal(2, both.Count);
        Assert.Equal(domains.Other.Ldaps, found!.Value.Session.Server);
        Assert.Null(await forest.FindAsync(Guid.NewGuid(), ["cn"], CancellationToken.None));
        Assert.Equal([domains.Home.Ldaps], directory.Status.Domains[0].Servers.Select(s => s.Server));
        Assert.Equal("fabrikam.local", directory.Status.Domains[1].DnsName);
    }

    [SambaFact]
    public async Task TwoDomains_SignIn_FindsAccountsOfBoth()
    {
        await using var domains = await TwoDomains.StartAsync();
        await using var directory = Settings.Directory(domains.Options());

        var hanna = await directory.SignInAsync(
            "helpdesk.hanna",
            domains.Home.Password("helpdesk.hanna"),
            CancellationToken.None
        );
        var hugo = await directory.SignInAsync(
            "helpdesk.hugo@fabrikam.com",
            domains.Other.Password("helpdesk.hugo"),
            CancellationToken.None
        );
        var named = await directory.SignInAsync(
            "FABRIKAM\\helpdesk.hugo",
            domains.Other.Password("helpdesk.hugo"),
            CancellationToken.None
        );
        var wrongDomain = await directory.SignInAsync(
            "CONTOSO\\helpdesk.hugo",
            domains.Other.Password("helpdesk.hugo"),
            CancellationToken.None
        );
        var again = await directory.FindAsync(hugo.Account!.Id, CancellationToken.None);

        Assert.Equal("helpdesk.hanna", hanna.Account?.SamAccountName);
        Assert.Contains(hugo.Account.Groups, g => g.Name == "HybridAdmin Helpdesk");
        Assert.Equal(hugo.Account.Id, named.Account?.Id);
        Assert.Equal(SignInRefusal.WrongCredentials, wrongDomain.Refusal);
        Assert.Equal("helpdesk.hugo", again?.SamAccountName);
    }

    [SambaFact]
    public async Task TwoDomains_OneAway_TheOtherWorksAndTheStatusNamesTheDomain()
    {
        await using var domains = await TwoDomains.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var directory = Settings.Directory(domains.Options(), time);
        var index = new RecipientIndex();
        using var feed = new RecipientIndexFeed(directory, index, time);
        await feed.LoadAsync(CancellationToken.None);
        var count = index.Current.Count;
        var marek = index.Current.FindHolders("marek.novak@fabrikam.com").First().Id;
        Assert.NotEmpty(index.Current.FindHolders("berg@contoso.com"));

        await domains.Other.StopAsync();
        time.Advance(TimeSpan.FromSeconds(1)); // a connection that has just answered is not probed
        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            directory.OpenAsync(Fabrikam, CancellationToken.None)
        );
        await using (var home = await directory.OpenAsync(null, CancellationToken.None))
            await home.PersonAsync("karin.berg", "cn");
        await feed.RefreshAsync(CancellationToken.None);

        Assert.Equal(DirectoryFaultKind.Unreachable, fault.Kind);
        Assert.True(directory.Status.IsReachable);
        Assert.Equal("fabrikam.local", Assert.Single(directory.Status.DomainsAway).DnsName);
        Assert.Equal(["fabrikam.local"], index.Status.DomainsAway);
        Assert.Equal(count, index.Current.Count);
        Assert.NotNull(index.Current.Find(marek));

        await domains.Other.StartAsync();
        await domains.Home.StopAsync();
        // The description has to be read again, and only the other domain can return it.
        time.Advance(TimeSpan.FromMinutes(11));
        await feed.RefreshAsync(CancellationToken.None);
        var description = await directory.DescribeAsync(false, CancellationToken.None);

        Assert.Equal(["contoso.local"], index.Status.DomainsAway);
        Assert.Equal("contoso.local", description.DnsName);
        Assert.True(directory.Status.IsReachable);
        Assert.Equal("contoso.local", Assert.Single(directory.Status.DomainsAway).DnsName);
    }

    [SambaFact]
    public async Task TwoDomains_HomeAway_IsNotReplacedByTheOtherDomain()
    {
        await using var domains = await TwoDomains.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var directory = Settings.Directory(domains.Options(), time);
        await directory.DescribeAsync(false, CancellationToken.None);

        await domains.Home.StopAsync();
        time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<DirectoryFault>(() => directory.OpenAsync(null, CancellationToken.None));
        await using var other = await directory.OpenAsync(Fabrikam, CancellationToken.None);
        Assert.Equal(domains.Other.Ldaps, other.Server);
    }

    [SambaFact]
    public async Task OpenAsync_DomainOfNoServer_IsNoSuchObjectAndNamesTheSetting()
    {
        await using var plain = await SambaDomainController.StartNewAsync("plain");
        await using var directory = Settings.Directory(Settings.For(plain));

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            directory.OpenAsync(DistinguishedName.Parse("CN=x,DC=emea,DC=fabrikam,DC=local"), CancellationToken.None)
        );

        Assert.Equal(DirectoryFaultKind.NoSuchObject, fault.Kind);
        Assert.Contains("Directory:Servers", fault.Message, StringComparison.Ordinal);
    }
}
