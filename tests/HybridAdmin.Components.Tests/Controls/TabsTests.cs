using Bunit;
using HybridAdmin.Components.Controls;

namespace HybridAdmin.Components.Tests.Controls;

public sealed class TabsTests : ControlTest
{
    private static readonly TabItem[] Items =
    [
        new("addresses", "Addresses"),
        new("health", "Health", 2),
        new("raw", "Raw"),
    ];
    private string? _chosen;

    [Fact]
    public void Render_SelectedTab_IsTheOnlyOneInTheTabOrderAndNamesThePanel()
    {
        var tabs = RenderTabs("health");

        var selected = Assert.Single(tabs.FindAll("[role=tab][tabindex='0']"));
        Assert.Equal("true", selected.GetAttribute("aria-selected"));
        Assert.Equal(selected.Id, tabs.Find("[role=tabpanel]").GetAttribute("aria-labelledby"));
        Assert.Equal(tabs.Find("[role=tabpanel]").Id, selected.GetAttribute("aria-controls"));
    }

    [Fact]
    public void Render_UnknownKey_SelectsTheFirst()
    {
        var tabs = RenderTabs("no-such-tab");

        Assert.Contains("Addresses", tabs.Find("[aria-selected=true]").TextContent);
    }

    [Theory]
    [InlineData("addresses", "ArrowRight", "health")]
    [InlineData("addresses", "ArrowLeft", "raw")]
    [InlineData("raw", "ArrowRight", "addresses")]
    [InlineData("health", "End", "raw")]
    [InlineData("health", "Home", "addresses")]
    public void KeyDown_OnATab_AsksForTheOther(string selected, string key, string expected)
    {
        var tabs = RenderTabs(selected);

        tabs.Find("[aria-selected=true]").KeyDown(key);

        Assert.Equal(expected, _chosen);
    }

    [Fact]
    public void Click_SelectedTab_AsksForNothing()
    {
        var tabs = RenderTabs("raw");

        tabs.Find("[aria-selected=true]").Click();

        Assert.Null(_chosen);
    }

    private IRenderedComponent<Tabs> RenderTabs(string selected) =>
        Render<Tabs>(p =>
            p.Add(t => t.Label, "Recipient")
                .Add(t => t.Items, Items)
                .Add(t => t.Selected, selected)
                .Add(t => t.SelectedChanged, (string key) => _chosen = key)
                .AddChildContent("content")
        );
}
