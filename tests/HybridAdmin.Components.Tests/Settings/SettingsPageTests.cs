using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Connections;
using HybridAdmin.Core.Directory;
using HybridAdmin.Features.Settings;
using HybridAdmin.Hosting;
using HybridAdmin.Options;
using HybridAdmin.SignIn;
using HybridAdmin.Testing.Directory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Settings;

public sealed class SettingsPageTests : PageTest
{
    private static readonly string[] Access =
    [
        "Directory:Servers:0=ldaps://dc1.contoso.test",
        "Directory:UserName=svc@contoso.test",
        "Directory:Password=secret",
        "SignIn:Mode=Directory",
        "Access:Roles:Helpdesk:0:Group=Desk North",
        "Access:Roles:Helpdesk:0:OrganizationalUnits:0=OU=North,DC=contoso,DC=test",
        "Api:Tokens:0:Name=onboarding",
        "Api:Tokens:0:Role=Auditor",
        "Api:Tokens:0:Sha256=" + Hash,
        "Api:Tokens:0:Owner=Identity team",
        "Api:Tokens:0:NotAfter=2020-01-01",
    ];

    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public SettingsPageTests() =>
        Services
            .AddSingleton(s => new ListRoleAssignments(this, ConsoleSettings.Load(Given(Access), "/", []), Time))
            .AddSingleton(
                new ConsoleFacts
                {
                    IsSandbox = false,
                    Mode = "Production",
                    SignIn = SignInMode.Directory,
                    Directory = "ldaps://dc1.contoso.test",
                    Tenant = "not connected",
                    Storage = "/data",
                    Keys = "/data/keys",
                    KeepsKeysOutside = false,
                }
            );

    [Fact]
    public async Task Connections_DirectoryThere_ShowsSchemaOrganisationAndDomains()
    {
        AddAnna();
        Directory.AddUser(
            "Bo Dahl",
            ("proxyAddresses", ["SMTP:bo@contoso.example"]),
            ("msExchRecipientTypeDetails", ["2147483648"])
        );
        await LoadIndexAsync();

        var page = Render<SettingsPage>();

        page.WaitForAssertion(() =>
            Assert.Contains("Exchange 2019 CU10 or later, or Subscription Edition (17003)", page.Markup)
        );
        Assert.Contains("none registered any more", page.Markup);
        var row = page.FindAll("section[aria-label='Mail domains'] tbody tr")
            .Single(r => r.QuerySelector(".mono")!.TextContent == "contoso.example");
        Assert.Contains("Exchange organisation, UPN suffix", row.TextContent);
        Assert.Contains("accepted", row.TextContent);
    }

    [Fact]
    public async Task Connections_SeveralDomains_ShowsServersByDomainAndWhatIsNotServed()
    {
        Directory.AddChildDomain();
        Directory.AddUnservedDomain();
        Directory.GoAway(FakeDirectory.Child);
        await Assert.ThrowsAsync<DirectoryFault>(() => Directory.OpenAsync(FakeDirectory.Child, default));

        var page = Render<SettingsPage>();

        page.WaitForAssertion(() => Assert.Contains("dc1.child.contoso.test", page.Markup));
        var child = page.FindAll(".stack")
            .Last(e => e.TextContent.Contains("dc1.child.contoso.test", StringComparison.Ordinal));
        Assert.Contains("not reachable", child.TextContent);
        Assert.Contains("did not answer the last time", child.TextContent);
        Assert.Contains("dc1.contoso.test", page.Markup);
        Assert.Contains("far.contoso.test is not searched", page.Markup);
        Assert.Contains("Directory:Servers", page.Markup);
    }

    [Fact]
    public void Test_DirectoryAnswers_SaysSo()
    {
        var page = Render<SettingsPage>();
        page.WaitForState(() => page.FindAll("section button").Any(b => b.TextContent == "Test"));

        page.FindAll("section button").Single(b => b.TextContent == "Test").Click();

        page.WaitForAssertion(() => Assert.Contains("The directory answers", page.Markup));
    }

    [Fact]
    public void Test_DirectoryAway_SaysWhyAndWhatToCheck()
    {
        var page = Render<SettingsPage>();
        page.WaitForState(() => page.FindAll("section button").Any(b => b.TextContent == "Test"));
        Directory.GoAway(
            new DirectoryFault(DirectoryFaultKind.NotTrusted, "The certificate of dc1 is not trusted.")
            {
                ServerText = "unable to get local issuer",
            }
        );

        page.FindAll("section button").Single(b => b.TextContent == "Test").Click();

        page.WaitForAssertion(() =>
            Assert.Contains("The certificate of dc1 is not trusted.", page.Find("[role=alert]").TextContent)
        );
        Assert.Contains("unable to get local issuer", page.Find("[role=alert]").TextContent);
    }

    [Fact]
    public void Connections_DirectoryNeverReachable_ShowsTheRest()
    {
        Directory.GoAway();

        var page = Render<SettingsPage>();

        page.WaitForAssertion(() => Assert.Contains("They are known again when the directory answers.", page.Markup));
        Assert.Contains("SQLite 3.45.1", page.Markup);
    }

    [Fact]
    public void Roles_Matrix_IsThatOfTheProgram()
    {
        var tab = Render<RolesTab>();

        var rows = tab.FindAll(".matrix tbody tr");
        Assert.Equal(Enum.GetValues<Permission>().Length, rows.Count);
        foreach (var (permission, row) in Enum.GetValues<Permission>().Zip(rows))
        {
            var shown = row.QuerySelectorAll("td").Select(c => c.TextContent.Contains("yes"));
            Assert.Equal(Enum.GetValues<Role>().Select(r => PermissionMatrix.Allows(r, permission)), shown);
        }
    }

    [Fact]
    public void Roles_WhoManagesSettings_SeesGroupsAndTokensWithoutTheirHash()
    {
        var tab = Render<RolesTab>();

        var text = tab.Markup;
        Assert.Contains("Desk North", text);
        Assert.Contains("OU=North,DC=contoso,DC=test", tab.Find("[aria-label='Groups that give a role']").TextContent);
        var token = tab.Find("[aria-label='Tokens of the API'] tbody tr").TextContent;
        Assert.Contains("onboarding", token);
        Assert.Contains("Identity team", token);
        Assert.Contains("ended on 2020-01-01", token);
        Assert.DoesNotContain(Hash, text);
    }

    [Fact]
    public void Roles_Others_SeeTheMatrixOnly()
    {
        SignIn(Role.Auditor);

        var tab = Render<RolesTab>();

        Assert.NotEmpty(tab.FindAll(".matrix"));
        Assert.DoesNotContain("onboarding", tab.Markup);
        Assert.DoesNotContain("Desk North", tab.Markup);
    }

    [Fact]
    public void About_Packages_HaveVersionsAndTheFrameworksEnd()
    {
        var card = Render<DependenciesCard>();

        var sqlite = card.FindAll("tbody tr")
            .Single(r => r.QuerySelector("td")!.TextContent == "Microsoft.EntityFrameworkCore.Sqlite")
            .TextContent;
        Assert.Contains(
            typeof(Microsoft.EntityFrameworkCore.DbContext).Assembly.GetName().Version!.ToString(2),
            sqlite
        );
        Assert.EndsWith("2028-11-14", sqlite);
        Assert.DoesNotContain("ended", sqlite);
        Assert.Empty(card.FindAll("[role=alert], .alert"));
    }

    [Fact]
    public void About_PackageOutOfSupport_SaysSinceWhen()
    {
        Time.Advance(new DateTime(2028, 11, 15) - Time.GetUtcNow().UtcDateTime);

        var sqlite = Render<DependenciesCard>()
            .FindAll("tbody tr")
            .Single(r => r.QuerySelector("td")!.TextContent == "Microsoft.EntityFrameworkCore.Sqlite");

        Assert.Contains("ended on 2028-11-14", sqlite.TextContent);
    }

    [Fact]
    public void About_FrameworkOutOfSupport_IsWarnedOf()
    {
        Time.Advance(TimeSpan.FromDays(1500));

        Assert.Contains(
            $"The support of .NET {Environment.Version.Major} ended on",
            Render<DependenciesCard>().Find("[role=alert], .alert").TextContent
        );
    }

    [Fact]
    public void About_KeyBesideTheDatabase_SaysIntegrityNotProof()
    {
        var tab = Render<AboutTab>();

        tab.WaitForAssertion(() => Assert.Contains("Integrity, not proof", tab.Markup));
    }

    [Fact]
    public async Task Rights_OneMissing_NamesItWithTheCommandToCopy()
    {
        var allowed = DelegatedRights.All.Select(r => r.Attribute).Where(a => a != "mail").ToArray();
        Directory.AddUser("Anna Berg", ("mail", ["anna@contoso.example"]), ("allowedAttributesEffective", allowed));
        Directory.AddContact("Carl Contact", ("mail", ["carl@contoso.example"]));
        await LoadIndexAsync();
        var tab = Render<PermissionsTab>();

        tab.Find("button").Click();

        tab.WaitForAssertion(() => Assert.Equal(2, tab.FindAll("tbody tr").Count));
        Assert.Contains(
            "1 missing",
            tab.FindAll("tbody tr")
                .Single(r => r.TextContent.Contains("Anna Berg", StringComparison.Ordinal))
                .TextContent
        );
        Assert.Contains(
            "complete",
            tab.FindAll("tbody tr")
                .Single(r => r.TextContent.Contains("Carl Contact", StringComparison.Ordinal))
                .TextContent
        );
        Assert.Contains(
            "dsacls \"OU=Staff,DC=contoso,DC=test\" /I:S /G",
            tab.Find("pre").TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(":WP;mail;user\"", tab.Find("pre").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Rights_DirectoryAway_SaysWhy()
    {
        Directory.GoAway();
        var tab = Render<PermissionsTab>();

        tab.Find("button").Click();

        tab.WaitForAssertion(() => Assert.Contains("The rights could not be tested", tab.Markup));
    }

    [Fact]
    public void Select_Tab_StandsInTheUrl()
    {
        var page = Render<SettingsPage>();

        page.FindAll("[role=tab]")[1].Click();

        Assert.EndsWith("/settings?tab=roles", Here);
    }

    [Fact]
    public void Me_Helpdesk_SeesTheRoleAndWhatItMayDo()
    {
        SignIn(Role.Helpdesk);

        var page = Render<MePage>();

        Assert.Contains("Helpdesk", page.Find(".key-values").TextContent);
        var locked = page.FindAll(".list-row").Where(r => r.TextContent.Contains("(not allowed)"));
        Assert.Equal(Enum.GetValues<Permission>().Length - PermissionMatrix.Of(Role.Helpdesk).Count, locked.Count());
    }

    [Fact]
    public void Words_EveryPermissionAndRole_HasWordsOfItsOwn()
    {
        Assert.All(Enum.GetValues<Permission>(), permission => Assert.Contains(' ', permission.Words()));
        Assert.All(Enum.GetValues<Role>(), role => Assert.NotEqual("System", role.Words()));
    }

    private static IConfiguration Given(string[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0], (string?)s[1]))
            )
            .Build();
}
