using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Lifecycle.Switching;
using HybridAdmin.Core.Settings;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// Guides through switching the owner of a mailbox's Exchange attributes: the obstacles, the effect on the values, and
/// typing the address to confirm.
/// </summary>
public sealed partial class AuthorityPage : ComponentBase
{
    private static readonly HashSet<string> None = [];
    private AuthoritySwitchReview? _review;
    private Problem? _problem;
    private ChangeResult? _done;
    private Guid? _loaded;
    private string _reason = "";
    private string? _reasonProblem;
    private string _typed = "";
    private bool _busy;

    [Inject]
    private SwitchAuthority Switch { get; set; } = default!;

    [Inject]
    private ChangeSettings Settings { get; set; } = default!;

    /// <summary>The objectGUID.</summary>
    [Parameter]
    public Guid Id { get; set; }

    private bool IsConfirmed =>
        string.Equals(_typed.Trim(), _review?.Switch?.Confirmation, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Id)
            return;
        _loaded = Id;
        (_review, _done) = (null, null);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _review = await Switch.ReviewAsync(Id, CancellationToken.None);
        _problem = _review.Problem;
        _typed = "";
    }

    private async Task SwitchAsync()
    {
        if (_busy || _review?.Switch is not { } planned)
            return;
        if ((_reasonProblem = Settings.ProblemOfReason(_reason)) is not null)
            return;
        (_busy, _problem) = (true, null);
        try
        {
            // Not cancelled when the page is left: a started change is completed.
            var result = await Switch.ExecuteAsync(Id, planned.ToCloud, _typed, _reason, CancellationToken.None);
            if (result.IsDone)
                _done = result;
            await LoadAsync();
            _problem = result.Problem ?? _problem;
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>The differences, from the values of the present owner to those of the new one.</summary>
    private static DiffEntry[] Entries(AuthoritySwitch planned) =>
        planned
            .Differences.Select(d =>
            {
                var (from, to) = planned.ToCloud ? (d.OnPremises, d.Cloud) : (d.Cloud, d.OnPremises);
                return new DiffEntry(
                    d.Property,
                    from.Except(to).ToArray(),
                    to.Except(from).ToArray(),
                    from.Intersect(to).ToArray()
                );
            })
            .ToArray();
}
