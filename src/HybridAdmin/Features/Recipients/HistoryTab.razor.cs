using HybridAdmin.Core.Audit;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Recipients;

/// <summary>The changes that this console made to the recipient, newest first.</summary>
public sealed partial class HistoryTab : ComponentBase
{
    private const int PageSize = 20;
    private List<AuditEntry>? _entries;
    private long? _next;
    private string? _problem;
    private (Guid, long?)? _loaded;
    private int _reads;

    [Inject]
    private ReadAuditLog Log { get; set; } = default!;

    /// <summary>The objectGUID.</summary>
    [Parameter, EditorRequired]
    public required Guid RecipientId { get; set; }

    /// <summary>The last change known to the page; a new one causes the history to be read again.</summary>
    [Parameter]
    public long? LastChangeId { get; set; }

    /// <summary>True if the person may open the records.</summary>
    [Parameter]
    public bool MayReadAudit { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == (RecipientId, LastChangeId))
            return;
        _loaded = (RecipientId, LastChangeId);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _entries = null;
        await ReadAsync(null);
    }

    private Task LoadMoreAsync() => ReadAsync(_next);

    private async Task ReadAsync(long? after)
    {
        var read = ++_reads;
        try
        {
            var page = await Log.HistoryAsync(RecipientId, after, PageSize, CancellationToken.None);
            if (read != _reads)
                return; // a later read has replaced this one: its records must not appear twice
            (_entries ??= []).AddRange(page.Items);
            (_next, _problem) = (page.Next, null);
        }
        catch (AuditUnavailableException unavailable)
        {
            if (read == _reads)
                _problem = unavailable.Message;
        }
    }
}
