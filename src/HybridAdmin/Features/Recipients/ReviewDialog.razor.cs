using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// The review before a change. It closes with the <see cref="ChangeResult"/> if the change was applied, otherwise with
/// null.
/// </summary>
public sealed partial class ReviewDialog : ComponentBase, IDisposable
{
    /// <summary>The refresh interval of the time until the next synchronisation.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _end = new();
    private readonly string _reasonId = "reason-" + Guid.NewGuid().ToString("N")[..8];
    private ElementReference _reason;
    private RepeatingTask? _asking;
    private string _view = "diff";
    private bool _applying;
    private bool _wantsFocus;

    [Inject]
    private ChangeSettings Settings { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>The review.</summary>
    [Parameter, EditorRequired]
    public required ReviewModel Model { get; set; }

    /// <summary>The views of a plan; a change in the tenant has no LDIF.</summary>
    private static TabItem[] ViewsOf(ChangePlan plan) =>
        [
            new("diff", "Before and after"),
            .. plan.Ldif.Length > 0 ? new[] { new TabItem("ldif", "LDIF") } : [],
            new("cmdlet", "Cmdlet"),
        ];

    private string ApplyText =>
        _applying ? "Applying ..."
        : Model.Edit.Count == 1 ? "Apply 1 change"
        : $"Apply {Model.Edit.Count} changes";

    private string? WhyNot =>
        Model.Plan is { HasErrors: true } ? "Something stands in the way: see the findings above."
        : Model.Plan is { Changes.Count: 0 } ? "There is nothing to change."
        : null;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _asking = RepeatingTask.Start(Time, Period, _ => InvokeAsync(AskSyncAsync));
        var asked = AskSyncAsync();
        await RunAsync(() => Model.PreviewAsync(CancellationToken.None));
        await asked;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _asking?.Dispose();
        _end.Cancel();
        _end.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (
            !_wantsFocus
            || Model.Plan is not { Changes.Count: > 0 }
            || Model.Conflict is not null
            || _reason.Context is null
        )
            return;
        _wantsFocus = false;
        await _reason.FocusAsync();
    }

    private async Task RunAsync(Func<Task> work)
    {
        await work();
        _wantsFocus = true;
        StateHasChanged();
    }

    private async Task AskSyncAsync()
    {
        try
        {
            await Model.AskSyncAsync(_end.Token);
            StateHasChanged();
        }
        catch (Exception exception) when (exception is AccessDeniedException or OperationCanceledException)
        {
            // The countdown is optional, or the dialog was closed.
        }
    }

    private Task OnKeyDownAsync(KeyboardEventArgs e) =>
        e.Key == "Enter" && !e.Repeat && (e.CtrlKey || e.MetaKey) ? ApplyAsync() : Task.CompletedTask;

    private Task OnReasonKeyAsync(KeyboardEventArgs e) =>
        e.Key == "Enter" && !e.Repeat ? ApplyAsync() : Task.CompletedTask;

    private async Task ApplyAsync()
    {
        if (_applying)
            return;
        _applying = true;
        StateHasChanged();
        try
        {
            if (await Model.ApplyAsync(CancellationToken.None) is { } done)
                Dialogs.Close(done);
            else
                _wantsFocus = Model.ReasonProblem is not null;
        }
        finally
        {
            _applying = false;
        }
    }
}
