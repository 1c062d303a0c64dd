using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HybridAdmin.Features.Migration;

/// <summary>
/// What the reviews of migration have in common: a plan, a problem, a reason that is remembered, and one thing at a
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

    /// <summary>What would be done; null: not worked out.</summary>
    protected MigrationPlan? Plan { get; set; }

    /// <summary>Why it was not done; null: nothing was refused.</summary>
    protected Problem? Problem { get; set; }

    /// <summary>Something is asked or written.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>As typed; null: none.</summary>
    protected string? Reason
    {
        get => _reason;
        set => _reason = string.IsNullOrWhiteSpace(value) ? null : value;
    }

    /// <summary>The reason of the person's last change, unless another one was typed.</summary>
    protected async Task RecallReasonAsync() => Reason ??= await ReasonMemory.RecallAsync(Js, await PersonAsync());

    /// <summary>Carries it out with the reason, which is remembered when it was done.</summary>
    protected async Task<ChangeResult> ApplyAsync(Func<string?, Task<ChangeResult>> act)
    {
        var reason = Reason?.Trim();
        var result = await act(reason);
        Problem = result.Problem;
        if (result.IsDone)
            await ReasonMemory.KeepAsync(Js, await PersonAsync(), reason);
        return result;
    }

    /// <summary>One thing at a time; what stands there of an earlier refusal goes.</summary>
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
