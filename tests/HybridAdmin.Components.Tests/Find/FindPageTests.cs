using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Features.Find;

namespace HybridAdmin.Components.Tests.Find;

public sealed class FindPageTests : PageTest
{
    [Fact]
    public async Task Render_AddressInTheUrl_NamesTheHolderAndEveryAttribute()
    {
        var anna = AddAnna();
        await LoadIndexAsync();

        var page = Open("find?address=ANNA@contoso.example");

        Assert.Equal($"recipients/{anna}", page.Find(".find-owner a").GetAttribute("href"));
        Assert.Contains("primary address", page.Find(".find-owner").TextContent);
        Assert.Contains("(mail)", page.Find(".find-owner").TextContent);
        Assert.Contains("Anna Berg has ANNA@contoso.example", page.Find("[data-copy]").GetAttribute("data-copy"));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Add to", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_FreedAddress_SaysWhoseItWas()
    {
        var anna = AddAnna();
        await EditAsync(anna, new RecipientEdit { AddAddresses = ["info@contoso.example"] });
        var removed = await EditAsync(
            anna,
            new RecipientEdit { RemoveAddresses = ["info@contoso.example"], Reason = "INC-7" }
        );

        var page = Open("find?address=info@contoso.example");

        Assert.Equal("Not in use.", page.Find(".find-headline").TextContent.Trim());
        Assert.Contains("Belonged to Anna Berg until", page.Markup);
        Assert.NotNull(page.Find($"a[href='audit/{removed}']"));
    }

    [Fact]
    public async Task AddTo_PersonChosen_OpensTheirPageWithTheAddressWaiting()
    {
        var anna = AddAnna();
        await LoadIndexAsync();
        var page = Open("find?address=X500%3A%2Fo%3DContoso%2Fcn%3Danna");

        page.FindAll("button").Single(b => b.TextContent.Contains("Add to", StringComparison.Ordinal)).Click();
        page.Find("input[type=search]").Input("berg");
        Time.Advance(TimeSpan.FromMilliseconds(300));
        page.WaitForElement(".picker-item").Click();

        page.WaitForAssertion(() => Assert.EndsWith($"/recipients/{anna}?add=X500%3A%2Fo%3DContoso%2Fcn%3Danna", Here));
        Assert.Equal(0, Directory.Modifies);
    }

    [Fact]
    public void Render_Auditor_IsNotOfferedToAdd()
    {
        SignIn(Role.Auditor);

        Assert.DoesNotContain("Add to", Open("find?address=free@contoso.example").Markup);
    }

    [Fact]
    public void Submit_FoldedBounce_AsksForTheDecodedAddress()
    {
        var page = Open("find");

        page.Find("textarea").Input("IMCEAEX-_o=Contoso_ou=First+20\r\n Group_cn=anna@contoso.example");
        page.Find("form").Submit();

        Assert.EndsWith("/find?address=X500%3A%2Fo%3DContoso%2Fou%3DFirst%20Group%2Fcn%3Danna", Here);
        page.WaitForAssertion(() => Assert.Contains("/o=Contoso/ou=First Group/cn=anna is not in use.", page.Markup));
    }

    [Fact]
    public void Submit_NoAddress_SaysWhatToDo()
    {
        var page = Open("find");

        page.Find("textarea").Input("hello");
        page.Find("form").Submit();

        Assert.Contains("There is no address in this text.", page.Markup);
    }

    [Fact]
    public void Render_Markup_IsShownAsText()
    {
        var page = Open("find?address=" + Uri.EscapeDataString("X500:/o=<img src=x onerror=alert(1)>"));

        Assert.Empty(page.FindAll("img"));
    }

    [Fact]
    public void Render_DirectoryAway_OffersAnotherTry()
    {
        AddAnna();
        Directory.GoAway();
        var page = Open("find?address=anna@contoso.example");
        Assert.Contains("the directory does not answer", page.Find("[role=alert]").TextContent);
        Directory.ComeBack();

        page.Find("[role=alert] button").Click();

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".find-owner")));
    }

    private IRenderedComponent<FindPage> Open(string uri)
    {
        GoTo(uri);
        return Render<FindPage>();
    }
}
