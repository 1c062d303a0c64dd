using HybridAdmin.Core.Access;
using HybridAdmin.Core.Comparison.Find;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace HybridAdmin.Components.Layout;

/// <summary>
/// The search of the top bar, with suggestions while the person types. Arrow keys select; Enter opens the selected
/// suggestion, otherwise the answer for a whole address or bounce, otherwise the list of all matches; Esc closes. A
/// combobox as in the ARIA practices: the focus stays in the field.
/// </summary>
public sealed partial class GlobalSearch : ComponentBase, IDisposable
{
    private const string ListId = "global-search-list";

    /// <summary>The pause: shorter than a person notices, longer than between two letters of quick typing.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private ElementReference _input;
    private CancellationTokenSource? _searching;
    private SearchAnswer? _answer;
    private string? _problem;
    private string _text = "";
    private int _active = -1;
    private bool _closed = true;

    [Inject]
    private SearchSuggestions Suggestions { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private bool IsOpen => !_closed && (_answer is not null || _problem is not null);

    private IReadOnlyList<SearchSuggestion> Items => _answer?.Items ?? [];

    private string Words => _text.Trim();

    private string ListHref =>
        SearchInput.Parse(_text).Words is { } words ? $"recipients?search={Uri.EscapeDataString(words)}" : "recipients";

    /// <inheritdoc />
    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    /// <inheritdoc />
    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        CancelSearch();
    }

    private static string OptionId(int index) => $"global-search-{index}";

    // Bound, not echoed: with a plain value attribute the server's response to an earlier letter would overwrite the
    // text typed since.
    private async Task OnInputAsync(string? text)
    {
        _text = text ?? "";
        _active = -1;
        CancelSearch();
        if (Words.Length == 0)
        {
            Close();
            return;
        }

        var searching = _searching = new CancellationTokenSource();
        try
        {
            await Task.Delay(Pause, Time, searching.Token);
            var answer = await Suggestions.FindAsync(SearchInput.Parse(_text), searching.Token);
            searching.Token.ThrowIfCancellationRequested();
            (_answer, _problem, _closed) = (answer, null, false);
        }
        catch (OperationCanceledException)
        {
            // Another letter was typed.
        }
        catch (AccessDeniedException denied)
        {
            (_answer, _problem, _closed) = (null, denied.Message, false);
        }
    }

    private void OnKeyDown(KeyboardEventArgs e)
    {
        switch (e.Key)
        {
            case "ArrowDown" or "ArrowUp" when Items.Count > 0:
                // One position more than there are lines: the field itself.
                _active = _closed ? -1 : _active;
                _closed = false;
                _active = ((_active + 1 + (e.Key == "ArrowDown" ? 1 : -1) + Items.Count + 1) % (Items.Count + 1)) - 1;
                break;
            case "Escape":
                if (!IsOpen)
                    _text = "";
                Close();
                break;
            case "Enter":
                Open();
                break;
        }
    }

    private void Open()
    {
        var chosen = _active >= 0 && _active < Items.Count ? Items[_active].Href : null;
        var record = Words.StartsWith('#') ? SearchSuggestions.RecordNumber(Words) : null;
        var addresses = SearchInput.Parse(_text).Addresses;
        var target =
            chosen
            ?? (
                record is { } number ? $"audit/{number}"
                : addresses.Count > 0 ? SearchSuggestions.FindHref(addresses)
                : ListHref
            );
        Close();
        Navigation.NavigateTo(target);
    }

    private void OnFocus()
    {
        if (Words.Length > 0 && _answer is not null)
            _closed = false;
    }

    private void OnFocusOut() => Close();

    private void Close()
    {
        CancelSearch();
        (_closed, _active) = (true, -1);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (_closed && _text.Length == 0)
            return;
        _ = InvokeAsync(() =>
        {
            (_text, _answer) = ("", null);
            Close();
            StateHasChanged();
        });
    }

    private void CancelSearch()
    {
        _searching?.Cancel();
        _searching?.Dispose();
        _searching = null;
    }
}
