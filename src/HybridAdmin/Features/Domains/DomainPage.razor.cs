using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Domains;

/// <summary>One domain: the tenant, DNS, mail flow, coexistence.</summary>
public sealed partial class DomainPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private DomainDetails? _details;
    private long? _verified;
    private string? _loaded;
    private string? _fault;
    private bool _missing;
    private bool _busy;

    [Inject]
    private GetDomain Get { get; set; } = default!;

    /// <summary>The name of the domain, as in the list.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <inheritdoc />
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync()
    {
        if (_loaded == Name)
            return Task.CompletedTask;
        (_loaded, _details, _missing, _verified) = (Name, null, false, null);
        return LoadAsync(false);
    }

    private Task VerifiedAsync(long record)
    {
        _verified = record;
        return LoadAsync(false);
    }

    private async Task LoadAsync(bool fresh)
    {
        if (_busy)
            return;
        var name = Name;
        (_fault, _busy) = (null, true);
        try
        {
            var details = await Get.ExecuteAsync(name, fresh, _end.Token);
            if (name == _loaded)
                (_details, _missing) = (details, details is null);
        }
        catch (DirectoryFault fault)
        {
            _fault = fault.Message;
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return; // the page was left
        }

        _busy = false;
        if (name != _loaded)
            await LoadAsync(false);
    }
}
