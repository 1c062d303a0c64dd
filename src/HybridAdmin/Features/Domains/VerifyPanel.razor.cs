using HybridAdmin.Core.Changes.Domains;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Settings;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Domains;

/// <summary>Has Microsoft 365 verify a domain: review the request, send it, show the result.</summary>
public sealed partial class VerifyPanel : ComponentBase
{
    private string? _reason;
    private string _title = "";
    private Problem? _problem;
    private ChangePlan? _plan;
    private bool _busy;

    /// <summary>The domain's name.</summary>
    [Parameter, EditorRequired]
    public required string Domain { get; set; }

    /// <summary>Raised with the number of the record when the domain was verified.</summary>
    [Parameter]
    public EventCallback<long> OnVerified { get; set; }

    [Inject]
    private VerifyTenantDomain Verify { get; set; } = default!;

    [Inject]
    private ChangeSettings Settings { get; set; } = default!;

    private Task LookAsync() =>
        RunAsync(async () =>
        {
            var result = await Verify.PreviewAsync(Domain, CancellationToken.None);
            (_plan, _problem, _title) = (result.Plan, result.Problem, "The tenant cannot be asked");
        });

    private Task VerifyAsync() =>
        RunAsync(async () =>
        {
            var result = await Verify.ExecuteAsync(
                Domain,
                string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim(),
                CancellationToken.None
            );
            if (result.Problem is { } problem)
            {
                (_problem, _title) = (
                    problem,
                    problem.Code == ProblemCode.OutcomeUnknown
                        ? "Whether the domain was verified is not known yet"
                        : "The domain was not verified"
                );
                if (problem.Errors.Count == 0)
                    _plan = null;
                return;
            }

            if (result.ChangeId is { } change)
                await OnVerified.InvokeAsync(change);
        });

    private void Close() => (_plan, _problem) = (null, null);

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
