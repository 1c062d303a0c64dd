using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Migration;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HybridAdmin.Features.Migration;

/// <summary>One person of a batch: statistics and report on demand, and what can be done. Closes with the <see cref="ChangeResult"/> of an action, else with null.</summary>
public sealed partial class PersonDialog : ComponentBase
{
    private MigrationUserStatistics? _statistics;
    private MigrationUserAction? _chosen;
    private MigrationPlan? _plan;
    private Problem? _problem;
    private string? _fault;
    private string? _reason;
    private bool _hasReport;
    private bool _busy;

    /// <summary>As the batch's page has them.</summary>
    [Parameter, EditorRequired]
    public required MigrationUser Person { get; set; }

    /// <summary>Of the batch.</summary>
    [Parameter, EditorRequired]
    public MigrationKind Kind { get; set; }

    /// <summary>Whether the actions are shown.</summary>
    [Parameter]
    public bool MayManage { get; set; }

    [Inject]
    private GetBatch Get { get; set; } = default!;

    [Inject]
    private ActOnMigrationPerson Act { get; set; } = default!;

    [Inject]
    private ChangeSettings Settings { get; set; } = default!;

    [Inject]
    private GetPermissions Permissions { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private Task LoadAsync() => ReadAsync(withReport: false);

    private Task ReportAsync() => ReadAsync(withReport: true);

    private Task ReadAsync(bool withReport) => RunAsync(async () =>
    {
        try
        {
            (_fault, _statistics) = (null, await Get.ReadUserAsync(Person.Identity, withReport, CancellationToken.None));
            if (_statistics is null) _fault = "Exchange Online does not have this person in a batch any more.";
            _hasReport = withReport;
        }
        catch (CloudFault fault)
        {
            _fault = fault.Message;
        }
    });

    private Task ChooseAsync(MigrationUserAction action) => RunAsync(async () =>
    {
        (_chosen, _plan) = (action, null);
        _reason ??= await ReasonMemory.RecallAsync(Js, await PersonAsync());
        var result = await Act.PreviewAsync(Person.Identity, action, CancellationToken.None);
        (_plan, _problem) = (result.Plan, result.Problem);
    });

    private Task ApplyAsync() => RunAsync(async () =>
    {
        if (_chosen is not { } action) return;
        var reason = string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim();
        var result = await Act.ExecuteAsync(Person.Identity, action, reason, CancellationToken.None);
        _problem = result.Problem;
        if (!result.IsDone) return;
        await ReasonMemory.KeepAsync(Js, await PersonAsync(), reason);
        Dialogs.Close(result);
    });

    private async Task RunAsync(Func<Task> work)
    {
        (_busy, _problem) = (true, null);
        StateHasChanged();
        try
        {
            await work();
        }
        finally
        {
            _busy = false;
            StateHasChanged();
        }
    }

    private async Task<string> PersonAsync() => (await Permissions.ExecuteAsync(CancellationToken.None)).Actor.Id;
}
