using Bunit;
using HybridAdmin.Components.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Layout;

public sealed class ConsoleErrorBoundaryTests : BunitContext
{
    [Fact]
    public void Render_TwoPartsOfAPageFailAtOnce_SaysSoAndLeavesNoEmptyPage()
    {
        var boundary = Render<ConsoleErrorBoundary>(p => p.AddChildContent(Both));

        boundary.WaitForAssertion(() =>
            Assert.Contains("This page stopped working", boundary.Markup, StringComparison.Ordinal)
        );

        static void Both(RenderTreeBuilder builder)
        {
            builder.OpenComponent<Failing>(0);
            builder.CloseComponent();
            builder.OpenComponent<Failing>(1);
            builder.CloseComponent();
        }
    }

    [Fact]
    public void Navigate_AfterAFault_ShowsTheNextPageAndDoesNotBeginTheFailedOneAgain()
    {
        var begun = 0;
        var boundary = Render<ConsoleErrorBoundary>(p =>
            p.AddChildContent(builder =>
            {
                begun++;
                builder.OpenComponent<Failing>(0);
                builder.CloseComponent();
            })
        );
        Services.GetRequiredService<NavigationManager>().NavigateTo("/audit");

        boundary.Render(p => p.AddChildContent("the next page"));

        Assert.Equal("the next page", boundary.Markup);
        Assert.Equal(1, begun);
    }

    [Fact]
    public void Render_OnTheSamePage_KeepsTheFault()
    {
        var boundary = Render<ConsoleErrorBoundary>(p => p.AddChildContent<Failing>());

        boundary.Render(p => p.AddChildContent("a page"));

        Assert.Contains("This page stopped working", boundary.Markup, StringComparison.Ordinal);
    }

    private sealed class Failing : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            throw new InvalidOperationException("broken");
    }
}
