using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Migration;

/// <summary>
/// Compares completed people with the expected state of Active Directory, on demand, and offers the corrections that an
/// edit can make.
/// </summary>
public sealed partial class AfterMovePanel : ComponentBase, IDisposable
{
    private static readonly BulkDisplayNames Words = new(
        "Put right",
        "will be as the mailbox in the cloud needs it.",
        "Will be put right",
        "Putting right",
        "put right"
    );

    private readonly CancellationTokenSource _end = new();
    private List<(string User, Guid Id, AfterMoveAnswer Answer)>? _checked;
    private string? _fault;
    private int _done;
    private int _unknown;
    private bool _busy;

    /// <summary>The completed people.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<MigrationUser> People { get; set; }

    /// <summary>True if corrections are offered.</summary>
    [Parameter]
    public bool MayFix { get; set; }

    [Inject]
    private CheckAfterMove Check { get; set; } = default!;

    [Inject]
    private EditRecipients Edit { get; set; } = default!;

    [Inject]
    private Dialogs Dialogs { get; set; } = default!;

    private int Fixable => _checked?.Count(c => c.Answer.Edit is not null) ?? 0;

    /// <inheritdoc />
    public void Dispose() => _end.Cancel();

    private async Task CheckAsync()
    {
        if (_busy)
            return;
        var found = new List<(string, Guid, AfterMoveAnswer)>();
        (_busy, _fault, _checked, _done, _unknown) = (true, null, null, 0, 0);
        try
        {
            foreach (var user in People)
            {
                if (await Check.ExecuteAsync(user.Identity, _end.Token) is not { } answer)
                    _unknown++;
                else if (answer.Answer.Differences.Count > 0)
                    found.Add((user.Identity, answer.Id, answer.Answer));
                _done++;
                StateHasChanged();
            }
        }
        catch (Exception fault) when (fault is TenantFault or DirectoryFault)
        {
            _fault = fault.Message;
        }
        catch (OperationCanceledException)
        {
            return; // the page was left
        }
        finally
        {
            _busy = false;
        }

        _checked = found;
    }

    private async Task FixAsync()
    {
        WantedEdit[] wanted =
        [
            .. (_checked ?? [])
                .Where(c => c.Answer.Edit is not null)
                .Select(c => new WantedEdit(c.Id, c.Answer.Edit! with { Reason = null })),
        ];
        var model = new BulkReviewModel(Edit, _ => Task.FromResult<IReadOnlyList<WantedEdit>>(wanted))
        {
            Reason = "After the move",
        };
        await Dialogs.OpenAsync<BulkReview>(
            "Put right after the move",
            new()
            {
                [nameof(BulkReview.Model)] = model,
                [nameof(BulkReview.Words)] = Words,
                [nameof(BulkReview.WithPlans)] = true,
            },
            wide: true,
            focusFirst: false
        );
        if (model.Result is not null)
            await CheckAsync();
    }
}
