using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Tenant;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Migration;

/// <summary>
/// The steps to a new batch: direction and endpoint, people, times and limits, review. The same preview validates each
/// step.
/// </summary>
public sealed partial class NewBatchPage : ReviewedAction
{
    private const int PeopleStepNumber = 1;
    private static readonly string[] Steps = ["Direction", "People", "Times and limits", "Review"];
    private readonly NewBatchModel _model = new();
    private MoveOptions? _options;
    private ChangeResult? _created;
    private string? _fault;
    private string? _missing;
    private int _step;

    [Inject]
    private GetMoveOptions Choices { get; set; } = default!;

    [Inject]
    private PreviewBatch Preview { get; set; } = default!;

    [Inject]
    private CreateBatch Create { get; set; } = default!;

    [Inject]
    private BrowserTime Times { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>
    /// True while a request is running or a file is being uploaded: the people to move are not known yet.
    /// </summary>
    private bool IsHeld => IsBusy || _model.Reading is not null;

    private string NextText =>
        _step != PeopleStepNumber || Plan is { HasErrors: false } ? "Next"
        : Plan is null ? "Check the people"
        : "Check again";

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _fault = null;
        try
        {
            _options = await Choices.ExecuteAsync(CancellationToken.None);
            _model.Endpoint ??= _options.Endpoints.FirstOrDefault(e => e.Serves(_model.Kind))?.Identity;
            _model.Domain ??= _options.RoutingDomains.Count > 0 ? _options.RoutingDomains[0] : null;
            await RecallReasonAsync();
        }
        catch (TenantFault fault)
        {
            _fault = fault.Message;
        }
    }

    private void GoTo(int step)
    {
        (_step, Problem, _missing) = (step, null, null);
        if (step <= PeopleStepNumber)
            Plan = null;
    }

    /// <summary>Discards the results of the last preview, because the input has changed.</summary>
    private void Forget() => (Plan, Problem, _missing) = (null, null, null);

    private Task NextAsync() =>
        IsHeld
            ? Task.CompletedTask
            : RunAsync(async () =>
            {
                if (_step == 0)
                {
                    _missing =
                        _model.Name.Trim().Length == 0
                            ? "Give the batch a name: it is how people find it, and it cannot be changed."
                            : null;
                    if (_missing is null)
                        _step++;
                    return;
                }

                if (_step == PeopleStepNumber && Plan is { HasErrors: false })
                {
                    _step++;
                    return;
                }

                _missing = _model.MissingTime(Times.Zone);
                if (_missing is not null)
                    return;
                var result = await Preview.ExecuteAsync(
                    _model.ToNewBatch(Times.Zone, Time.GetUtcNow()),
                    CancellationToken.None
                );
                (Plan, Problem) = (result.Plan, result.Problem);
                if (_step > PeopleStepNumber && Plan is not null)
                    _step++;
            });

    private Task KeepReadyAsync() =>
        IsHeld
            ? Task.CompletedTask
            : RunAsync(async () =>
            {
                if (Plan is null)
                    return;
                _model.KeepReady(Plan);
                var result = await Preview.ExecuteAsync(
                    _model.ToNewBatch(Times.Zone, Time.GetUtcNow()),
                    CancellationToken.None
                );
                (Plan, Problem) = (result.Plan, result.Problem);
            });

    private Task CreateAsync() =>
        IsHeld
            ? Task.CompletedTask
            : RunAsync(async () =>
            {
                var result = await ApplyAsync(reason =>
                    Create.ExecuteAsync(_model.ToNewBatch(Times.Zone, Time.GetUtcNow()), reason, CancellationToken.None)
                );
                if (result.IsDone)
                    _created = result;
                else if (result.Problem!.Code is ProblemCode.OutcomeUnknown)
                    Plan = null; // pressing the button again would create it twice
            });
}
