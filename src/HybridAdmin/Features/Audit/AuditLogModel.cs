using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Audit;

namespace HybridAdmin.Features.Audit;

/// <summary>
/// The list of records, one page at a time. A page is identified by the record it begins before, never by a row number:
/// the ten-thousandth page of a log of millions loads as quickly as the first.
/// </summary>
internal sealed class AuditLogModel(ReadAuditLog log)
{
    public const int PageSize = 100;

    private AuditListState? _loaded;
    private IReadOnlyList<AuditEntry> _items = [];

    public AuditListState State { get; private set; } = new();

    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The position of the next page; null if there is none, or nothing was loaded yet.</summary>
    public long? Next { get; private set; }

    /// <summary>The number of all matches; null while they are counted.</summary>
    public long? Total { get; private set; }

    /// <summary>The range of the current page, such as "1,204 to 1,105"; null if it is empty.</summary>
    public string? Range => _items.Count == 0 ? null : $"Records {_items[0].Id:N0} to {_items[^1].Id:N0}";

    public void Show(AuditListState state)
    {
        if (state with { Before = null } != State with { Before = null })
            Total = null;
        State = state;
    }

    /// <summary>Clears the loaded page; the next <see cref="ProvideAsync"/> reads it again.</summary>
    public void Forget() => (_loaded, Total) = (null, null);

    /// <exception cref="AuditUnavailableException">The log cannot be read.</exception>
    public async ValueTask<TablePage<AuditEntry>> ProvideAsync(
        TableRequest request,
        CancellationToken cancellationToken
    )
    {
        var state = State;
        if (_loaded != state)
        {
            var page = await log.ListAsync(state.ToQuery(Zone), state.Before, PageSize, cancellationToken);
            // a late response for other filters must not replace the current one
            cancellationToken.ThrowIfCancellationRequested();
            (_loaded, _items, Next) = (state, page.Items, page.Next);
        }

        return new TablePage<AuditEntry>(_items.Skip(request.Start).Take(request.Count).ToArray(), _items.Count);
    }

    /// <summary>
    /// Counts the matches, unless the number is known. Free text makes this slow in a long log: the page does not wait
    /// for it.
    /// </summary>
    public async Task CountAsync(CancellationToken cancellationToken)
    {
        if (Total is not null)
            return;
        var state = State;
        try
        {
            var total = await log.CountAsync(state.ToQuery(Zone), cancellationToken);
            if (state with { Before = null } == State with { Before = null })
                Total = total;
        }
        catch (AuditUnavailableException)
        {
            // The list shows the error.
        }
    }
}
