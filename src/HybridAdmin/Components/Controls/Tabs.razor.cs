using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace HybridAdmin.Components.Controls;

/// <summary>One tab.</summary>
/// <param name="Key">The key in the URL: short and lower-case.</param>
/// <param name="Title">The title: one word.</param>
/// <param name="Count">The count; shown when above 0.</param>
/// <param name="Tone">The tone of the count.</param>
public sealed record TabItem(string Key, string Title, int? Count = null, Tone Tone = Tone.Neutral);

/// <summary>
/// Tabs over one panel. The page holds the selection (in the query string) and renders the content of the selected tab.
/// </summary>
public sealed partial class Tabs : ComponentBase
{
    private readonly string _id = "tabs-" + Guid.NewGuid().ToString("N")[..8];
    private readonly Dictionary<string, ElementReference> _buttons = [];
    private string? _focusNext;

    /// <summary>The accessible name of the row of tabs.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The tabs from left to right.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<TabItem> Items { get; set; }

    /// <summary>The key of the selected tab; unknown or null selects the first.</summary>
    [Parameter]
    public string? Selected { get; set; }

    /// <summary>Raised when another tab is chosen by click or arrow key.</summary>
    [Parameter]
    public EventCallback<string> SelectedChanged { get; set; }

    /// <summary>The content of the selected tab.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    private string Current =>
        Items.Any(i => i.Key == Selected) ? Selected!
        : Items.Count > 0 ? Items[0].Key
        : "";

    private string PanelId => _id + "-panel";

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusNext is not { } key || !_buttons.TryGetValue(key, out var button))
            return;
        _focusNext = null;
        await button.FocusAsync();
    }

    private string TabId(TabItem item) => $"{_id}-{item.Key}";

    private Task SelectAsync(string key) => key == Current ? Task.CompletedTask : SelectedChanged.InvokeAsync(key);

    private Task OnKeyDownAsync(KeyboardEventArgs e)
    {
        var keys = Items.Select(i => i.Key).ToList();
        var at = keys.IndexOf(Current);
        var to = e.Key switch
        {
            "ArrowRight" => (at + 1) % keys.Count,
            "ArrowLeft" => (at - 1 + keys.Count) % keys.Count,
            "Home" => 0,
            "End" => keys.Count - 1,
            _ => at,
        };
        if (to == at)
            return Task.CompletedTask;
        _focusNext = keys[to];
        return SelectAsync(keys[to]);
    }
}
