using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Reverting;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Settings;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Audit;

/// <summary>
/// Previews the reversal of a change, asks for the reason and applies it; or shows why it is not possible.
/// </summary>
public sealed partial class RevertPanel : ComponentBase
{
    private PlanResult? _preview;
    private Problem? _problem;
    private static readonly string[] Sides = ["Before this change", "Written by it", "Now", "Taking it back writes"];
    private readonly Dictionary<string, RevertChoice> _choices = [];
    private IReadOnlyList<RevertValue> _values = [];
    private string _reason = "";
    private string? _reasonError;
    private bool _busy;

    /// <summary>The number of the change.</summary>
    [Parameter, EditorRequired]
    public long Id { get; set; }

    /// <summary>Raised when the change was reverted.</summary>
    [Parameter]
    public EventCallback<ChangeResult> OnReverted { get; set; }

    /// <summary>Raised when the person cancels.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Inject]
    private RevertChange Revert { get; set; } = default!;

    [Inject]
    private ChangeSettings Settings { get; set; } = default!;

    private IReadOnlyList<MergeRow> Rows =>
        _values
            .Select(v => new MergeRow(
                v.Key,
                v.IsPrimary ? "primary address" : v.Attribute,
                [v.Before, v.After, v.Now, v.Before]
            )
            {
                IsChoice = !v.IsBack,
                MustChoose = v.IsMoved,
                TakesLast =
                    v.IsBack ? null
                    : _choices.TryGetValue(v.Key, out var choice) ? choice.Restore
                    : v.IsMoved ? null
                    : true,
                Note = "as before already",
            })
            .ToArray();

    private bool IsChosen => _values.All(v => !v.IsMoved || _choices.ContainsKey(v.Key));

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => PreviewAsync();

    private void Choose((string Key, bool Last) chosen)
    {
        _choices[chosen.Key] = new RevertChoice(chosen.Key, chosen.Last, _values.First(v => v.Key == chosen.Key).Now);
        // Another choice needs another plan: the previous preview must not be applied.
        if (_preview is { Plan: not null })
            _preview = new PlanResult(null, null, null);
        _problem = null;
    }

    private Task StartOverAsync()
    {
        _choices.Clear();
        _values = [];
        return PreviewAsync();
    }

    private async Task PreviewAsync()
    {
        _problem = null;
        try
        {
            _preview = await Revert.PreviewAsync(Id, CancellationToken.None, Choices);
        }
        catch (AccessDeniedException denied)
        {
            _preview = new PlanResult(null, new Problem(ProblemCode.Forbidden, denied.Message), null);
        }

        Take(_preview.Value.Problem);
    }

    /// <summary>
    /// Offers a choice for values that have changed (again) meanwhile; a choice made for an outdated value is
    /// discarded.
    /// </summary>
    private void Take(Problem? problem)
    {
        _problem = problem;
        if (problem is not { Values.Count: > 0 })
            return;
        _values = problem.Values;
        foreach (var value in _values)
        {
            if (_choices.TryGetValue(value.Key, out var choice) && choice.SeenNow != value.Now)
                _choices.Remove(value.Key);
        }
    }

    private IReadOnlyList<RevertChoice>? Choices => _values.Count == 0 ? null : [.. _choices.Values];

    private async Task ApplyAsync()
    {
        // Validated here as well, so that the message is shown at the field; the use case validates it again.
        if ((_reasonError = Settings.ProblemOfReason(_reason)) is not null)
            return;
        (_busy, _problem) = (true, null);
        ChangeResult result;
        try
        {
            // Not cancelled when the page is left: a started change is completed.
            result = await Revert.ExecuteAsync(
                Id,
                _reason.Trim() is { Length: > 0 } reason ? reason : null,
                Guid.NewGuid(),
                CancellationToken.None,
                Choices
            );
        }
        catch (AccessDeniedException denied)
        {
            result = ChangeResult.Failed(ProblemCode.Forbidden, denied.Message);
        }

        _busy = false;
        if (result.Problem is { } problem)
        {
            Take(problem);
            if (problem.Values.Count > 0)
                _preview = new PlanResult(null, problem, null);
        }
        else
            await OnReverted.InvokeAsync(result);
    }

    private static string TitleOf(Problem problem) =>
        problem.Code switch
        {
            ProblemCode.Stale => "Values of this change moved on since",
            ProblemCode.NotRevertible => "This change cannot be taken back",
            ProblemCode.Forbidden => "You may not take this change back",
            ProblemCode.NotFound => "The recipient is gone",
            ProblemCode.DirectoryUnavailable => "The directory is not reachable",
            ProblemCode.AuditUnavailable => "Nothing can be recorded, so nothing was changed",
            ProblemCode.TenantUnavailable => "Microsoft 365 is not reachable",
            ProblemCode.TenantRefused => "Exchange Online refused",
            ProblemCode.OutcomeUnknown => "The answer was lost",
            _ => "The change was not taken back",
        };

    private static ProblemSeverity SeverityOf(Finding finding) =>
        finding.Severity switch
        {
            FindingSeverity.Error => ProblemSeverity.Error,
            FindingSeverity.Warning => ProblemSeverity.Warning,
            _ => ProblemSeverity.Information,
        };
}
