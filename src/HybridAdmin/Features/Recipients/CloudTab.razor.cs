using HybridAdmin.Core.Access;
using HybridAdmin.Core.Comparison.View;
using HybridAdmin.Core.Directory;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Recipients;

/// <summary>The recipient beside its cloud object, both read when the tab is opened.</summary>
public sealed partial class CloudTab : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private HybridView? _view;
    private (Guid, string)? _loaded;
    private string? _fault;
    private bool _gone;

    [Inject]
    private GetCloudView Read { get; set; } = default!;

    /// <summary>The objectGUID.</summary>
    [Parameter, EditorRequired]
    public required Guid RecipientId { get; set; }

    /// <summary>The version that the page shows; a new one causes a new comparison.</summary>
    [Parameter]
    public string Version { get; set; } = "";

    private string DifferencesNote =>
        _view!.Differences.Count() switch
        {
            0 => "no difference",
            1 => "1 difference",
            var count => $"{count} differences",
        };

    /// <inheritdoc />
    protected override Task OnParametersSetAsync()
    {
        if (_loaded == (RecipientId, Version))
            return Task.CompletedTask;
        _loaded = (RecipientId, Version);
        return LoadAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task LoadAsync()
    {
        (_view, _fault, _gone) = (null, null, false);
        var asked = _loaded;
        try
        {
            var view = await Read.ExecuteAsync(RecipientId, _end.Token);
            if (asked == _loaded)
                (_view, _gone) = (view, view is null);
        }
        catch (DirectoryFault fault)
        {
            if (asked == _loaded)
                _fault = fault.Message;
        }
        catch (AccessDeniedException denied)
        {
            _fault = denied.Message;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }
}
