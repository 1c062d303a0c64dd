using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Synchronization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace HybridAdmin.Features.Recipients;

/// <summary>One recipient, read live: view, collect edits, review, apply, undo.</summary>
public sealed partial class RecipientDetailsPage : ComponentBase
{
    private AddressesTab? _addresses;
    private RecipientDetails? _details;
    private RecipientEditModel? _model;
    private EditRights _rights = default!;
    private IReadOnlyList<TabItem> _tabs = [];
    private AppliedChange? _applied;
    private AuditEntry? _last;
    private Guid? _loaded;
    private string? _fault;
    private (bool Added, string Text)? _prefilled;
    private string _back = "recipients";
    private bool _missing;
    private bool _gone;
    private bool _reviewing;
    private bool _wantsFocus;

    [Inject]
    private GetRecipient Read { get; set; } = default!;

    [Inject]
    private PreviewRecipientEdit Preview { get; set; } = default!;

    [Inject]
    private EditRecipient Edit { get; set; } = default!;

    [Inject]
    private ReadAuditLog Log { get; set; } = default!;

    [Inject]
    private ChangeSettings Settings { get; set; } = default!;

    [Inject]
    private GetSyncStatus Sync { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private Dialogs Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>The objectGUID.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The tab, as in the URL; unknown or null selects the addresses.</summary>
    [Parameter]
    public string? Tab { get; set; }

    private string CurrentTab => _tabs.FirstOrDefault(t => t.Key == Tab)?.Key ?? "addresses";

    private IReadOnlySet<string> Marked => _applied?.Marked ?? new HashSet<string>();

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Id)
            return;
        _loaded = Id;
        (_details, _model, _applied, _last, _fault, _missing, _gone, _prefilled) = (
            null,
            null,
            null,
            null,
            null,
            false,
            false,
            null
        );
        await ReloadAsync();
        if (_model is { } model)
            _prefilled = LinkedAddress.Collect(Navigation.Uri, model, _rights);
        _wantsFocus = true;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The most frequent task is to add an alias: the field has the focus (search, Enter, type, Enter).
        if (!_wantsFocus || _addresses is null || _details is null)
            return;
        _wantsFocus = false;
        await _addresses.FocusAsync();
    }

    private async Task ReloadAsync()
    {
        var id = Id;
        try
        {
            var details = await Read.ExecuteAsync(id, CancellationToken.None);
            if (id != Id)
                return; // another recipient was opened meanwhile
            _fault = null;
            if (details is not null)
                await ShowAsync(details);
            else if (_details is null)
                _missing = true;
            else
                _gone = true;
        }
        catch (DirectoryFault fault)
        {
            _fault = fault.Message;
        }
    }

    private async Task ShowAsync(RecipientDetails details)
    {
        _details = details;
        if (_model is { IsEmpty: false })
            _model.Rebase(details, new HashSet<string>());
        else
            _model = new RecipientEditModel(details, Settings);
        _rights = _gone ? _rights : EditRights.Of(details);
        _tabs = TabsOf(details);
        try
        {
            var history = await Log.HistoryAsync(details.Recipient.Id, null, 5, CancellationToken.None);
            _last = history.Items.FirstOrDefault(e => e.Outcome == AuditOutcome.Applied);
        }
        catch (AuditUnavailableException)
        {
            _last = null; // the history tab shows the reason
        }
    }

    private static TabItem[] TabsOf(RecipientDetails details)
    {
        var all = new List<TabItem> { new("addresses", "Addresses", details.Recipient.EmailAddresses.Count) };
        if (details.Directory.HasAttribute(RecipientAttributes.HideFromAddressLists))
            all.Add(new TabItem("visibility", "Visibility"));
        if (details.Directory.HasAttribute(RecipientAttributes.Custom(1)))
            all.Add(new TabItem("custom", "Custom attributes", details.Recipient.CustomAttributes.Count));
        all.AddRange([
            new TabItem("details", "Details"),
            new TabItem("cloud", "Cloud"),
            new TabItem("history", "History"),
            new TabItem("raw", "Raw"),
        ]);
        return [.. all];
    }

    private void GoToTab(string tab) =>
        Navigation.NavigateTo(tab == "addresses" ? $"recipients/{Id}" : $"recipients/{Id}/{tab}");

    private void OnEdited()
    {
        // An event handler: the page is rendered again, and with it the bar.
    }

    private void Discard() => _model!.Discard();

    private Task OnKeyDownAsync(KeyboardEventArgs e) =>
        e.Key == "Enter" && !e.Repeat && (e.CtrlKey || e.MetaKey) && _model is { IsEmpty: false }
            ? ReviewAsync()
            : Task.CompletedTask;

    private async Task ReviewAsync()
    {
        if (_reviewing || _gone || _model is not { IsEmpty: false } model)
            return;
        _reviewing = true;
        try
        {
            var person = model.Details.Actor.Id;
            var review = new ReviewModel(model, Preview, Edit, Read, Settings, Sync, Time)
            {
                Reason = await ReasonMemory.RecallAsync(Js, person),
            };
            var closed = await Dialogs.OpenAsync<ReviewDialog>(
                $"Review {(model.Count == 1 ? "1 change" : $"{model.Count} changes")} to {model.Recipient.DisplayName}",
                new() { [nameof(ReviewDialog.Model)] = review },
                wide: true,
                focusFirst: false
            );
            if (closed is ChangeResult done)
            {
                await ReasonMemory.KeepAsync(Js, person, review.Reason);
                _applied = new AppliedChange(done, review.Reason, review.NextAfter(done));
                model.Discard();
                await ReloadAsync();
                _wantsFocus = CurrentTab == "addresses";
            }
            else
            {
                await AfterUnfinishedAsync(review);
                _wantsFocus = CurrentTab == "addresses" && !_gone;
            }
        }
        finally
        {
            _reviewing = false;
        }
    }

    /// <summary>
    /// Updates the page if the review has found another state of the recipient, or its outcome is unknown.
    /// </summary>
    private async Task AfterUnfinishedAsync(ReviewModel review)
    {
        if (review.IsGone)
            _gone = true;
        else if (review.Problem?.Code == ProblemCode.OutcomeUnknown)
            await ReloadAsync();
        else if (!ReferenceEquals(review.Edit.Details, _details))
            await ShowAsync(review.Edit.Details);
    }

    private async Task OnUndoneAsync()
    {
        await ReloadAsync();
        _wantsFocus = CurrentTab == "addresses";
    }
}
