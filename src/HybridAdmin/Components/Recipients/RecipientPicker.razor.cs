using System.Globalization;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Recipients;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Components.Recipients;

/// <summary>Finds one recipient by name or any address. Arrow keys move; Enter or a click chooses.</summary>
public sealed partial class RecipientPicker : ComponentBase
{
    private const int Most = 6;
    private RecipientPage? _found;
    private string _text = "";
    private int _active;

    [Inject]
    private ListRecipients List { get; set; } = default!;

    /// <summary>The purpose of the search.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The placeholder: an example.</summary>
    [Parameter]
    public string Placeholder { get; set; } = "Name, address or alias";

    /// <summary>True to include objects without mail.</summary>
    [Parameter]
    public bool IncludePlain { get; set; } = true;

    /// <summary>Raised when a recipient is chosen.</summary>
    [Parameter]
    public EventCallback<RecipientSummary> OnChosen { get; set; }

    private async Task SearchAsync(string text)
    {
        _text = text.Trim();
        _active = 0;
        _found =
            _text.Length == 0
                ? null
                : await List.ExecuteAsync(
                    new RecipientQuery { Search = _text, IncludePlain = IncludePlain },
                    0,
                    Most,
                    CancellationToken.None
                );
    }

    private void Move(int step)
    {
        if (_found is { Items.Count: > 0 } found)
            _active = (_active + step + found.Items.Count) % found.Items.Count;
    }

    private async Task ChooseActiveAsync(string text)
    {
        if (text.Trim() != _text)
            await SearchAsync(text); // Enter was pressed before the pause was over
        if (_found is { Items.Count: > 0 } found)
            await OnChosen.InvokeAsync(found.Items[Math.Min(_active, found.Items.Count - 1)]);
    }

    private static string Summary(RecipientPage found) =>
        found.Total switch
        {
            0 => "Nobody matches. Every word must occur in a name, alias, sign-in name or address.",
            var total when total > found.Items.Count =>
                $"The first {found.Items.Count} of {total.ToString("N0", CultureInfo.InvariantCulture)}. "
                    + $"Type more to narrow them.",
            1 => "1 match. Enter takes it.",
            var total => $"{total} matches. Enter takes the marked one.",
        };
}
