using AngleSharp.Dom;
using Bunit;
using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Tests.Layout;
using Microsoft.AspNetCore.Components.Web;

namespace HybridAdmin.Components.Tests.Controls;

public sealed class DataTableTests : ControlTest
{
    private readonly List<TableRequest> _requests = [];
    private readonly List<string> _opened = [];
    private IReadOnlySet<string> _selected = new HashSet<string>();
    private TableSort? _sortAsked;
    private string[] _items = ["Ada", "Bjørn", "Chloé", "Dmitri", "Elif"];
    private Exception? _fault;
    private string? _partial;

    [Fact]
    public void Render_Items_HasARowForEachAndTheirNumber()
    {
        var table = RenderTable();

        table.WaitForAssertion(() => Assert.Equal(_items, Rows(table).Select(r => r.QuerySelector("b")!.TextContent)));
        Assert.Equal("6", Grid(table).GetAttribute("aria-rowcount"));
    }

    [Fact]
    public void Render_ColumnNotVisible_IsLeftOut()
    {
        var table = RenderTable();

        Assert.Equal(
            ["Name", "Letters"],
            table.FindAll("thead th:not(.select-cell)").Select(th => th.TextContent.Trim())
        );
    }

    [Theory]
    [InlineData("ArrowDown", "Bjørn")]
    [InlineData("End", "Elif")]
    [InlineData("PageDown", "Elif")]
    public void KeyDown_FromTheTop_MovesTheActiveRow(string key, string expected)
    {
        var table = RenderTable();

        Grid(table).KeyDown(key);

        Assert.Equal(expected, ActiveName(table));
    }

    [Theory]
    [InlineData("ArrowUp", "Dmitri")]
    [InlineData("Home", "Ada")]
    [InlineData("PageUp", "Ada")]
    public void KeyDown_FromTheBottom_MovesTheActiveRow(string key, string expected)
    {
        var table = RenderTable();
        Grid(table).KeyDown("End");

        Grid(table).KeyDown(key);

        Assert.Equal(expected, ActiveName(table));
    }

    [Fact]
    public void KeyDown_PastTheEnd_StaysOnTheLastRow()
    {
        var table = RenderTable();
        Grid(table).KeyDown("End");

        Grid(table).KeyDown("ArrowDown");

        Assert.Equal("Elif", ActiveName(table));
    }

    [Fact]
    public void Enter_OnTheActiveRow_OpensIt()
    {
        var table = RenderTable();
        Grid(table).KeyDown("ArrowDown");

        Grid(table).KeyDown("Enter");

        Assert.Equal(["Bjørn"], _opened);
    }

    [Fact]
    public void Space_OnTheActiveRow_TogglesItsSelection()
    {
        var table = RenderTable();

        Grid(table).KeyDown(" ");
        var afterFirst = _selected.ToArray();
        table.Render(p => p.Add(t => t.SelectedKeys, _selected));
        Grid(table).KeyDown(" ");

        Assert.Equal(["Ada"], afterFirst);
        Assert.Empty(_selected);
    }

    [Fact]
    public void ShiftArrow_Twice_SelectsTheRange()
    {
        var table = RenderTable();

        Grid(table).KeyDown(new KeyboardEventArgs { Key = "ArrowDown", ShiftKey = true });
        Grid(table).KeyDown(new KeyboardEventArgs { Key = "ArrowDown", ShiftKey = true });

        Assert.Equal(["Ada", "Bjørn", "Chloé"], _selected.Order());
    }

    [Fact]
    public void ShiftClick_AfterACheckBox_SelectsTheRange()
    {
        var table = RenderTable();
        Rows(table)[1].QuerySelector("input")!.Click();

        Rows(table)[3].Click(new MouseEventArgs { ShiftKey = true });

        Assert.Equal(["Bjørn", "Chloé", "Dmitri"], _selected.Order());
    }

    [Fact]
    public void Escape_WithASelection_ClearsIt()
    {
        _selected = new HashSet<string> { "Ada" };
        var table = RenderTable();

        Grid(table).KeyDown("Escape");

        Assert.Empty(_selected);
    }

    [Fact]
    public void SelectAll_MoreThanTheLimit_TakesAsManyAsAllowed()
    {
        var table = RenderTable(p => p.Add(t => t.SelectionLimit, 2));

        table.Find("thead input").Change(true);

        Assert.Equal(["Ada", "Bjørn"], _selected.Order());
    }

    [Fact]
    public void SortButton_OfTheSortedColumn_AsksForTheOtherDirection()
    {
        var table = RenderTable(p => p.Add(t => t.Sort, new TableSort("name")));

        table.Find("thead .sort").Click();

        Assert.Equal(new TableSort("name", Descending: true), _sortAsked);
        Assert.Equal(
            "ascending",
            table.FindAll("thead th").Single(t => t.TextContent.Contains("Name")).GetAttribute("aria-sort")
        );
    }

    [Fact]
    public void SortParameter_Changed_AsksTheProviderAgain()
    {
        var table = RenderTable();
        _requests.Clear();

        table.Render(p => p.Add(t => t.Sort, new TableSort("name", true)));

        table.WaitForAssertion(() => Assert.Contains(_requests, r => r.Sort == new TableSort("name", true)));
    }

    [Fact]
    public async Task Enter_AfterARefreshWithOtherItems_OpensTheNewRow()
    {
        var table = RenderTable();
        _items = ["Zoë", "Yusuf"];
        await table.InvokeAsync(table.Instance.RestartAsync);

        Grid(table).KeyDown("Enter");

        Assert.Equal(["Zoë"], _opened);
    }

    [Fact]
    public void Render_NoItems_ShowsTheEmptySlot()
    {
        _items = [];

        var table = RenderTable();

        table.WaitForAssertion(() => Assert.Contains("Nobody matches", table.Markup));
        Assert.Empty(Rows(table));
    }

    [Fact]
    public void Render_ProviderThrows_ShowsTheReasonAndRetryReadsAgain()
    {
        _fault = new InvalidOperationException("dc1: connection refused");
        var table = RenderTable();
        table.WaitForAssertion(() =>
            Assert.Contains("dc1: connection refused", table.Find("[role=alert]").TextContent)
        );

        _fault = null;
        table.Find("[role=alert] button").Click();

        table.WaitForAssertion(() => Assert.Equal(5, Rows(table).Count));
        Assert.Empty(table.FindAll("[role=alert]"));
    }

    [Fact]
    public void Render_Partial_SaysWhatIsMissingAndShowsTheRest()
    {
        _partial = "dc2 has not answered since 14:03.";

        var table = RenderTable();

        table.WaitForAssertion(() => Assert.Contains("dc2 has not answered", table.Find("[role=status]").TextContent));
        Assert.Equal(5, Rows(table).Count);
    }

    private static IElement Grid(IRenderedComponent<IComponent> table) => table.Find("[role=grid]");

    private static IReadOnlyList<IElement> Rows(IRenderedComponent<IComponent> table) => table.FindAll("tr.data-row");

    private static string ActiveName(IRenderedComponent<IComponent> table) =>
        table.Find("#" + Grid(table).GetAttribute("aria-activedescendant")).QuerySelector("b")!.TextContent;

    private ValueTask<TablePage<string>> Provide(TableRequest request, CancellationToken cancellationToken)
    {
        _requests.Add(request);
        if (_fault is not null)
            throw _fault;
        return ValueTask.FromResult(
            new TablePage<string>(_items.Skip(request.Start).Take(request.Count).ToList(), _items.Length, _partial)
        );
    }

    private IRenderedComponent<DataTable<string>> RenderTable(
        Action<ComponentParameterCollectionBuilder<DataTable<string>>>? more = null
    ) =>
        Render<DataTable<string>>(p =>
        {
            p.Add(t => t.Label, "People").Add(t => t.Provider, Provide).Add(t => t.ItemKey, s => s);
            p.Add(t => t.Selectable, true)
                .Add(t => t.SelectedKeys, _selected)
                .Add(t => t.SelectedKeysChanged, s => _selected = s);
            p.Add(t => t.OnOpen, (string s) => _opened.Add(s)).Add(t => t.SortChanged, (TableSort s) => _sortAsked = s);
            p.Add(t => t.Empty, "Nobody matches");
            p.AddChildContent<DataColumn<string>>(c =>
                c.Add(x => x.Title, "Name").Add(x => x.SortKey, "name").Add(x => x.ChildContent, s => $"<b>{s}</b>")
            );
            p.AddChildContent<DataColumn<string>>(c =>
                c.Add(x => x.Title, "Letters").Add(x => x.ChildContent, s => s.Length.ToString())
            );
            p.AddChildContent<DataColumn<string>>(c =>
                c.Add(x => x.Title, "Not chosen").Add(x => x.Visible, false).Add(x => x.ChildContent, s => s)
            );
            more?.Invoke(p);
        });
}
