using HybridAdmin.Components.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Web;

namespace HybridAdmin.Components;

/// <summary>
/// The root document. Pages are interactive without prerendering, except those before and after a session.
/// </summary>
public sealed partial class App : ComponentBase
{
    private static readonly string[] StaticPages = ["/sign-in", "/sign-out", "/access-denied", "/error"];

    // Prerendering would run every load twice without a benefit for an admin tool.
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
        // A status of 404 that is set during rendering makes the renderer withhold the page, and the response is empty.
        Context.Response.OnStarting(() =>
        {
            Context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
