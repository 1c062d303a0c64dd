using HybridAdmin.Core.Access;
using HybridAdmin.Core.Settings;
using HybridAdmin.Dns;
using HybridAdmin.Hosting;
using HybridAdmin.Options;

namespace HybridAdmin.Tests.Options;

public sealed class ConsoleSettingsTests
{
    [Fact]
    public void Load_NothingSet_IsTheSandboxOnLoopback()
    {
        var settings = Given.Settings();

        Assert.True(settings.IsSandbox);
        Assert.Equal(SignInMode.Sandbox, settings.SignIn);
        Assert.Equal(["http://127.0.0.1:5080"], settings.Listen.Urls);
        Assert.True(settings.Listen.LoopbackOnly);
        Assert.Equal(Path.Combine(Path.GetTempPath(), "data"), settings.Storage.Folder);
    }

    [Fact]
    public void Load_DirectorySet_IsProduction()
    {
        var settings = Given.Settings([
            .. Given.Production,
            "Directory:Servers:1=ldaps://dc2.contoso.test",
            "Directory:Timeout=00:00:10",
            "Directory:ConnectTimeout=00:00:07",
            "Directory:PoolSize=3",
            "Directory:PageSize=500",
        ]);

        Assert.Equal("Production", settings.Mode);
        Assert.Equal(SignInMode.Directory, settings.SignIn);
        Assert.Equal(["ldaps://dc1.contoso.test", "ldaps://dc2.contoso.test"], settings.Directory!.Servers);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.Directory.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(7), settings.Directory.ConnectTimeout);
        Assert.Equal((3, 500), (settings.Directory.PoolSize, settings.Directory.PageSize));
    }

    [Theory]
    [InlineData("ldap://dc1.contoso.test", "Directory:StartTls=true")]
    [InlineData("ldap://dc1.contoso.test", "Directory:AllowPlaintext=true")]
    [InlineData("ldaps://dc1.contoso.test;ldaps://dc2.contoso.test", "Directory:PoolSize=2")]
    public void Load_OtherFormsOfServers_AreTaken(string servers, string further)
    {
        var settings = Given.Settings([.. Given.Production.Skip(1), $"Directory:Servers={servers}", further]);

        Assert.Equal(servers.Split(';'), settings.Directory!.Servers);
    }

    [Fact]
    public void Load_PathsAreRelative_LieBelowTheContentRoot()
    {
        var settings = Given.Settings(
            "Storage:Path=store",
            "Audit:KeyFile=keys/audit.key",
            "Audit:HeadFile=/elsewhere/audit.head"
        );

        Assert.Equal(Path.Combine(Path.GetTempPath(), "store"), settings.Storage.Folder);
        Assert.Equal(Path.Combine(Path.GetTempPath(), "keys/audit.key"), settings.Storage.KeyFile);
        Assert.Equal("/elsewhere/audit.head", settings.Storage.HeadFile);
    }

    [Fact]
    public void Load_Changes_ReadsReasonLabelsDomainsAndSync()
    {
        var changes = Given
            .Settings([
                .. Given.Production,
                "Changes:RequireReason=true",
                "Changes:ReasonPattern=INC-[0-9]+",
                "Changes:CustomAttributeLabels:3=Cost centre",
                "Domains:Accepted:0=@Contoso.com",
                "Domains:Accepted:1=*.contoso.net",
                "Directory:SyncedOrganizationalUnits:0=OU=Staff,DC=contoso,DC=test",
            ])
            .Changes;

        Assert.NotNull(changes.ProblemOfReason(null));
        Assert.NotNull(changes.ProblemOfReason("because"));
        Assert.Null(changes.ProblemOfReason("see INC-4711"));
        Assert.Equal("Cost centre", changes.LabelOf(3));
        Assert.Equal("Custom attribute 4", changes.LabelOf(4));
        Assert.Equal(["contoso.com", "*.contoso.net"], changes.AcceptedDomains);
        Assert.Equal("OU=Staff,DC=contoso,DC=test", Assert.Single(changes.SyncedOrganizationalUnits).ToString());
    }

    [Fact]
    public void Load_ReasonPatternWithLookaround_IsTakenWithATimeLimit()
    {
        var pattern = Given.Settings(@"Changes:ReasonPattern=(?<!X)INC-\d+").Changes.ReasonPattern;

        Assert.NotNull(pattern);
        Assert.True(pattern.MatchTimeout < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Load_RolesAsTextsAndWithUnits_GivesGrants()
    {
        var roles = Given
            .Settings([
                .. Given.Production,
                "Access:Roles:Helpdesk:0:Group=Desk North",
                "Access:Roles:Helpdesk:0:OrganizationalUnits:0=OU=North,DC=contoso,DC=test",
                "Access:Roles:Auditor=CN=Auditors,OU=Groups,DC=contoso,DC=test",
            ])
            .Roles;

        Assert.Equal("Console Administrators", roles.Single(r => r.Role == Role.Administrator).Group);
        Assert.Equal("CN=Auditors,OU=Groups,DC=contoso,DC=test", roles.Single(r => r.Role == Role.Auditor).Group);
        var desk = roles.Single(r => r.Role == Role.Helpdesk);
        Assert.Equal("Desk North", desk.Group);
        Assert.Equal("OU=North,DC=contoso,DC=test", Assert.Single(desk.Scope).ToString());
    }

    [Fact]
    public void Load_Token_ReadsAllOfIt()
    {
        var hash = new string('a', 64);

        var token = Assert.Single(
            Given
                .Settings(
                    "Api:Tokens:0:Name=onboarding",
                    "Api:Tokens:0:Role=Helpdesk",
                    $"Api:Tokens:0:Sha256={hash}",
                    "Api:Tokens:0:NotAfter=2027-12-31",
                    "Api:Tokens:0:OrganizationalUnits:0=OU=Staff,DC=contoso,DC=test",
                    "Api:Tokens:0:Owner=Identity team"
                )
                .Tokens
        );
        Assert.Equal("Identity team", token.Owner);

        Assert.Equal(("onboarding", Role.Helpdesk, hash), (token.Name, token.Role, token.Sha256));
        Assert.Equal(new DateTimeOffset(2027, 12, 31, 0, 0, 0, TimeSpan.Zero), token.NotAfter);
        Assert.Single(token.Scope);
        Assert.DoesNotContain(hash, token.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", "http://0.0.0.0:8080")]
    [InlineData("0.0.0.0", "http://0.0.0.0:5080")]
    [InlineData("0.0.0.0:8080", "http://0.0.0.0:8080")]
    public void Load_SandboxListen_LeavesLoopback(string listen, string url)
    {
        var settings = Given.Settings($"Sandbox:Listen={listen}");

        Assert.Equal([url], settings.Listen.Urls);
        Assert.False(settings.Listen.LoopbackOnly);
    }

    [Fact]
    public void Load_PlainHttpOffLoopback_IsTakenBehindAKnownProxy()
    {
        var settings = Given.Settings([
            .. Given.Production,
            "Urls=http://0.0.0.0:5080",
            "Proxy:KnownAddresses:0=10.0.0.5",
            "Proxy:KnownAddresses:1=fd00::/64",
        ]);

        Assert.Equal(["http://0.0.0.0:5080"], settings.Listen.Urls);
        Assert.True(settings.Proxy.Knows(System.Net.IPAddress.Parse("::ffff:10.0.0.5")));
        Assert.True(settings.Proxy.Knows(System.Net.IPAddress.Parse("fd00::1")));
        Assert.False(settings.Proxy.Knows(System.Net.IPAddress.Parse("10.0.0.6")));
    }

    [Fact]
    public void Load_KeyPath_LiesInTheDataFolderUnlessSet()
    {
        Assert.Equal(Path.Combine(Path.GetTempPath(), "data", "keys"), Given.Settings().KeyPath);
        Assert.Equal("/etc/hybridadmin/keys", Given.Settings("Storage:KeyPath=/etc/hybridadmin/keys").KeyPath);
    }

    [Fact]
    public void Load_DnsServer_IsTheResolverToAsk()
    {
        Assert.Null(Given.Settings(Given.Production).Dns.Server);
        Assert.Equal(
            "192.0.2.1:53",
            Given.Settings([.. Given.Production, "Dns:Server=192.0.2.1"]).Dns.Server?.ToString()
        );
        Assert.Contains(
            "Dns:Server",
            Assert
                .Throws<ConfigurationMistakeException>(() =>
                    Given.Settings([.. Given.Production, "Dns:Server=resolver.contoso.example"])
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Load_MtaStsPolicies_ComeFromTheInternetUnlessSaidOtherwise()
    {
        Assert.Equal(MtaStsFetching.Public, Given.Settings(Given.Production).Dns.MtaStsPolicies);
        Assert.Equal(
            MtaStsFetching.Off,
            Given.Settings([.. Given.Production, "Dns:MtaStsPolicies=off"]).Dns.MtaStsPolicies
        );
        foreach (var wrong in new[] { "never", "7", "Public,Any" })
            Assert.Contains(
                "Public, Any, Off",
                Assert
                    .Throws<ConfigurationMistakeException>(() =>
                        Given.Settings([.. Given.Production, $"Dns:MtaStsPolicies={wrong}"])
                    )
                    .Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void Load_NoTenant_IsNotConnected()
    {
        var settings = Given.Settings(Given.Production);

        Assert.Null(settings.Tenant);
        Assert.Equal("not connected", ConsoleFacts.Of(settings).Tenant);
    }

    [Fact]
    public void Load_SandboxSpeed_IsReadAndIsAMinuteASecondByDefault()
    {
        Assert.Equal(60, Given.Settings([]).SandboxSpeed);
        Assert.Equal(1, Given.Settings(["Sandbox:Speed=1"]).SandboxSpeed);
        Assert.Equal("simulated", ConsoleFacts.Of(Given.Settings([])).Tenant);
    }

    [Fact]
    public void Load_Tenant_IsReadAndNamedWithoutItsSecret()
    {
        var settings = Given.Settings([
            .. Given.Production,
            "Tenant:TenantId=contoso.onmicrosoft.com",
            "Tenant:ClientId=99999999-2222-3333-4444-555555555555",
            "Tenant:ClientSecret=hush",
        ]);

        Assert.Equal("hush", settings.Tenant?.ClientSecret);
        Assert.Equal("connected (contoso.onmicrosoft.com)", ConsoleFacts.Of(settings).Tenant);
    }
}
