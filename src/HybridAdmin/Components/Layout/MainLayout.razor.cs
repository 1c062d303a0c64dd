using System.Security.Claims;
using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace HybridAdmin.Components.Layout;

/// <summary>The frame of every page after the sign-in, with the person and the pages that the person may see.</summary>
public sealed partial class MainLayout : LayoutComponentBase
{
    private string _name = "";
    private string? _role;
    private bool _ready;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    [CascadingParameter]
    private OpenPage? Open { get; set; }

    [Inject]
    private BrowserTime Times { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // One round trip before the first page, so that times do not change their zone a moment later.
        await Times.LoadAsync(Js);
        if (Authentication is not null)
        {
            var person = (await Authentication).User;
            _name = person.Identity?.Name ?? "";
            _role = Enum.TryParse<Role>(person.FindFirstValue(ClaimTypes.Role), out var role) ? role.Words() : null;
        }

        _ready = true;
    }
}
