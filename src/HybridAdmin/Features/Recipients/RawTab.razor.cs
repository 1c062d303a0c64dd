using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Recipients;

/// <summary>All attributes that the service account may read, unchanged.</summary>
public sealed partial class RawTab : ComponentBase
{
    private IReadOnlyList<Row>? _rows;
    private string _search = "";
    private string? _problem;
    private (Guid, string)? _loaded;

    private sealed record Row(string Name, IReadOnlyList<string> Values);

    [Inject]
    private GetRecipient Read { get; set; } = default!;

    /// <summary>The recipient shown; read again when its version changes.</summary>
    [Parameter, EditorRequired]
    public required Recipient Recipient { get; set; }

    private IReadOnlyList<Row> Shown =>
        _search.Trim() is { Length: > 0 } words
            ? _rows!
                .Where(r =>
                    r.Name.Contains(words, StringComparison.OrdinalIgnoreCase)
                    || r.Values.Any(v => v.Contains(words, StringComparison.OrdinalIgnoreCase))
                )
                .ToArray()
            : _rows!;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == (Recipient.Id, Recipient.Version))
            return;
        _loaded = (Recipient.Id, Recipient.Version);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _problem = null;
        try
        {
            var entry = await Read.ReadRawAsync(Recipient.Id, CancellationToken.None);
            _rows = entry
                ?.Attributes.OrderBy(a => a.Key, StringComparer.OrdinalIgnoreCase)
                .Select(a => new Row(a.Key, a.Value.Select(Shape).ToArray()))
                .ToArray();
            if (entry is null)
                _problem = "The recipient is not there any more.";
        }
        catch (DirectoryFault fault)
        {
            _problem = fault.Message;
        }
    }

    /// <summary>
    /// 16 octets are usually a GUID; the octets themselves are shown too, because they may be something else.
    /// </summary>
    private static string Shape(DirectoryValue value) =>
        value.IsOctets && value.Octets.Length == 16 ? $"{new Guid(value.Octets.Span)} ({value.Text})" : value.Text;
}
