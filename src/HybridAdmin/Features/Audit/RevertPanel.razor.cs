using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Audit;

/// <summary>Shows what taking a change back would do, asks for the reason, does it; or says why it cannot be done.</summary>
public sealed partial class RevertPanel : ComponentBase
{
    private PlanResult? _preview;
    private Problem? _problem;
    private string _reason = "";
    private string? _reasonError;
    private bool _busy;

    /// <summary>The change.</summary>
    [Parameter, EditorRequired]
    public long Id { get; set; }

    /// <summary>It was taken back.</summary>
    [Parameter]
    public EventCallback<ChangeResult> OnReverted { get; set; }

    /// <summary>The person thought better of it.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Inject]
    private RevertChange Revert { get; set; } = default!;

    [Inject]
    private ChangeSettings Settings { get; set; } = default!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => PreviewAsync();

    private async Task PreviewAsync()
    {
        _problem = null;
        try
        {
            _preview = await Revert.PreviewAsync(Id, CancellationToken.None);
        }
        catch (AccessDeniedException denied)
        {
            _preview = new PlanResult(null, new Problem(ProblemCode.Forbidden, denied.Message), null);
        }

        _problem = _preview.Value.Problem;
    }

    private async Task ApplyAsync()
    {
        // Asked here as well, so that the words stand beside the field; the use case asks again.
        if ((_reasonError = Settings.ProblemOfReason(_reason)) is not null) return;
        (_busy, _problem) = (true, null);
        ChangeResult result;
        try
        {
            // Not cancelled by leaving the page: what was begun is carried to its end.
            result = await Revert.ExecuteAsync(Id, _reason.Trim() is { Length: > 0 } reason ? reason : null, CancellationToken.None);
        }
        catch (AccessDeniedException denied)
        {
            result = ChangeResult.Failed(ProblemCode.Forbidden, denied.Message);
        }

        _busy = false;
        if (result.Problem is { } problem) _problem = problem;
        else await OnReverted.InvokeAsync(result);
    }

    private static string TitleOf(Problem problem) => problem.Code switch
    {
        ProblemCode.Stale or ProblemCode.NotRevertible => "This change cannot be taken back",
        ProblemCode.Forbidden => "You may not take this change back",
        ProblemCode.NotFound => "The recipient is gone",
        ProblemCode.DirectoryUnavailable => "The directory is not reachable",
        ProblemCode.AuditUnavailable => "Nothing can be recorded, so nothing was changed",
        ProblemCode.OutcomeUnknown => "The answer of the directory was lost",
        _ => "The change was not taken back",
    };

    private static ProblemSeverity SeverityOf(Finding finding) => finding.Severity switch
    {
        FindingSeverity.Error => ProblemSeverity.Error,
        FindingSeverity.Warning => ProblemSeverity.Warning,
        _ => ProblemSeverity.Information,
    };
}
