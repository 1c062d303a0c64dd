using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace HybridAdmin.Components.Layout;

/// <summary>
/// Confines a fault of one page to that page: shows it with a number that is also in the log, and is cleared by the
/// next page.
/// </summary>
public sealed partial class ConsoleErrorBoundary : ErrorBoundaryBase
{
    private string _correlationId = "";
    private string? _failedAt;
    private bool _drawAgain;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<ConsoleErrorBoundary> Logger { get; set; } = default!;

    /// <inheritdoc />
    protected override Task OnErrorAsync(Exception exception)
    {
        PageFailed(Logger, exception, _correlationId = Guid.NewGuid().ToString("N")[..12]);
        _failedAt = Navigation.Uri;
        _drawAgain = true;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Clears the fault when the same page shows another object (another page has another boundary). Done here, where
    /// the new page is available; earlier, the failed page would start again.
    /// </summary>
    protected override void OnParametersSet()
    {
        if (CurrentException is not null && _failedAt != Navigation.Uri)
            Recover();
    }

    /// <summary>
    /// For each fault the renderer clears the boundary and then requests its rendering, which is skipped if one is
    /// already pending. After two faults in one turn the clearing comes last, and the page would be empty.
    /// </summary>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!_drawAgain)
            return;
        _drawAgain = false;
        StateHasChanged();
    }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<PageFault>(1);
        builder.AddComponentParameter(2, nameof(PageFault.CorrelationId), _correlationId);
        builder.AddComponentParameter(3, nameof(PageFault.OnRetry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }

    [LoggerMessage(EventId = 9002, Level = LogLevel.Error, Message = "A page failed; correlation {CorrelationId}")]
    private static partial void PageFailed(ILogger logger, Exception exception, string correlationId);
}
