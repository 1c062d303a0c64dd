using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Features.Home;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Components.Tests.Home;

public sealed class HomePageTests : PageTest
{
    [Fact]
    public async Task Render_AllWell_ShowsConnectionsCountsAndVersions()
    {
        AddAnna(("msExchHideFromAddressLists", ["TRUE"]));
        Directory.AddUser("Bo Dahl", ("mail", ["bo@contoso.example"]), ("msExchHideFromAddressLists", ["TRUE"]));
        await LoadIndexAsync();

        var page = Render<HomePage>();

        page.WaitForAssertion(() => Assert.Contains("contoso.test", Card(page, "Fake").TextContent));
        Assert.Contains("Exchange 2019 CU10 or later", Card(page, "Fake").TextContent);
        Assert.Contains("1.2 MiB", Card(page, "Storage").TextContent);
        Assert.Equal(["2", "1"], Card(page, "Recipients").QuerySelectorAll(".figure-value").Select(f => f.TextContent));
        Assert.Equal(
            "recipients?type=MailUser",
            Card(page, "Recipients").QuerySelector(".bars a")!.GetAttribute("href")
        );
        Assert.Contains("SQLite 3.45.1", page.Find(".home-foot").TextContent);
        Assert.Empty(page.FindAll(".alert"));
    }

    [Fact]
    public async Task Render_OwnChange_IsToldInWordsWithItsRecord()
    {
        var anna = AddAnna();
        var id = await EditAsync(anna, new RecipientEdit { HiddenFromAddressListsEnabled = true });

        var page = Render<HomePage>();

        page.WaitForAssertion(() =>
            Assert.Contains("Hid from address lists", Card(page, "My recent changes").TextContent)
        );
        Assert.NotNull(page.Find($"a[href='audit/{id}']"));
        Assert.NotNull(page.Find($"a[href='recipients/{anna}']"));
    }

    [Fact]
    public void Render_Auditor_ShowsTheChainInsteadOfOwnChanges()
    {
        SignIn(Role.Auditor);

        var page = Render<HomePage>();

        page.WaitForAssertion(() => Assert.Contains("keyed hash", Card(page, "Audit chain").TextContent));
        Assert.DoesNotContain("My recent changes", page.Markup);
    }

    [Fact]
    public void Verify_ChainWithoutProof_SaysIntegrityNotProof()
    {
        SignIn(Role.Auditor);
        var page = Render<HomePage>();
        page.WaitForState(() => page.FindAll("section[aria-label='Audit chain'] button").Count == 1);

        page.Find("section[aria-label='Audit chain'] button").Click();

        page.WaitForAssertion(() => Assert.Contains("Integrity, not proof", Card(page, "Audit chain").TextContent));
    }

    [Fact]
    public void Verify_BrokenChain_NamesTheRecord()
    {
        SignIn(Role.Auditor);
        Log.Verification = new AuditVerification(false, 12, 7, "Record 7 was changed.", true);
        var page = Render<HomePage>();
        page.WaitForState(() => page.FindAll("section[aria-label='Audit chain'] button").Count == 1);

        page.Find("section[aria-label='Audit chain'] button").Click();

        page.WaitForAssertion(() =>
            Assert.Contains("number 7", Card(page, "Audit chain").QuerySelector("[role=alert]")!.TextContent)
        );
    }

    [Fact]
    public void Render_LogUnreadable_ShowsTheRestAndSaysWhatIsMissing()
    {
        Log.Unreadable = "database is locked";

        var page = Render<HomePage>();

        page.WaitForAssertion(() => Assert.Contains("The audit log cannot be read", page.Find(".alert").TextContent));
        Assert.Contains("contoso.test", Card(page, "Fake").TextContent);
    }

    [Fact]
    public void Render_StorageUnusable_SaysThatNothingCanBeChanged()
    {
        Storage = Storage with { IsUsable = false, Problem = "The disk is full." };

        var page = Render<HomePage>();

        page.WaitForAssertion(() => Assert.Contains("The disk is full.", page.Find("[role=alert]").TextContent));
    }

    [Fact]
    public async Task Render_ChangeWithoutOutcome_IsPointedOut()
    {
        await Audit.BeginAsync(AuditSamples.AnIntent(), default);

        var page = Render<HomePage>();

        page.WaitForAssertion(() => Assert.Contains("The outcome of one change is open", page.Markup));
    }

    [Fact]
    public void Advance_DirectoryWentAway_PageSaysSoByItself()
    {
        var page = Render<HomePage>();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".alert")));
        Directory.GoAway(new DirectoryFault(DirectoryFaultKind.Unreachable, "dc1 does not answer."));

        Time.Advance(TimeSpan.FromSeconds(15));

        page.WaitForAssertion(() => Assert.Contains("dc1 does not answer.", page.Find("[role=alert]").TextContent));
    }

    [Fact]
    public async Task Dispose_Page_EndsItsTimer()
    {
        Render<HomePage>();
        Assert.Equal(1, Time.ActiveTimers);

        await DisposeComponentsAsync();

        Assert.Equal(0, Time.ActiveTimers);
    }

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1023, "1,023 bytes")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(1_258_291, "1.2 MiB")]
    public void Size_Bytes_AreInBinaryUnits(long bytes, string expected) =>
        Assert.Equal(expected, HomePageModel.Size(bytes));

    private static AngleSharp.Dom.IElement Card(IRenderedComponent<HomePage> page, string title) =>
        page.Find($"section[aria-label='{title}']");
}
