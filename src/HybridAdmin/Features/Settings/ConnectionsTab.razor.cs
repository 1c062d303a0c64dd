using HybridAdmin.Core.Access;
using HybridAdmin.Core.Connections;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Settings;

/// <summary>The connections in detail, and a test of the one to the directory.</summary>
public sealed partial class ConnectionsTab : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private ConnectionsReport? _connections;
    private DirectoryTest? _test;
    private string? _problem;
    private bool _testing;

    [Inject]
    private GetConnections Get { get; set; } = default!;

    [Inject]
    private TestDirectory Test { get; set; } = default!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <inheritdoc />
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private Task LoadAsync() => GuardedAsync(async () => _connections = await Get.ExecuteAsync(_end.Token));

    private async Task TestAsync()
    {
        (_testing, _test) = (true, null);
        await GuardedAsync(async () =>
        {
            _test = await Test.ExecuteAsync(_end.Token);
            _connections = await Get.ExecuteAsync(_end.Token);
        });
        _testing = false;
    }

    private async Task GuardedAsync(Func<Task> work)
    {
        _problem = null;
        try
        {
            await work();
        }
        catch (AccessDeniedException denied)
        {
            _problem = denied.Message;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }
}
