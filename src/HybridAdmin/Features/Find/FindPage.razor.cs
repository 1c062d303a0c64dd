using HybridAdmin.Core.Access;
using HybridAdmin.Core.Comparison.Find;
using HybridAdmin.Core.Directory;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Features.Find;

/// <summary>
/// The present and former owners of an address: /find?address=..., repeated for a bounce that names several.
/// </summary>
public sealed partial class FindPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private IReadOnlyList<string> _asked = [];
    private IReadOnlyList<AddressAnswer> _answers = [];
    private string _text = "";
    private string? _problem;
    private string? _fault;
    private bool _busy;

    [Inject]
    private WhoHasAddress Who { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>The URL of the page for some addresses.</summary>
    public static string Href(IEnumerable<string> addresses) =>
        "find?" + string.Join('&', addresses.Select(a => $"address={Uri.EscapeDataString(a)}"));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        await ShowAsync(Navigation.Uri);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _end.Cancel();
        _end.Dispose();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (
            Navigation
                .ToBaseRelativePath(e.Location)
                .Split('?', '#')[0]
                .TrimEnd('/')
                .Equals("find", StringComparison.OrdinalIgnoreCase)
        )
        {
            _ = InvokeAsync(async () =>
            {
                await ShowAsync(e.Location);
                StateHasChanged();
            });
        }
    }

    private Task ShowAsync(string uri)
    {
        var given = QueryHelpers.ParseQuery(new Uri(uri).Query).TryGetValue("address", out var values)
            ? values.OfType<string>()
            : [];
        _asked = given
            .Where(a => a.Length is > 0 and <= SearchInput.Longest)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(ImceaAddress.Most)
            .ToArray();
        if (_asked.Count > 0)
            _text = string.Join('\n', _asked);
        return LoadAsync();
    }

    private void AskAsync()
    {
        var addresses =
            _text.Contains('\n', StringComparison.Ordinal) && SearchInput.Parse(_text).Bounces.Count == 0
                ? _text
                    .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(SearchInput.AddressOf)
                    .OfType<string>()
                    .Take(ImceaAddress.Most)
                    .ToArray()
                : SearchInput.Parse(_text).Addresses;
        _problem =
            addresses.Count > 0 ? null
            : _text.Trim().Length == 0 ? "Type or paste an address, for example anna@contoso.com."
            : "There is no address in this text. Paste it as it stands in the bounce, or type it, for "
                + "example anna@contoso.com.";
        if (addresses.Count == 0)
            return;
        var href = Href(addresses);
        // The same question is sent again: the directory may give another answer by now.
        if (Navigation.ToBaseRelativePath(Navigation.Uri) == href)
            _ = InvokeAsync(LoadAndDrawAsync);
        else
            Navigation.NavigateTo(href);
    }

    private async Task LoadAndDrawAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var asked = _asked;
        (_answers, _fault, _problem, _busy) = ([], null, null, asked.Count > 0);
        StateHasChanged();
        try
        {
            var answers = new List<AddressAnswer>();
            foreach (var address in asked)
            {
                if (await Who.ExecuteAsync(address, _end.Token) is { } answer)
                    answers.Add(answer);
                else
                    _problem = $"\"{(address.Length <= 80 ? address : address[..77] + "...")}\" is not an address.";
            }

            if (ReferenceEquals(asked, _asked))
                _answers = answers;
        }
        catch (DirectoryFault fault)
        {
            _fault = fault.Message;
        }
        catch (AccessDeniedException denied)
        {
            _fault = denied.Message;
        }
        catch (OperationCanceledException)
        {
            return; // the page was left
        }

        _busy = false;
    }
}
