using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HybridAdmin.Features.Migration;

/// <summary>
/// The common parts of the migration reviews: a plan, a problem, a reason that is remembered, and one operation at a
/// time.
/// </summary>
public abstract class ReviewedAction : ComponentBase
{
    private string? _reason;

    [Inject]
    protected ChangeSettings Settings { get; set; } = default!;

    [Inject]
    private GetPermissions Permissions { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>The plan; null if it is not prepared.</summary>
    protected MigrationPlan? Plan { get; set; }

    /// <summary>The problem that prevented the action; null if there is none.</summary>
    protected Problem? Problem { get; set; }

    /// <summary>True while a request or write is running.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>The reason as typed; null for none.</summary>
    protected string? Reason
    {
        get => _reason;
        set => _reason = string.IsNullOrWhiteSpace(value) ? null : value;
    }

    /// <summary>Restores the reason of the person's last change, unless another one was typed.</summary>
    protected async Task RecallReasonAsync() => Reason ??= await ReasonMemory.RecallAsync(Js, await PersonAsync());

    /// <summary>Runs the action with the reason, which is remembered after success.</summary>
    protected async Task<ChangeResult> ApplyAsync(Func<string?, Task<ChangeResult>> act)
    {
        var reason = Reason?.Trim();
        var result = await act(reason);
        Problem = result.Problem;
        if (result.IsDone)
            await ReasonMemory.KeepAsync(Js, await PersonAsync(), reason);
        return result;
    }

    /// <summary>Runs one operation at a time and clears an earlier problem.</summary>
    protected async Task RunAsync(Func<Task> work)
    {
        (IsBusy, Problem) = (true, null);
        StateHasChanged();
        try
        {
            await work();
        }
        finally
        {
            IsBusy = false;
            StateHasChanged();
        }
    }

    private async Task<string> PersonAsync() => (await Permissions.ExecuteAsync(CancellationToken.None)).Actor.Id;
}
