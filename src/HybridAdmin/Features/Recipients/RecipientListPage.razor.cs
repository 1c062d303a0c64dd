using System.Globalization;
using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// All recipients, with the columns that the person has chosen, and as a file for people who may export it.
/// </summary>
public sealed partial class RecipientListPage : RecipientListBase
{
    private static readonly FilterOption[] Visibilities = [new("true", "hidden"), new("false", "visible")];
    private readonly RecipientColumns _columns = new();
    private bool _mayExport;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private ChangeSettings Settings { get; set; } = default!;

    [Inject]
    private GetPermissions Permissions { get; set; } = default!;

    private protected override RecipientQuery Query => State.ToQuery() with { CustomAttributes = _columns.Custom };

    private string ExportUri => (State with { Path = RecipientDownload.Path }).ToUri();

    private string ExportText =>
        Total is > ExportRecipients.Most
            ? $"CSV of the first {Number(ExportRecipients.Most)} of {Number(Total.Value)}"
            : $"CSV of {(State.IsFiltered ? "the" : "all")} {Number(Total ?? 0)} "
                + $"{(State.IsFiltered ? "that match" : "recipients")}";

    /// <summary>
    /// The minimum width: chosen columns must not squeeze each other, so the table scrolls horizontally from the fifth
    /// on.
    /// </summary>
    private string Width => $"--columns-width: {900 + 150 * Math.Max(0, _columns.Count - 3)}px";

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        var (actor, permissions) = await Permissions.ExecuteAsync(CancellationToken.None);
        _mayExport = permissions.Contains(Permission.ExportRecipients);
        await _columns.LoadAsync(Js, actor.Id);
        StateHasChanged();
        if (_columns.Custom.Count > 0 && Table is not null)
            await Table.RefreshAsync();
    }

    private async Task ChooseColumnAsync(string key, bool visible)
    {
        await _columns.ChooseAsync(Js, key, visible);
        // The rows include custom attributes only when they are shown.
        if (visible && _columns.Custom.Count > 0 && Table is not null)
            await Table.RefreshAsync();
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
