using Bunit;
using Bunit.TestDoubles;
using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Layout;
using HybridAdmin.Components.Tests.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Layout;

public sealed class LayoutTests : ControlTest
{
    private static readonly NavigationEntry[] Entries =
    [
        new("Home", "", IconName.Home),
        new("Health", "health", IconName.Health, Count: 7),
        new("Settings", "settings", IconName.Settings, "Settings"),
    ];

    [Fact]
    public void NavigationRail_EntryWithoutThePolicy_IsLeftOut()
    {
        this.AddAuthorization().SetAuthorized("ada");

        var rail = Render<NavigationRail>(p => p.Add(r => r.Entries, Entries));

        Assert.Equal(["Home", "Health"], rail.FindAll("a").Select(a => a.GetAttribute("title")));
        Assert.Contains("7", rail.Find("a[href=health] .count").TextContent);
    }

    [Fact]
    public void NavigationRail_EntryWithThePolicy_IsThere()
    {
        var authorization = this.AddAuthorization();
        authorization.SetPolicies("Settings");
        authorization.SetAuthorized("ada");

        var rail = Render<NavigationRail>(p => p.Add(r => r.Entries, Entries));

        Assert.NotNull(rail.Find("a[href=settings]"));
    }

    [Fact]
    public void TopBar_SearchSubmitted_GoesToTheRecipientsWithTheTextEscaped()
    {
        var bar = Render<TopBar>(p => p.Add(b => b.PersonName, "Ada"));
        bar.Find("input").Input("a&b #1");

        bar.Find("input").KeyDown("Enter");

        Assert.EndsWith("/recipients?search=a%26b%20%231", Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public void ErrorBoundary_PageThrows_ShowsANumberAndRecovers()
    {
        var throwing = true;
        RenderFragment page = builder =>
        {
            if (throwing)
                throw new InvalidOperationException("secret detail");
            builder.AddContent(0, "the page");
        };
        var boundary = Render<ConsoleErrorBoundary>(p =>
            p.AddChildContent(b =>
            {
                b.OpenComponent<Wrapper>(0);
                b.AddAttribute(1, nameof(Wrapper.Content), page);
                b.CloseComponent();
            })
        );
        Assert.Matches("[0-9a-f]{12}", boundary.Find(".alert .mono").TextContent);
        Assert.DoesNotContain("secret detail", boundary.Markup);

        throwing = false;
        boundary.Find(".alert > button").Click();

        Assert.Contains("the page", boundary.Markup);
    }

    [Theory]
    [InlineData("/sign-in", true)]
    [InlineData("/Sign-In/form", true)]
    [InlineData("/error", true)]
    [InlineData("/errors-of-the-day", false)]
    [InlineData("/", false)]
    [InlineData("/recipients", false)]
    public void IsStatic_Path_IsTrueOnlyForPagesWithoutACircuit(string path, bool expected) =>
        Assert.Equal(expected, App.IsStatic(new PathString(path)));

    private sealed class Wrapper : ComponentBase
    {
        [Parameter]
        public RenderFragment? Content { get; set; }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) =>
            builder.AddContent(0, Content);
    }
}
