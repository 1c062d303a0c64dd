using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Migration;

/// <summary>
/// One person of a batch: statistics and report on demand, and the available actions. It closes with the
/// <see cref="ChangeResult"/> of an action, otherwise with null.
/// </summary>
public sealed partial class PersonDialog : ReviewedAction
{
    private MigrationUserStatistics? _statistics;
    private MigrationUserAction? _chosen;
    private string? _fault;
    private bool _hasReport;

    /// <summary>The person, as on the page of the batch.</summary>
    [Parameter, EditorRequired]
    public required MigrationUser Person { get; set; }

    /// <summary>The kind of the batch.</summary>
    [Parameter, EditorRequired]
    public MigrationKind Kind { get; set; }

    /// <summary>True if the actions are shown.</summary>
    [Parameter]
    public bool MayManage { get; set; }

    [Inject]
    private GetBatch Get { get; set; } = default!;

    [Inject]
    private ActOnMigrationPerson Act { get; set; } = default!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private Task LoadAsync() => ReadAsync(withReport: false);

    private Task ReportAsync() => ReadAsync(withReport: true);

    private Task ReadAsync(bool withReport) =>
        RunAsync(async () =>
        {
            try
            {
                (_fault, _statistics) = (
                    null,
                    await Get.ReadUserAsync(Person.Identity, withReport, CancellationToken.None)
                );
                if (_statistics is null)
                    _fault = "Exchange Online does not have this person in a batch any more.";
                _hasReport = withReport;
            }
            catch (TenantFault fault)
            {
                _fault = fault.Message;
            }
        });

    private Task ChooseAsync(MigrationUserAction action) =>
        RunAsync(async () =>
        {
            (_chosen, Plan) = (action, null);
            await RecallReasonAsync();
            var result = await Act.PreviewAsync(Person.Identity, action, CancellationToken.None);
            (Plan, Problem) = (result.Plan, result.Problem);
        });

    private Task ActAsync() =>
        RunAsync(async () =>
        {
            if (_chosen is not { } action)
                return;
            var result = await ApplyAsync(reason =>
                Act.ExecuteAsync(Person.Identity, action, reason, CancellationToken.None)
            );
            if (result.IsDone)
                Dialogs.Close(result);
        });
}
