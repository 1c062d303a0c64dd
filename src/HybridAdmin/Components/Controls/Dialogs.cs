using Microsoft.AspNetCore.Components;
using Radzen;

namespace HybridAdmin.Components.Controls;

/// <summary>What a person is asked before something happens.</summary>
/// <param name="Title">The question, as "Hide 14 recipients?".</param>
/// <param name="Confirm">The verb with its object, as "Hide 14 recipients".</param>
public sealed record ConfirmRequest(string Title, string Confirm)
{
    /// <summary>What follows from it, and whether it can be taken back.</summary>
    public string? Message { get; init; }

    /// <summary>The names of the objects, when there are many.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>Must be typed first: the number or name, for what cannot be undone.</summary>
    public string? TypeToConfirm { get; init; }

    /// <summary>Something is lost by it.</summary>
    public bool Danger { get; init; }

    /// <summary>The way out.</summary>
    public string Cancel { get; init; } = "Cancel";
}

/// <summary>
/// Dialogs in our look. The only place that knows the kit's dialog service: focus, Esc and the way back are its work.
/// </summary>
public sealed class Dialogs(DialogService service)
{
    /// <summary>Asks; true only when the verb was pressed.</summary>
    public async Task<bool> ConfirmAsync(ConfirmRequest request) =>
        await OpenAsync<ConfirmDialog>(request.Title, new() { [nameof(ConfirmDialog.Request)] = request }) is true;

    /// <summary>
    /// Opens a component as a dialog; it ends it with <see cref="Close"/>. Null when it was left by Esc or the cross.
    /// With <paramref name="focusFirst"/> false the component itself says where the cursor goes.
    /// </summary>
    public async Task<object?> OpenAsync<TDialog>(
        string title,
        Dictionary<string, object?> parameters,
        bool wide = false,
        bool focusFirst = true
    )
        where TDialog : ComponentBase
    {
        var options = new DialogOptions
        {
            CloseDialogOnEsc = true,
            CloseDialogOnOverlayClick = false,
            Width = wide ? "920px" : "540px",
            AutoFocusFirstElement = focusFirst,
        };
        return await service.OpenAsync<TDialog>(title, parameters!, options);
    }

    /// <summary>Ends the topmost dialog with a result.</summary>
    public void Close(object? result = null) => service.Close(result);
}
