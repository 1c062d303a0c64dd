using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Migration;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HybridAdmin.Features.Migration;

/// <summary>The way to a new batch: direction and endpoint, people, times and limits, review. Each step is judged by the same preview.</summary>
public sealed partial class NewBatchPage : ComponentBase
{
    private const int PeopleStepNumber = 1;
    private static readonly string[] Steps = ["Direction", "People", "Times and limits", "Review"];
    private readonly NewBatchModel _model = new();
    private MoveOptions? _options;
    private MigrationPlan? _plan;
    private Problem? _problem;
    private ChangeResult? _created;
    private string? _fault;
    private string? _missing;
    private string? _reason;
    private int _step;
    private bool _busy;

    [Inject]
    private GetMoveOptions Choices { get; set; } = default!;

    [Inject]
    private PreviewBatch Preview { get; set; } = default!;

    [Inject]
    private CreateBatch Create { get; set; } = default!;

    [Inject]
    private GetPermissions Permissions { get; set; } = default!;

    [Inject]
    private ChangeSettings Settings { get; set; } = default!;

    [Inject]
    private BrowserTime Times { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>Something is asked, or a file is on its way: who is to be moved is not known yet.</summary>
    private bool IsBusy => _busy || _model.Reading is not null;

    private string NextText => _step == PeopleStepNumber && _plan is null ? "Check the people" : "Next";

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
            _reason = await ReasonMemory.RecallAsync(Js, await PersonAsync());
        }
        catch (CloudFault fault)
        {
            _fault = fault.Message;
        }
    }

    private void GoTo(int step)
    {
        (_step, _problem, _missing) = (step, null, null);
        if (step <= PeopleStepNumber) _plan = null;
    }

    /// <summary>What was judged is not what is there any more.</summary>
    private void Forget() => (_plan, _problem, _missing) = (null, null, null);

    private Task NextAsync() => RunAsync(async () =>
    {
        if (_step == 0)
        {
            _missing = _model.Name.Trim().Length == 0 ? "Give the batch a name: it is how people find it, and it cannot be changed." : null;
            if (_missing is null) _step++;
            return;
        }

        if (_step == PeopleStepNumber && _plan is { HasErrors: false })
        {
            _step++;
            return;
        }

        _missing = _model.MissingTime(Times.Zone);
        if (_missing is not null) return;
        var result = await Preview.ExecuteAsync(_model.ToNewBatch(Times.Zone, Time.GetUtcNow()), CancellationToken.None);
        (_plan, _problem) = (result.Plan, result.Problem);
        if (_step > PeopleStepNumber && _plan is not null) _step++;
    });

    private Task KeepReadyAsync() => RunAsync(async () =>
    {
        if (_plan is null) return;
        _model.KeepReady(_plan);
        var result = await Preview.ExecuteAsync(_model.ToNewBatch(Times.Zone, Time.GetUtcNow()), CancellationToken.None);
        (_plan, _problem) = (result.Plan, result.Problem);
    });

    private Task CreateAsync() => RunAsync(async () =>
    {
        var reason = string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim();
        var result = await Create.ExecuteAsync(_model.ToNewBatch(Times.Zone, Time.GetUtcNow()), reason, CancellationToken.None);
        _problem = result.Problem;
        if (result.IsDone)
        {
            await ReasonMemory.KeepAsync(Js, await PersonAsync(), reason);
            _created = result;
        }
        else if (result.Problem!.Code is ProblemCode.OutcomeUnknown)
        {
            _plan = null; // a second press would create it twice
        }
    });

    private async Task RunAsync(Func<Task> work)
    {
        if (IsBusy) return;
        (_busy, _problem) = (true, null);
        StateHasChanged();
        try
        {
            await work();
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task<string> PersonAsync() => (await Permissions.ExecuteAsync(CancellationToken.None)).Actor.Id;
}
