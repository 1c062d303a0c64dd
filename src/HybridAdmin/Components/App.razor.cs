using HybridAdmin.Components.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Web;

namespace HybridAdmin.Components;

/// <summary>
/// The document. Interactive without prerendering, except for the pages that come before and after a session.
/// </summary>
public sealed partial class App : ComponentBase
{
    private static readonly string[] StaticPages = ["/sign-in", "/sign-out", "/access-denied", "/error"];

    // Prerendering would run every load twice, and an admin tool gains nothing by it.
    private static readonly InteractiveServerRenderMode Interactive = new(prerender: false);

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private IComponentRenderMode? Mode => IsStatic(Context.Request.Path) ? null : Interactive;

    internal static bool IsStatic(PathString path) =>
        StaticPages.Any(page => path.StartsWithSegments(page, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type != typeof(NotFoundPage))
            return;
        // Set while rendering, a status of 404 makes the renderer hold the page back, and the answer is empty.
        Context.Response.OnStarting(() =>
        {
            Context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
