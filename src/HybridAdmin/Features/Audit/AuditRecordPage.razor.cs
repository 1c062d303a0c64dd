using System.Globalization;
using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Audit;

/// <summary>One record with all its details, and a panel that reverts its change.</summary>
public sealed partial class AuditRecordPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private AuditEntry? _entry;
    private string? _problem;
    private long _loaded;
    private bool _missing;
    private bool _reverting;

    /// <summary>The number of the change.</summary>
    [Parameter]
    public long Id { get; set; }

    [Inject]
    private ReadAuditLog Log { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ToastService Toasts { get; set; } = default!;

    private string Title => $"Record {Id.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>
    /// Indicates whether the change wrote something that could be reverted; the preview determines whether it still
    /// can.
    /// </summary>
    private bool WroteSomething =>
        _entry is { Outcome: AuditOutcome.Applied, Changes.Count: > 0, RevertedByChangeId: null }
        && _entry is { TargetId: not null, Tenant: null } or { Tenant: { IsMigration: false } };

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => Id == _loaded ? Task.CompletedTask : LoadAsync();

    /// <inheritdoc />
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task LoadAsync()
    {
        (_loaded, _entry, _problem, _missing, _reverting) = (Id, null, null, false, false);
        try
        {
            var id = Id;
            var entry = await Log.FindAsync(id, _end.Token);
            if (id != Id)
                return;
            (_entry, _missing) = (entry, entry is null);
        }
        catch (Exception exception) when (exception is AuditUnavailableException or AccessDeniedException)
        {
            _problem = exception.Message;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task OnRevertedAsync(ChangeResult result)
    {
        var record = result.ChangeId is { } id ? $" Record {id.ToString(CultureInfo.InvariantCulture)}." : "";
        Toasts.Show($"Took change {Id.ToString(CultureInfo.InvariantCulture)} of {_entry?.TargetName} back.{record}");
        await LoadAsync();
    }
}
