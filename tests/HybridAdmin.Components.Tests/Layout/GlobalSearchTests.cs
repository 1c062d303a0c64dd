using Bunit;
using HybridAdmin.Components.Layout;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Components.Tests.Layout;

public sealed class GlobalSearchTests : PageTest
{
    [Fact]
    public async Task Input_PartOfAnAlias_SuggestsWhoHasIt()
    {
        var anna = AddAnna(("proxyAddresses", ["SMTP:anna@contoso.example", "smtp:sales@contoso.example"]));
        await LoadIndexAsync();
        var search = Render<GlobalSearch>();

        Type(search, "sales@");

        var option = Assert.Single(Options(search));
        Assert.Equal($"recipients/{anna}", option.GetAttribute("href"));
        Assert.Equal("true", search.Find("input").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task Input_MoreThanEightMatch_SuggestsEightAndTheList()
    {
        for (var i = 0; i < 9; i++)
            Directory.AddUser($"Ada {i}", ("mail", [$"ada{i}@contoso.example"]));
        await LoadIndexAsync();
        var search = Render<GlobalSearch>();

        Type(search, "ada");

        Assert.Equal(8, Options(search).Count);
        Assert.Equal("recipients?search=ada", search.Find(".search-more a").GetAttribute("href"));
    }

    [Fact]
    public async Task ArrowDownEnter_Suggestions_OpensTheActiveOne()
    {
        var anna = AddAnna();
        await LoadIndexAsync();
        var search = Render<GlobalSearch>();
        Type(search, "anna");
        search.Find("input").KeyDown("ArrowDown");
        var active = search.Find("input").GetAttribute("aria-activedescendant");
        Assert.Equal("true", search.Find($"#{active}").GetAttribute("aria-selected"));

        search.Find("input").KeyDown("Enter");

        search.WaitForAssertion(() => Assert.EndsWith($"/recipients/{anna}", Here));
    }

    [Fact]
    public async Task Enter_NothingChosen_GoesToTheListWithTheText()
    {
        AddAnna();
        await LoadIndexAsync();
        var search = Render<GlobalSearch>();
        Type(search, "anna b&c");

        search.Find("input").KeyDown("Enter");

        search.WaitForAssertion(() => Assert.EndsWith("/recipients?search=anna%20b%26c", Here));
    }

    [Theory]
    [InlineData("smtp:anna@contoso.example")]
    [InlineData("<anna@contoso.example>")]
    public async Task Input_WholeAddress_OffersWhoHasItFirstAndEnterGoesThere(string text)
    {
        AddAnna();
        await LoadIndexAsync();
        var search = Render<GlobalSearch>();

        Type(search, text);

        Assert.Equal("find?address=anna%40contoso.example", Options(search)[0].GetAttribute("href"));
        search.Find("input").KeyDown("Enter");
        search.WaitForAssertion(() => Assert.EndsWith("/find?address=anna%40contoso.example", Here));
    }

    [Fact]
    public void Input_WholeBounce_OffersEachAddressInItAndEnterAsksForAll()
    {
        var search = Render<GlobalSearch>();

        Type(
            search,
            "Your message did not reach IMCEAEX-_o=Contoso_cn=anna@contoso.example or IMCEAEX-_o=Contoso_cn=bo@contoso.example: "
                + new string('x', 3000)
        );

        Assert.Equal(
            ["find?address=X500%3A%2Fo%3DContoso%2Fcn%3Danna", "find?address=X500%3A%2Fo%3DContoso%2Fcn%3Dbo"],
            Options(search).Select(o => o.GetAttribute("href"))
        );
        search.Find("input").KeyDown("Enter");
        search.WaitForAssertion(() =>
            Assert.EndsWith(
                "/find?address=X500%3A%2Fo%3DContoso%2Fcn%3Danna&address=X500%3A%2Fo%3DContoso%2Fcn%3Dbo",
                Here
            )
        );
    }

    [Theory]
    [InlineData("conto")]
    [InlineData("@Contoso.")]
    public async Task Input_PartOfADomain_OffersTheDomainAfterThePeople(string text)
    {
        AddAnna();
        await LoadIndexAsync();
        var search = Render<GlobalSearch>();

        Type(search, text);

        var domain = Assert.Single(Options(search), o => o.GetAttribute("href") == "domains/contoso.example");
        Assert.Contains("1 recipient", domain.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contoso.example")]
    [InlineData("@contoso.example")]
    public async Task Input_Domain_OffersItsRecipients(string text)
    {
        AddAnna();
        await LoadIndexAsync();
        var search = Render<GlobalSearch>();

        Type(search, text);

        Assert.Contains(Options(search), o => o.GetAttribute("href") == "domains/contoso.example");
        Assert.Contains(
            Options(search),
            o =>
                o.GetAttribute("href") == "recipients?domain=contoso.example"
                && o.TextContent.Contains("1 recipient in contoso.example", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("onmicro")]
    [InlineData("@contoso.mail.onmicrosoft.com")]
    public async Task Input_DomainWithoutAddresses_OffersTheDomain(string text)
    {
        AddAnna();
        await LoadIndexAsync();
        var search = Render<GlobalSearch>();

        Type(search, text);

        Assert.Equal("domains/contoso.mail.onmicrosoft.com", Assert.Single(Options(search)).GetAttribute("href"));
    }

    [Theory]
    [InlineData("partner")]
    [InlineData("@partner.test")]
    public async Task Input_DomainOfContactsOnly_OffersThePeopleAndNoPageThatIsNotThere(string text)
    {
        Directory.AddContact(
            "Paul Partner",
            ("mail", ["paul@partner.test"]),
            ("targetAddress", ["SMTP:paul@partner.test"])
        );
        await LoadIndexAsync();
        var search = Render<GlobalSearch>();

        Type(search, text);

        var links = Options(search).Select(o => o.GetAttribute("href")).ToArray();
        Assert.Contains("recipients?domain=partner.test", links);
        Assert.DoesNotContain("domains/partner.test", links);
    }

    [Fact]
    public void Input_DirectoryNeverReached_StillAnswers()
    {
        Directory.GoAway();
        var search = Render<GlobalSearch>();

        Type(search, "conto");

        Assert.Empty(Options(search));
        Assert.Contains("Nobody matches", search.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_Words_OffersTheRecordsWithThem()
    {
        var search = Render<GlobalSearch>();

        Type(search, "INC 4711");

        Assert.Equal("audit?text=INC%204711", search.FindAll("a[role=option]").Single().GetAttribute("href"));
    }

    [Fact]
    public void Input_LongerThanAnyBounce_OffersNothingAndLives()
    {
        var search = Render<GlobalSearch>();

        Type(search, new string('a', 40_000));

        Assert.Empty(search.FindAll("a[role=option]"));
        search.Find("input").KeyDown("Enter");
        search.WaitForAssertion(() => Assert.EndsWith("/recipients", Here));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("#1")]
    public async Task Input_NumberOfARecord_SuggestsTheRecord(string text)
    {
        await Audit.RecordAsync(
            AuditSamples.AnIntent(),
            new Core.Audit.AuditEnd(Core.Audit.AuditOutcome.Applied),
            default
        );
        var search = Render<GlobalSearch>();

        Type(search, text);

        Assert.Equal("audit/1", Options(search)[0].GetAttribute("href"));
        Assert.Contains("Added a.berg@contoso.test", Options(search)[0].TextContent);
    }

    [Fact]
    public async Task Input_LogUnreadable_StillFindsPeople()
    {
        Directory.AddUser("Room 7", ("mail", ["room7@contoso.example"]));
        await LoadIndexAsync();
        Log.Unreadable = "locked";
        var search = Render<GlobalSearch>();

        Type(search, "7");

        Assert.Single(Options(search));
    }

    [Fact]
    public async Task Escape_Suggestions_ClosesAndKeepsTheText()
    {
        AddAnna();
        await LoadIndexAsync();
        var search = Render<GlobalSearch>();
        Type(search, "anna");

        search.Find("input").KeyDown("Escape");

        Assert.Equal("false", search.Find("input").GetAttribute("aria-expanded"));
        Assert.Equal("anna", search.Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task Dispose_WhileWaiting_EndsTheTimer()
    {
        var search = Render<GlobalSearch>();
        search.Find("input").Input("ann");
        Assert.Equal(1, Time.ActiveTimers);

        await DisposeComponentsAsync();

        Assert.Equal(0, Time.ActiveTimers);
    }

    private void Type(IRenderedComponent<GlobalSearch> search, string text)
    {
        search.Find("input").Input(text);
        Time.Advance(TimeSpan.FromMilliseconds(200));
        search.WaitForState(() => search.Find("input").GetAttribute("aria-expanded") == "true");
    }

    private static IReadOnlyList<AngleSharp.Dom.IElement> Options(IRenderedComponent<GlobalSearch> search) =>
        search
            .FindAll("a[role=option]")
            .Where(o => !o.GetAttribute("href")!.StartsWith("audit?", StringComparison.Ordinal))
            .ToArray();
}
