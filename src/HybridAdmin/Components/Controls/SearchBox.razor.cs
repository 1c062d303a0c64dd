using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace HybridAdmin.Components.Controls;

/// <summary>
/// A search that answers while one types: waits for a pause, then reports once. Enter reports at once, Esc clears.
/// </summary>
public sealed partial class SearchBox : ComponentBase, IDisposable
{
    private ElementReference _input;
    private CancellationTokenSource? _waiting;
    private string _text = "";
    private string? _lastValue;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>Accessible name, and the placeholder unless another is given.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The text searched for.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>The text after a pause in typing; never null.</summary>
    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>Enter was pressed.</summary>
    [Parameter]
    public EventCallback<string> OnSubmit { get; set; }

    /// <summary>An arrow key: 1 for down, -1 for up, so that a list can be walked without leaving the field.</summary>
    [Parameter]
    public EventCallback<int> OnMove { get; set; }

    /// <summary>Shown while empty.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>The key that comes here, shown while empty.</summary>
    [Parameter]
    public string? Hint { get; set; } = "/";

    /// <summary>The one in the top bar: Ctrl+K comes here from everywhere.</summary>
    [Parameter]
    public bool Global { get; set; }

    /// <summary>Pause in milliseconds, 0 to 2000.</summary>
    [Parameter]
    public int Delay { get; set; } = 180;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        // Only a value that comes from outside replaces what is being typed, not our own echo of some letters ago.
        if (Value == _lastValue)
            return;
        _lastValue = Value;
        if (_waiting is null)
            _text = Value ?? "";
    }

    // Bound, not echoed: with a plain value attribute the server's answer to an older letter would overwrite what was
    // typed since.
    private async Task OnInputAsync(string? text)
    {
        _text = text ?? "";
        CancelWaiting();
        var waiting = _waiting = new CancellationTokenSource();
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Delay), Time, waiting.Token);
        }
        catch (OperationCanceledException)
        {
            return; // another letter came
        }

        await ReportAsync();
    }

    private async Task OnKeyDownAsync(KeyboardEventArgs e)
    {
        if (e.Key == "Enter")
        {
            await ReportAsync();
            await OnSubmit.InvokeAsync(_text);
        }
        else if (e.Key is "ArrowDown" or "ArrowUp")
        {
            await OnMove.InvokeAsync(e.Key == "ArrowDown" ? 1 : -1);
        }
        else if (e.Key == "Escape" && _text.Length > 0)
        {
            await ClearAsync();
        }
    }

    private async Task ClearAsync()
    {
        _text = "";
        await ReportAsync();
        await _input.FocusAsync();
    }

    private Task ReportAsync()
    {
        CancelWaiting();
        return _text == (Value ?? "") ? Task.CompletedTask : ValueChanged.InvokeAsync(_text);
    }

    private void CancelWaiting()
    {
        _waiting?.Cancel();
        _waiting?.Dispose();
        _waiting = null;
    }

    /// <inheritdoc />
    public void Dispose() => CancelWaiting();
}
