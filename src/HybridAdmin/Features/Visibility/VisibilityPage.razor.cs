using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Comparison.Visibility;
using HybridAdmin.Core.Recipients;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HybridAdmin.Features.Visibility;

/// <summary>
/// The recipients hidden from address lists, since when and by whom; shows or hides several in one review.
/// </summary>
public sealed partial class VisibilityPage : RecipientListBase
{
    private static readonly IReadOnlySet<string> Nobody = new HashSet<string>();
    private static readonly FilterOption[] Visibilities = [new("true", "hidden"), new("false", "visible")];
    private const string Later = "Outlook's offline address book follows within a day.";
    private static readonly BulkDisplayNames Hiding = new(
        "Hide",
        "will be hidden from address lists.",
        "Will be hidden",
        "Hiding",
        "hidden",
        Later
    );
    private static readonly BulkDisplayNames Showing = new(
        "Show",
        "will be shown in address lists.",
        "Will be shown",
        "Showing",
        "shown",
        Later
    );
    private readonly Dictionary<Guid, HiddenSince> _since = [];
    private readonly CancellationTokenSource _end = new();
    private IReadOnlySet<string> _selected = Nobody;
    private bool _mayEdit;

    [Inject]
    private GetHiddenSince Since { get; set; } = default!;

    [Inject]
    private GetPermissions Permissions { get; set; } = default!;

    [Inject]
    private EditRecipients Edit { get; set; } = default!;

    [Inject]
    private Dialogs Dialogs { get; set; } = default!;

    [Inject]
    private ToastService Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private protected override RecipientListState Bare { get; } =
        new()
        {
            Path = "visibility",
            DefaultHidden = true,
            Hidden = true,
        };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        _mayEdit = (await Permissions.ExecuteAsync(_end.Token)).Permissions.Contains(Permission.EditVisibility);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _end.Cancel();
        _end.Dispose();
    }

    /// <summary>A selection belongs to the list in which it was made.</summary>
    private protected override void OnShown() => _selected = Nobody;

    private protected override async ValueTask<TablePage<RecipientSummary>> ProvideAsync(
        TableRequest request,
        CancellationToken cancellationToken
    )
    {
        var page = await base.ProvideAsync(request, cancellationToken);
        var asked = page
            .Items.Where(r => r.HiddenFromAddressListsEnabled && !_since.ContainsKey(r.Id))
            .Select(r => r.Id)
            .ToArray();
        // The rows do not wait for it: the log and the directory are queried only for the rows in view.
        if (asked.Length is > 0 and <= GetHiddenSince.Most)
            _ = InvokeAsync(() => LookUpAsync(asked));
        return page;
    }

    private async Task LookUpAsync(IReadOnlyCollection<Guid> ids)
    {
        try
        {
            foreach (var (id, since) in await Since.ExecuteAsync(ids, _end.Token))
                _since[id] = since;
            StateHasChanged();
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or ObjectDisposedException or AccessDeniedException)
        {
            // The page was left.
        }
    }

    internal static BulkReviewModel ModelFor(EditRecipients edit, IReadOnlyList<Guid> ids, bool hide) =>
        new(
            edit,
            _ =>
                Task.FromResult<IReadOnlyList<WantedEdit>>([
                    .. ids.Select(id => new WantedEdit(id, new RecipientEdit { HiddenFromAddressListsEnabled = hide })),
                ])
        );

    private async Task ReviewAsync(bool hide)
    {
        var ids = _selected.Select(Guid.Parse).ToArray();
        var person = (await Permissions.ExecuteAsync(_end.Token)).Actor.Id;
        var model = ModelFor(Edit, ids, hide);
        model.Reason = await ReasonMemory.RecallAsync(Js, person);
        var what = ids.Length == 1 ? "1 recipient" : $"{ids.Length} recipients";
        await Dialogs.OpenAsync<BulkReview>(
            $"{(hide ? "Hide" : "Show")} {what}",
            new() { [nameof(BulkReview.Model)] = model, [nameof(BulkReview.Words)] = hide ? Hiding : Showing },
            wide: true,
            focusFirst: false
        );
        if (model.Result is not { } result)
            return;
        await ReasonMemory.KeepAsync(Js, person, model.Reason);
        foreach (var id in ids)
            _since.Remove(id);
        _selected = Nobody;
        Toasts.Show(
            model.Undone is { } undone
                ? $"{undone.Done} changes were taken back."
                : $"{(hide ? "Hid" : "Showed")} {result.Done} {(result.Done == 1 ? "recipient" : "recipients")}."
        );
        if (Table is not null)
            await Table.RefreshAsync();
    }
}
