using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Validate_EverythingWrong_NamesEverySetting()
    {
        var options = new ActiveDirectoryOptions
        {
            Servers = ["dc1.contoso.local", "https://dc2", "ldaps://dc3/DC=contoso"],
            UserName = "svc",
            SearchBase = "Staff",
            Timeout = TimeSpan.Zero,
            ConnectTimeout = TimeSpan.FromMilliseconds(10),
            PoolSize = 0,
            PageSize = 5000,
        };

        var problems = options.Validate();

        Assert.Equal(3, problems.Count(p => p.StartsWith("Directory:Servers", StringComparison.Ordinal)));
        Assert.All(
            [
                "Directory:Password",
                "Directory:SearchBase",
                "Directory:Timeout",
                "Directory:ConnectTimeout",
                "Directory:PoolSize",
                "Directory:PageSize",
            ],
            setting => Assert.Contains(problems, p => p.Contains(setting, StringComparison.Ordinal))
        );
        Assert.Throws<ArgumentException>(() => new ActiveDirectoryDirectory(options, TimeProvider.System));
    }

    [Fact]
    public void ToString_WithPassword_LeavesItOut()
    {
        var options = new ActiveDirectoryOptions
        {
            Servers = ["ldaps://dc1"],
            UserName = "svc",
            Password = "Iron-Bridge-1",
        };

        Assert.DoesNotContain("Iron", options.ToString(), StringComparison.Ordinal);
        Assert.Contains("ldaps://dc1", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ldaps://dc1.contoso.local", "dc1.contoso.local", 636, true, false)]
    [InlineData("ldap://dc1", "dc1", 389, false, false)]
    [InlineData("LDAPS://dc1:3269/", "dc1", 3269, true, false)]
    [InlineData("ldap://127.0.0.5", "127.0.0.5", 389, false, true)]
    [InlineData("ldap://[::1]:1389", "::1", 1389, false, true)]
    [InlineData("ldap://localhost", "localhost", 389, false, true)]
    public void TryParse_Server_IsTakenApart(string text, string host, int port, bool ldaps, bool loopback)
    {
        Assert.True(ServerAddress.TryParse(text, out var server, out _));

        Assert.Equal((host, port, ldaps, loopback), (server.Host, server.Port, server.IsLdaps, server.IsLoopback));
        Assert.Equal(text, server.Text);
    }

    [Theory]
    [InlineData(
        "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 52e, v2580",
        SignInRefusal.WrongCredentials
    )]
    [InlineData("..., data 525, v1db1", SignInRefusal.WrongCredentials)]
    [InlineData("..., data 530, v1db1", SignInRefusal.AccountNotUsable)]
    [InlineData("..., data 531, v1db1", SignInRefusal.AccountNotUsable)]
    [InlineData("..., data 532, v1db1", SignInRefusal.PasswordExpired)]
    [InlineData("..., data 533, v1db1", SignInRefusal.AccountNotUsable)]
    [InlineData("..., data 701, v1db1", SignInRefusal.AccountNotUsable)]
    [InlineData("..., data 773, v1db1", SignInRefusal.PasswordExpired)]
    [InlineData("..., DATA 775, v1db1", SignInRefusal.LockedOut)]
    [InlineData("something else", SignInRefusal.WrongCredentials)]
    [InlineData(null, SignInRefusal.WrongCredentials)]
    public void Of_TextOfResult49_IsTheRefusal(string? text, SignInRefusal refusal) =>
        Assert.Equal(refusal, BindRefusal.Of(text));

    [Fact]
    public async Task SignInAsync_PlaintextOffLoopback_IsEncryptionRequiredBeforeAnyPasswordIsSent()
    {
        // The listening service is irrelevant: the connection for the person is refused before it is opened.
        var options = new ActiveDirectoryOptions
        {
            Servers = ["ldap://dc.contoso.test"],
            AllowPlaintext = true,
            UserName = "svc",
            Password = "x",
        };
        using var trusted = new TrustedCertificates(null);
        var connector = new LdapConnector(options, trusted, TimeProvider.System);
        ServerAddress.TryParse(options.Servers[0], out var server, out _);

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            Task.Run(() =>
                connector.BindPerson(server!, DistinguishedName.Parse("CN=Anna,DC=contoso,DC=test"), "secret")
            )
        );

        Assert.Equal(DirectoryFaultKind.EncryptionRequired, fault.Kind);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NulAnywhere_MatchesNothingAndLeavesTheRest()
    {
        var filter = LdapFilter.And(
            LdapFilter.Equal("sAMAccountName", "anna\0"),
            LdapFilter.Or(LdapFilter.Contains("cn", "\0"), LdapFilter.Equal("cn", "b"))
        );

        Assert.Equal("(&(!(objectClass=*))(|(!(objectClass=*))(cn=b)))", NulFreeFilter.Of(filter).ToString());
    }
}
