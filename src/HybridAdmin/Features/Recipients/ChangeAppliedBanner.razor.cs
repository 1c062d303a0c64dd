using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Reverting;
using HybridAdmin.Core.Settings;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Recipients;

/// <summary>Says what was written, when and under which record, and takes it back when asked.</summary>
public sealed partial class ChangeAppliedBanner : ComponentBase
{
    private AppliedChange? _of;
    private ChangeResult? _undone;
    private Problem? _problem;
    private bool _busy;

    [Inject]
    private RevertChange Revert { get; set; } = default!;

    [Inject]
    private ChangeSettings Settings { get; set; } = default!;

    /// <summary>What was done.</summary>
    [Parameter, EditorRequired]
    public required AppliedChange Applied { get; set; }

    /// <summary>To whom.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>Whether the person may take changes back.</summary>
    [Parameter]
    public bool MayUndo { get; set; }

    /// <summary>Whether the person may open records.</summary>
    [Parameter]
    public bool MayReadAudit { get; set; }

    /// <summary>It was taken back: the recipient has other values.</summary>
    [Parameter]
    public EventCallback OnUndone { get; set; }

    /// <summary>The line may go.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_of, Applied))
            return;
        (_of, _undone, _problem, _busy) = (Applied, null, null, false);
    }

    private async Task UndoAsync()
    {
        if (_busy || Applied.Result.AppliedChangeIds is not [var id, ..])
            return;
        (_busy, _problem) = (true, null);
        try
        {
            var reason = $"Undo of change {id}";
            // Where a ticket number is required, the one of the change stands for its undoing.
            if (Settings.ProblemOfReason(reason) is not null)
                reason = $"{reason}: {Applied.Reason}";
            var result = await Revert.ExecuteAllAsync(
                Applied.Result.AppliedChangeIds,
                reason,
                Guid.NewGuid(),
                CancellationToken.None
            );
            _problem = result.Problem;
            if (result.IsDone)
                _undone = result;
        }
        finally
        {
            _busy = false;
        }

        await OnUndone.InvokeAsync();
    }
}
