using HybridAdmin.Components.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Browsing;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Home;

/// <summary>Shows the overall state and the points that need attention; refreshed while the page is open.</summary>
public sealed partial class HomePage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private RepeatingTask? _refreshing;
    private HomePageModel? _model;
    private string? _denied;

    [Inject]
    private GetOverview Overview { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _refreshing = RepeatingTask.Start(Time, Period, RefreshAsync);
        await LoadAsync(CancellationToken.None);
    }

    /// <inheritdoc />
    public void Dispose() => _refreshing?.Dispose();

    private Task RefreshAsync(CancellationToken cancellationToken) =>
        InvokeAsync(async () =>
        {
            try
            {
                await LoadAsync(cancellationToken);
                StateHasChanged();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // a bug belongs to the page's error boundary, not to a timer that ends silently
                await DispatchExceptionAsync(exception);
            }
        });

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _model = new HomePageModel(await Overview.ExecuteAsync(cancellationToken), Time.GetUtcNow());
        }
        catch (AccessDeniedException denied)
        {
            _denied = denied.Message;
            _refreshing?.Dispose();
        }
    }
}
