using System.Text;
using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>A forest of three domains on faked connections, which Samba cannot provide here.</summary>
public sealed class ForestDescriptionTests
{
    private const string Root = "DC=root,DC=example";
    private const string Child = "DC=child,DC=root,DC=example";
    private const string Far = "DC=far,DC=example";

    private readonly HashSet<string> away = [];
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task DescribeAsync_ThreeDomainsTwoServed_NamesAllWithTheirServers()
    {
        await using var directory = Directory("ldaps://dc1.root.example", "ldaps://dc1.child.root.example");

        var description = await directory.DescribeAsync(false, CancellationToken.None);

        Assert.Equal(
            [("root.example", true), ("child.root.example", true), ("far.example", false)],
            description.Domains.Select(d => (d.DnsName, d.IsServed))
        );
        Assert.Equal("far.example", Assert.Single(description.UnservedDomains).DnsName);
        Assert.Equal(
            "child.root.example",
            description.DomainOf(DistinguishedName.Parse($"CN=x,OU=y,{Child}"))!.DnsName
        );
    }

    [Fact]
    public async Task OpenAsync_ObjectOfTheChild_IsSpokenToOnItsOwnController()
    {
        await using var directory = Directory("ldaps://dc1.root.example", "ldaps://dc1.child.root.example");

        await using var child = await directory.OpenAsync(
            DistinguishedName.Parse($"CN=x,{Child}"),
            CancellationToken.None
        );
        await using var home = await directory.OpenAsync(null, CancellationToken.None);
        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            directory.OpenAsync(DistinguishedName.Parse($"CN=x,{Far}"), CancellationToken.None)
        );

        Assert.Equal("ldaps://dc1.child.root.example", child.Server);
        Assert.Equal("ldaps://dc1.root.example", home.Server);
        Assert.Equal(DirectoryFaultKind.NoSuchObject, fault.Kind);
    }

    [Fact]
    public async Task OpenAsync_FirstServerAwayFromTheStart_HomeIsTheDomainInItsName()
    {
        away.Add("ldaps://dc1.root.example");
        await using var directory = Directory(
            "ldaps://dc1.root.example",
            "ldaps://dc1.child.root.example",
            "ldaps://dc2.root.example"
        );

        await using var home = await directory.OpenAsync(null, CancellationToken.None);

        Assert.Equal("ldaps://dc2.root.example", home.Server);
        Assert.Equal("root.example", (await directory.DescribeAsync(false, CancellationToken.None)).DnsName);
    }

    [Fact]
    public async Task OpenAsync_FirstServerAwayAndNamedByAddress_TakesNoOtherDomainForHome()
    {
        away.Add("ldaps://10.0.0.1");
        await using var directory = Directory("ldaps://10.0.0.1", "ldaps://dc1.child.root.example");

        await Assert.ThrowsAsync<DirectoryFault>(() => directory.OpenAsync(null, CancellationToken.None));
        away.Clear();
        await using var home = await directory.OpenAsync(null, CancellationToken.None);

        Assert.Equal("ldaps://10.0.0.1", home.Server);
    }

    [Fact]
    public async Task OpenAsync_ServersOfOneDomain_AreTriedInOrderWithinIt()
    {
        await using var directory = Directory(
            "ldaps://dc1.root.example",
            "ldaps://dc1.child.root.example",
            "ldaps://dc2.child.root.example"
        );
        var child = DistinguishedName.Parse(Child);
        await directory.DescribeAsync(false, CancellationToken.None);

        away.Add("ldaps://dc1.child.root.example");
        time.Advance(TimeSpan.FromSeconds(1)); // a connection that has just answered is not probed
        await using (var session = await directory.OpenAsync(child, CancellationToken.None))
            Assert.Equal("ldaps://dc2.child.root.example", session.Server);
        Assert.Empty(directory.Status.DomainsAway);
        away.Add("ldaps://dc2.child.root.example");
        time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<DirectoryFault>(() => directory.OpenAsync(child, CancellationToken.None));
        Assert.Equal("child.root.example", Assert.Single(directory.Status.DomainsAway).DnsName);
        Assert.True(directory.Status.IsReachable);
        away.Clear();
        time.Advance(TimeSpan.FromMinutes(2));
        await using var back = await directory.OpenAsync(child, CancellationToken.None);

        Assert.Equal("ldaps://dc1.child.root.example", back.Server);
        Assert.Empty(directory.Status.DomainsAway);
    }

    private ActiveDirectoryDirectory Directory(params string[] servers) =>
        new(
            new ActiveDirectoryOptions
            {
                Servers = servers,
                UserName = "svc",
                Password = "x",
            },
            time,
            null,
            server => Link(server)
        );

    private FakeLink Link(ServerAddress server)
    {
        ThrowIfAway(server);
        var domain = server.Host.Contains("child", StringComparison.Ordinal) ? Child : Root;
        return new FakeLink(query =>
        {
            ThrowIfAway(server);
            if (query.Base.Length == 0)
                return RootDse(domain, server.Host);
            if (
                query.Base.StartsWith("CN=Partitions", StringComparison.Ordinal)
                && query.Filter.Contains("crossRef", StringComparison.Ordinal)
            )
                return FakeLink.Page([
                    .. new[] { Root, Child, Far }.Select(d =>
                        FakeLink.Entry($"CN={d.Length},CN=Partitions", ("nCName", [d]))
                    ),
                ]);
            return query.Attributes is ["objectSid"]
                ? FakeLink.Page(
                    new LdapRawEntry(
                        domain,
                        [
                            new(
                                "objectSid",
                                [
                                    [1, 4, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0],
                                ]
                            ),
                        ]
                    )
                )
                : FakeLink.Page();
        });
    }

    private void ThrowIfAway(ServerAddress server)
    {
        if (away.Contains(server.Text))
            throw new LdapFailure(LdapFailure.ServerDown, null);
    }

    private static LdapPage RootDse(string domain, string host) =>
        FakeLink.Page(
            FakeLink.Entry(
                "",
                ("defaultNamingContext", [domain]),
                ("rootDomainNamingContext", [Root]),
                ("configurationNamingContext", [$"CN=Configuration,{Root}"]),
                ("schemaNamingContext", [$"CN=Schema,CN=Configuration,{Root}"]),
                ("dsServiceName", [$"CN=NTDS Settings,CN={host}"]),
                ("namingContexts", [domain])
            )
        );
}
