using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Reverting;
using HybridAdmin.Core.Settings;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Recipients;

/// <summary>Shows the written change with its time and record, and undoes it on request.</summary>
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

    /// <summary>The applied change.</summary>
    [Parameter, EditorRequired]
    public required AppliedChange Applied { get; set; }

    /// <summary>The name of the changed recipient.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>True if the person may revert changes.</summary>
    [Parameter]
    public bool MayUndo { get; set; }

    /// <summary>True if the person may open records.</summary>
    [Parameter]
    public bool MayReadAudit { get; set; }

    /// <summary>Raised when the change was undone: the recipient has other values.</summary>
    [Parameter]
    public EventCallback OnUndone { get; set; }

    /// <summary>Raised when the banner is closed.</summary>
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
            // Where a ticket number is required, the undo uses the one of the change.
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
