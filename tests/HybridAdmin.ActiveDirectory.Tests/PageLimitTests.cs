using System.Globalization;
using System.Text;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>
/// Samba accepts any page size: this link applies AD's MaxPageSize, which limits pages to 1,000 and stops unpaged
/// searches there with result 4.
/// </summary>
public sealed class PageLimitTests
{
    private const int MaxPageSize = 1000;
    private const int People = 2345;

    [Fact]
    public async Task SearchAsync_MoreThanTheServersPage_ComesWhole()
    {
        await using var directory = Directory();
        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        var found = await session.ListAsync(
            new DirectorySearch { Filter = LdapFilter.Present("cn"), Attributes = ["cn"] }
        );

        Assert.Equal(People, found.Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task SearchAsync_Take_IsNoSizeLimit()
    {
        await using var directory = Directory();
        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        var found = await session.ListAsync(
            new DirectorySearch
            {
                Filter = LdapFilter.Present("cn"),
                Attributes = ["cn"],
                Take = 1500,
            }
        );

        Assert.Equal(1500, found.Count);
    }

    private static ActiveDirectoryDirectory Directory() =>
        new(
            new ActiveDirectoryOptions
            {
                Servers = ["ldaps://a"],
                UserName = "svc",
                Password = "x",
                PageSize = 1000,
            },
            TimeProvider.System,
            null,
            _ => new FakeLink(query => query.Base.Length == 0 ? FakeLink.Root() : Page(query))
        );

    private static LdapPage Page(LdapQuery query)
    {
        if (query.PageSize is not { } wanted)
            throw new LdapFailure(4, "sizeLimitExceeded");
        var from =
            query.Cookie.Length == 0
                ? 0
                : int.Parse(Encoding.ASCII.GetString(query.Cookie), CultureInfo.InvariantCulture);
        var to = Math.Min(from + Math.Min(wanted, MaxPageSize), People);
        var entries = Enumerable
            .Range(from, to - from)
            .Select(i => new LdapRawEntry(
                $"CN=p{i},DC=c,DC=example",
                [
                    new("objectGUID", [new Guid(i, 0, 0, new byte[8]).ToByteArray()]),
                    new("cn", [Encoding.ASCII.GetBytes($"p{i}")]),
                ]
            ));
        return new LdapPage(
            [.. entries],
            to == People ? [] : Encoding.ASCII.GetBytes(to.ToString(CultureInfo.InvariantCulture))
        );
    }
}
