using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Domains;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Recipients;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HybridAdmin.Features.Domains;

/// <summary>The people of one UPN suffix, and the change of the suffix for those who are selected.</summary>
public sealed partial class UpnSuffixPeoplePage : RecipientListBase
{
    private static readonly IReadOnlySet<string> Nobody = new HashSet<string>();
    private IReadOnlySet<string> _selected = Nobody;
    private IReadOnlyList<FilterOption> _options = [];
    private string? _new;
    private bool _mayEdit;

    /// <summary>The suffix of userPrincipalName, without the @.</summary>
    [Parameter]
    public string Suffix { get; set; } = "";

    [Inject]
    private UpnSuffixes Suffixes { get; set; } = default!;

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

    private protected override RecipientListState Bare =>
        new() { Path = $"domains/upn-suffixes/{Uri.EscapeDataString(Suffix)}" };

    private protected override RecipientQuery Query => base.Query with { UpnSuffix = Suffix, IncludePlain = true };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        _mayEdit = (await Permissions.ExecuteAsync(CancellationToken.None)).Permissions.Contains(
            Permission.EditUserPrincipalName
        );
        if (!_mayEdit)
            return;
        try
        {
            var (items, _) = await Suffixes.ListAsync(CancellationToken.None);
            _options =
            [
                new("", "New suffix ..."),
                .. items
                    .Where(s => s.IsOffered && s.Name != Suffix)
                    .OrderByDescending(s => s.IsVerified == true)
                    .ThenByDescending(s => s.People)
                    .Select(s => new FilterOption(s.Name, s.IsVerified == false ? $"{s.Name} (not verified)" : s.Name)),
            ];
        }
        catch (DirectoryFault)
        {
            _mayEdit = false; // without the directory nothing can be changed either; the list shows the reason
        }
    }

    /// <summary>A selection belongs to the list in which it was made.</summary>
    private protected override void OnShown() => _selected = Nobody;

    private async Task ReviewAsync()
    {
        if (_new is not { Length: > 0 } suffix)
            return;
        var ids = _selected.Select(Guid.Parse).ToArray();
        var person = (await Permissions.ExecuteAsync(CancellationToken.None)).Actor.Id;
        IReadOnlyList<SignInDifference> differences = [];
        var model = new BulkReviewModel(
            Edit,
            token => Suffixes.EditsAsync(ids, suffix, token),
            async (review, token) => differences = await Suffixes.DifferencesAsync(review, token)
        )
        {
            Reason = await ReasonMemory.RecallAsync(Js, person),
        };
        RenderFragment beside = builder =>
        {
            builder.OpenComponent<SignInDifferences>(0);
            builder.AddAttribute(1, nameof(SignInDifferences.Items), differences);
            builder.CloseComponent();
        };
        var words = new BulkDisplayNames(
            "Change",
            $"will sign in with @{suffix}.",
            "Will change",
            "Changing",
            "changed",
            "in the cloud the change may wait for a setting of the tenant (SynchronizeUpnForManagedUsers), "
                + "which an application cannot read. Inform the people beforehand."
        );
        await Dialogs.OpenAsync<BulkReview>(
            $"Another suffix for {(ids.Length == 1 ? "1 person" : $"{ids.Length} people")}",
            new()
            {
                [nameof(BulkReview.Model)] = model,
                [nameof(BulkReview.Words)] = words,
                [nameof(BulkReview.Beside)] = beside,
            },
            wide: true,
            focusFirst: false
        );
        if (model.Result is not { } result)
            return;
        await ReasonMemory.KeepAsync(Js, person, model.Reason);
        _selected = Nobody;
        Toasts.Show(
            model.Undone is { } undone
                ? $"{undone.Done} changes were taken back."
                : $"{result.Done} sign-in {(result.Done == 1 ? "name was" : "names were")} changed."
        );
        if (Table is not null)
            await Table.RefreshAsync();
    }
}
