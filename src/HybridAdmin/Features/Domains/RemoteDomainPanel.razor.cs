using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Changes.Domains;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Reverting;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Domains;

/// <summary>Creates, changes or removes the remote domain of a domain: choose, review the plan, apply, undo.</summary>
public sealed partial class RemoteDomainPanel : ComponentBase
{
    private const string Nothing = "";
    private const string None = "none";
    private static readonly FilterOption[] Choices =
    [
        new("null", "decided by recipient and sender (default)"),
        new("false", "never"),
        new("true", "always"),
    ];
    private IReadOnlyList<FilterOption> _options = [];
    private string _wanted = Nothing;
    private string? _reason;
    private string? _problem;
    private ChangePlan? _plan;
    private long? _applied;
    private bool _busy;

    /// <summary>The domain's name; never "*".</summary>
    [Parameter, EditorRequired]
    public required string Domain { get; set; }

    /// <summary>The domain's own remote domain; null if it has none.</summary>
    [Parameter, EditorRequired]
    public required TenantRemoteDomain? Present { get; set; }

    /// <summary>Raised when the remote domain was changed or the change undone.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private ChangeRemoteDomain Change { get; set; } = default!;

    [Inject]
    private RevertChange Revert { get; set; } = default!;

    [Inject]
    private ChangeSettings Settings { get; set; } = default!;

    private WantedRemoteDomain Wanted =>
        _wanted == None ? new(false) : new(true, bool.TryParse(_wanted, out var enabled) ? enabled : null);

    /// <inheritdoc />
    protected override void OnParametersSet() =>
        _options = [
            new(Nothing, "Choose ..."),
            .. Choices,
            .. Present is null
                ? Array.Empty<FilterOption>()
                : [new FilterOption(None, "no remote domain of its own: remove it")],
        ];

    private Task ChooseAsync(string? wanted) =>
        RunAsync(async () =>
        {
            (_wanted, _plan, _applied) = (wanted ?? Nothing, null, null);
            if (_wanted == Nothing)
                return;
            var result = await Change.PreviewAsync(Domain, Wanted, CancellationToken.None);
            (_plan, _problem) = (result.Plan, result.Problem?.Message);
        });

    private Task ApplyAsync() =>
        RunAsync(async () =>
        {
            var result = await Change.ExecuteAsync(
                Domain,
                Wanted,
                string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim(),
                CancellationToken.None
            );
            if (result.Problem is { } problem)
            {
                _problem = problem.Message;
                return;
            }

            (_applied, _plan, _wanted) = (result.ChangeId, null, Nothing);
            await OnChanged.InvokeAsync();
        });

    private Task UndoAsync() =>
        RunAsync(async () =>
        {
            if (_applied is not { } change)
                return;
            var result = await Revert.ExecuteAsync(change, $"Undo of {change}", CancellationToken.None);
            _problem = result.Problem?.Message;
            if (_problem is not null)
                return;
            _applied = null;
            await OnChanged.InvokeAsync();
        });

    private async Task RunAsync(Func<Task> work)
    {
        if (_busy)
            return;
        (_busy, _problem) = (true, null);
        try
        {
            await work();
        }
        finally
        {
            _busy = false;
        }
    }
}
