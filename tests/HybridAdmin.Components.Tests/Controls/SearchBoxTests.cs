using Bunit;
using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Tests.Layout;

namespace HybridAdmin.Components.Tests.Controls;

public sealed class SearchBoxTests : ControlTest
{
    private readonly List<string> _reported = [];
    private readonly List<string> _submitted = [];

    [Fact]
    public void Input_SeveralLetters_ReportsOnceAfterThePause()
    {
        var box = RenderBox();

        box.Find("input").Input("z");
        Time.Advance(TimeSpan.FromMilliseconds(100));
        box.Find("input").Input("zo");
        Time.Advance(TimeSpan.FromMilliseconds(179));
        Assert.Empty(_reported);
        Time.Advance(TimeSpan.FromMilliseconds(1));

        box.WaitForAssertion(() => Assert.Equal(["zo"], _reported));
    }

    [Fact]
    public void Enter_BeforeThePause_ReportsAtOnceAndNotAgain()
    {
        var box = RenderBox();
        box.Find("input").Input("zoe");

        box.Find("input").KeyDown("Enter");
        Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["zoe"], _reported);
        Assert.Equal(["zoe"], _submitted);
    }

    [Fact]
    public void Escape_WithText_ClearsAndReportsNothingToSearch()
    {
        var box = RenderBox("zoe");

        box.Find("input").KeyDown("Escape");

        Assert.Equal([""], _reported);
        Assert.Equal("", box.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void Value_OldEchoWhileTyping_DoesNotOverwriteTheLetters()
    {
        var box = RenderBox("");
        box.Find("input").Input("zoe");

        box.Render(p => p.Add(b => b.Value, "zo"));

        Assert.Equal("zoe", box.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void Value_ChangedFromOutside_IsShown()
    {
        var box = RenderBox("zoe");

        box.Render(p => p.Add(b => b.Value, ""));

        Assert.Equal("", box.Find("input").GetAttribute("value"));
        Assert.Equal("/", box.Find("kbd").TextContent);
    }

    [Fact]
    public async Task Dispose_WhileWaiting_ReportsNothing()
    {
        var box = RenderBox();
        box.Find("input").Input("zoe");

        await DisposeComponentsAsync();
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(_reported);
    }

    private IRenderedComponent<SearchBox> RenderBox(string? value = null) =>
        Render<SearchBox>(p =>
            p.Add(b => b.Label, "Search recipients")
                .Add(b => b.Value, value)
                .Add(b => b.Delay, 180)
                .Add(b => b.ValueChanged, (string text) => _reported.Add(text))
                .Add(b => b.OnSubmit, (string text) => _submitted.Add(text))
        );
}
