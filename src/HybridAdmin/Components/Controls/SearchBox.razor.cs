using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace HybridAdmin.Components.Controls;

/// <summary>
/// A search field that reports while the person types: it waits for a pause, then reports once. Enter reports at once,
/// Esc clears.
/// </summary>
public sealed partial class SearchBox : ComponentBase, IDisposable
{
    private ElementReference _input;
    private CancellationTokenSource? _waiting;
    private string _text = "";
    private string? _lastValue;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>The accessible name, and the placeholder unless another is given.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The search text.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Raised with the text after a pause in typing; never null.</summary>
    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>Raised when Enter is pressed.</summary>
    [Parameter]
    public EventCallback<string> OnSubmit { get; set; }

    /// <summary>
    /// Raised by an arrow key with 1 for down and -1 for up, to move in a list without leaving the field.
    /// </summary>
    [Parameter]
    public EventCallback<int> OnMove { get; set; }

    /// <summary>The text that is shown while the field is empty.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>The keyboard shortcut of the field, shown while it is empty.</summary>
    [Parameter]
    public string? Hint { get; set; } = "/";

    /// <summary>True for the field in the top bar, which Ctrl+K focuses from everywhere.</summary>
    [Parameter]
    public bool Global { get; set; }

    /// <summary>The pause in milliseconds, 0 to 2000.</summary>
    [Parameter]
    public int Delay { get; set; } = 180;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        // Only a value from outside replaces the typed text, not the echo of an earlier input.
        if (Value == _lastValue)
            return;
        _lastValue = Value;
        if (_waiting is null)
            _text = Value ?? "";
    }

    // Bound, not echoed: with a plain value attribute the server's response to an earlier letter would overwrite the
    // text typed since.
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
            return; // another letter was typed
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
