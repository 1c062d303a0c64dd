using System.Globalization;
using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Features.Migration;

/// <summary>One batch with its people. The one poller triggers the updates; the filter is part of the URL.</summary>
public sealed partial class BatchPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private IDisposable? _watching;
    private DataTable<MigrationUser>? _table;
    private MigrationBatchDetails? _details;
    private DateTimeOffset? _readAt;
    private ChangeResult? _applied;
    private string? _appliedWords;
    private string? _fault;
    private PeopleSizes? _sizes;
    private bool _isGone;
    private bool _isReading;
    private bool _mayManage;
    private bool _mayExport;
    private bool _mayFix;
    private bool _mayReadAudit;

    /// <summary>The name or BatchGuid.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private ListBatches List { get; set; } = default!;

    [Inject]
    private GetBatch Get { get; set; } = default!;

    [Inject]
    private ReadSizes ReadSizes { get; set; } = default!;

    [Inject]
    private GetPermissions Permissions { get; set; } = default!;

    [Inject]
    private Dialogs Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private UserFilter? Filter { get; set; }

    private IReadOnlyList<MigrationUser> Shown =>
        _details is null ? []
        : Filter is { } filter ? [.. _details.Users.Where(filter.Matches)]
        : _details.Users;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _sizes = new PeopleSizes(ReadSizes, () => _ = InvokeAsync(StateHasChanged));
        Filter = FilterOf(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        var permissions = (await Permissions.ExecuteAsync(_end.Token)).Permissions;
        _mayManage = permissions.Contains(Permission.ManageMigration);
        _mayExport = permissions.Contains(Permission.ExportRecipients);
        _mayFix = permissions.Contains(Permission.EditAddresses);
        _mayReadAudit = permissions.Contains(Permission.ReadAudit);
        await LoadAsync();
        if (_end.IsCancellationRequested)
            return;
        _watching = await List.WatchAsync(snapshot => _ = InvokeAsync(() => FollowAsync(snapshot)), _end.Token);
        if (_end.IsCancellationRequested)
            _watching.Dispose();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _watching?.Dispose();
        _sizes?.Dispose();
        _end.Cancel();
    }

    private static UserFilter? FilterOf(string uri) =>
        UserFilter.Of(
            QueryHelpers.ParseQuery(new Uri(uri).Query).TryGetValue("state", out var state) ? state.ToString() : null
        );

    private static FilterOption[] FilterOptions(MigrationBatchDetails details) =>
        [.. UserFilter.All.Select(f => new FilterOption(f.Key, f.Title, details.Users.Count(f.Matches)))];

    private async Task LoadAsync()
    {
        if (_isReading || _end.IsCancellationRequested)
            return;
        _isReading = true;
        try
        {
            var details = await Get.ExecuteAsync(Id, _end.Token);
            (_fault, _isGone) = (null, details is null);
            if (details is not null)
                (_details, _readAt) = (details, Time.GetUtcNow());
            if (_table is not null)
                await _table.RefreshAsync();
        }
        catch (TenantFault fault)
        {
            _fault = fault.Message;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        finally
        {
            _isReading = false;
        }
    }

    /// <summary>
    /// Reads the people again only while the batch is in progress, or when it differs from the one shown.
    /// </summary>
    private async Task FollowAsync(MigrationSnapshot snapshot)
    {
        if (_end.IsCancellationRequested || _details is null)
            return;
        if (snapshot.Problem is { } problem)
        {
            _fault = problem.Message;
            StateHasChanged();
            return;
        }

        var batch = snapshot.Batches.FirstOrDefault(b =>
            b.Identity.Equals(_details.Batch.Identity, StringComparison.OrdinalIgnoreCase)
        );
        if (batch is not null && _fault is null && !batch.State.IsRunning() && IsSame(batch, _details.Batch))
            return;
        await LoadAsync();
        StateHasChanged();
    }

    private static bool IsSame(MigrationBatch left, MigrationBatch right) =>
        left.Status == right.Status
        && left.SyncedCount == right.SyncedCount
        && left.FinalizedCount == right.FinalizedCount
        && left.FailedCount == right.FailedCount
        && left.TotalCount == right.TotalCount
        && left.CompleteAfter == right.CompleteAfter
        && left.StartAfter == right.StartAfter;

    private async Task ActAsync(MigrationAction action)
    {
        if (_details is not { Batch: var batch })
            return;
        var title = $"{MigrationDisplay.Words(action)}: {batch.Identity}";
        if (
            await Dialogs.OpenAsync<BatchActionDialog>(
                title,
                new() { [nameof(BatchActionDialog.Batch)] = batch, [nameof(BatchActionDialog.Action)] = action },
                wide: true
            )
            is not ChangeResult done
        )
            return;
        await ShowDoneAsync(done, $"{MigrationDisplay.Words(action)}: done");
    }

    private async Task OpenAsync(MigrationUser user)
    {
        if (_details is not { Batch: var batch })
            return;
        var parameters = new Dictionary<string, object?>
        {
            [nameof(PersonDialog.Person)] = user,
            [nameof(PersonDialog.Kind)] = batch.Kind,
            [nameof(PersonDialog.MayManage)] = _mayManage,
        };
        if (await Dialogs.OpenAsync<PersonDialog>(user.Identity, parameters, wide: true) is ChangeResult done)
            await ShowDoneAsync(done, $"Done for {user.Identity}");
    }

    private async Task ShowDoneAsync(ChangeResult done, string words)
    {
        (_applied, _appliedWords) = (done, words);
        await LoadAsync();
        StateHasChanged();
    }

    private ValueTask<TablePage<MigrationUser>> ProvideAsync(TableRequest request, CancellationToken cancellationToken)
    {
        var users = Shown;
        MigrationUser[] visible = [.. users.Skip(request.Start).Take(request.Count)];
        _sizes!.Show(visible);
        return ValueTask.FromResult(new TablePage<MigrationUser>(visible, users.Count));
    }

    private int? PercentOf(MigrationUser user) => user.PercentageComplete ?? _sizes?.Of(user)?.PercentageComplete;

    private static string? Count(long? items) => items?.ToString("N0", CultureInfo.InvariantCulture);

    private Task FilterAsync(string? key)
    {
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("state", key));
        return Task.CompletedTask;
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (
            new Uri(e.Location).AbsolutePath != Navigation.ToAbsoluteUri(MigrationDisplay.Href(Id)).AbsolutePath
            || FilterOf(e.Location) == Filter
        )
            return;
        _ = InvokeAsync(async () =>
        {
            Filter = FilterOf(e.Location);
            StateHasChanged();
            if (_table is not null)
                await _table.RestartAsync();
        });
    }
}
