using Microsoft.AspNetCore.Components;
using Radzen;

namespace HybridAdmin.Components.Controls;

/// <summary>A question to confirm before an action.</summary>
/// <param name="Title">The question, such as "Hide 14 recipients?".</param>
/// <param name="Confirm">The verb with its object, such as "Hide 14 recipients".</param>
public sealed record ConfirmRequest(string Title, string Confirm)
{
    /// <summary>The consequences of the action, and whether it can be reverted.</summary>
    public string? Message { get; init; }

    /// <summary>The names of the affected objects, if there are many.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>The number or name that must be typed first, for actions that cannot be undone.</summary>
    public string? TypeToConfirm { get; init; }

    /// <summary>True if the action loses data.</summary>
    public bool Danger { get; init; }

    /// <summary>The text of the cancel button.</summary>
    public string Cancel { get; init; } = "Cancel";
}

/// <summary>
/// Opens dialogs in the style of the console. The only class that uses the kit's dialog service, which handles focus,
/// Esc and the return of the focus.
/// </summary>
public sealed class Dialogs(DialogService service)
{
    /// <summary>Asks for confirmation; returns true only if the confirm button was pressed.</summary>
    public async Task<bool> ConfirmAsync(ConfirmRequest request) =>
        await OpenAsync<ConfirmDialog>(request.Title, new() { [nameof(ConfirmDialog.Request)] = request }) is true;

    /// <summary>
    /// Opens a component as a dialog; the component ends it with <see cref="Close"/>. Returns null when it was closed
    /// by Esc or the cross. With <paramref name="focusFirst"/> false the component itself sets the initial focus.
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

    /// <summary>Closes the topmost dialog with a result.</summary>
    public void Close(object? result = null) => service.Close(result);
}
