using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>
/// Neither the answer nor its duration reveals which accounts exist: an unknown name costs the same bind.
/// </summary>
public sealed class UnknownAccountTests
{
    private readonly List<(string Server, string Person, string Password)> binds = [];

    [Theory]
    [InlineData("anna", "CN=Anna,DC=c,DC=example")]
    [InlineData("nobody", null)]
    public async Task SignInAsync_WrongPassword_BindsOnceForKnownAndUnknownNames(string userName, string? dn)
    {
        await using var directory = Directory();

        var answer = await directory.SignInAsync(userName, "guessed", CancellationToken.None);

        Assert.Equal(new DirectorySignIn(null, SignInRefusal.WrongCredentials), answer);
        var bind = Assert.Single(binds);
        Assert.Equal(("ldaps://a", "guessed"), (bind.Server, bind.Password));
        Assert.EndsWith(",DC=c,DC=example", bind.Person, StringComparison.Ordinal);
        if (dn is not null)
            Assert.Equal(dn, bind.Person);
    }

    [Fact]
    public async Task SignInAsync_UnknownName_BindsUnderADnThatNobodyHasTwice()
    {
        await using var directory = Directory();

        await directory.SignInAsync("nobody", "guessed", CancellationToken.None);
        await directory.SignInAsync("nobody", "guessed", CancellationToken.None);

        Assert.Equal(2, binds.Select(b => b.Person).Distinct().Count());
    }

    private ActiveDirectoryDirectory Directory() =>
        new(
            new ActiveDirectoryOptions
            {
                Servers = ["ldaps://a"],
                UserName = "svc",
                Password = "x",
            },
            new FakeTimeProvider(DateTimeOffset.UtcNow),
            null,
            _ => new FakeLink(Search),
            (server, person, password) =>
            {
                binds.Add((server.Text, person.ToString(), password));
                throw new DirectoryFault(DirectoryFaultKind.CredentialsRefused, "Refused.")
                {
                    ResultCode = 49,
                    ServerText = "80090308: data 52e",
                };
            }
        );

    private static LdapPage Search(LdapQuery query) =>
        query switch
        {
            { Attributes: ["objectSid"] } => FakeLink.Page(
                new LdapRawEntry(
                    "DC=c,DC=example",
                    [
                        new(
                            "objectSid",
                            [
                                [1, 4, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0],
                            ]
                        ),
                    ]
                )
            ),
            _ when query.Filter.Contains("anna", StringComparison.Ordinal) => FakeLink.Page(
                FakeLink.Entry("CN=Anna,DC=c,DC=example", ("sAMAccountName", ["anna"]))
            ),
            _ => FakeLink.Page(),
        };
}
