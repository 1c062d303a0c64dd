using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Recipients;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HybridAdmin.Features.Recipients;

/// <summary>All recipients, with the columns that the person has chosen.</summary>
public sealed partial class RecipientListPage : RecipientListBase
{
    private static readonly FilterOption[] Visibilities = [new("true", "hidden"), new("false", "visible")];
    private readonly RecipientColumns _columns = new();

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await _columns.LoadAsync(Js);
        StateHasChanged();
    }

    private Task ChooseColumnAsync(string key, bool visible) => _columns.ChooseAsync(Js, key, visible);
}
