using System.Globalization;
using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// The line that adds an address. It queries the forest while the person types, adds on Enter, and on Enter in the
/// empty field goes on to the review.
/// </summary>
public sealed partial class AddAddress : ComponentBase, IDisposable
{
    /// <summary>The pause in typing before the directory is queried.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(220);

    private readonly string _id = "add-" + Guid.NewGuid().ToString("N")[..8];
    private ElementReference _input;
    private IReadOnlyList<OfferedDomain> _offered = [];
    private Task _offering = Task.CompletedTask;
    private CancellationTokenSource? _asking;
    private AddressCheck? _check;
    private string? _fault;
    private string _text = "";
    private string? _domain;
    private bool _busy;

    [Inject]
    private CheckAddress Check { get; set; } = default!;

    [Inject]
    private ListOfferedDomains Domains { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>The edits that collect the additions.</summary>
    [Parameter, EditorRequired]
    public required RecipientEditModel Model { get; set; }

    /// <summary>Raised when an address was added to the edits.</summary>
    [Parameter]
    public EventCallback OnEdited { get; set; }

    /// <summary>Raised by Enter in the empty field, with edits pending.</summary>
    [Parameter]
    public EventCallback OnReview { get; set; }

    private bool HasPending => !Model.IsEmpty;

    /// <summary>Indicates whether the typed text needs no domain: it has one, or another type.</summary>
    private bool IsWhole =>
        _text.Contains('@', StringComparison.Ordinal)
        || ProxyAddress.FromStored(_text.Trim()).Kind != ProxyAddressKind.Malformed;

    private string Whole => IsWhole || _domain is null ? _text.Trim() : $"{_text.Trim()}@{_domain}";

    /// <summary>Sets the focus to the field.</summary>
    public ValueTask FocusAsync() => _input.FocusAsync();

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => _offering = OfferDomainsAsync();

    /// <inheritdoc />
    public void Dispose() => StopAsking();

    private async Task OfferDomainsAsync()
    {
        try
        {
            var all = await Domains.ExecuteAsync(CancellationToken.None);
            // A wildcard is not a domain that an address can end with.
            _offered = all.Where(d => !d.Name.StartsWith("*.", StringComparison.Ordinal)).ToArray();
        }
        catch (DirectoryFault)
        {
            // The page already shows that the directory is unavailable; a whole address can still be typed.
        }

        var own = Model.PrimarySmtpAddress?.Split('@')[^1];
        _domain = (
            _offered.FirstOrDefault(d => d.Name.Equals(own, StringComparison.OrdinalIgnoreCase))
            ?? _offered.FirstOrDefault()
        )?.Name;
    }

    private Task OnInputAsync(string? text)
    {
        _text = text ?? "";
        return AskLaterAsync();
    }

    private Task OnDomainAsync(ChangeEventArgs e)
    {
        _domain = e.Value?.ToString();
        return AskLaterAsync();
    }

    private async Task AskLaterAsync()
    {
        StopAsking();
        (_check, _fault, _busy) = (null, null, false);
        if (_text.Trim().Length == 0)
            return;
        var asking = _asking = new CancellationTokenSource();
        try
        {
            await Task.Delay(Pause, Time, asking.Token);
            _busy = true;
            StateHasChanged();
            await AskAsync(asking.Token);
        }
        catch (OperationCanceledException)
        {
            // Another letter was typed.
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A tenant may take seconds to name its domains; without a domain the typed text is not an address yet.
            if (!IsWhole)
                await _offering.WaitAsync(cancellationToken);
            var asked = Whole;
            var check = await Check.ExecuteAsync(Model.Recipient.Id, asked, cancellationToken);
            if (asked == Whole)
                _check = check;
        }
        catch (DirectoryFault fault)
        {
            _fault = fault.Message;
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
                _busy = false;
        }
    }

    private async Task OnKeyDownAsync(KeyboardEventArgs e)
    {
        if (e.Key == "Enter" && !e.CtrlKey && !e.MetaKey)
        {
            if (e.Repeat)
                return; // a key held down must not run through add, review and apply
            if (_text.Trim().Length > 0)
                await AddAsync();
            else if (HasPending)
                await OnReview.InvokeAsync();
        }
        else if (e.Key == "Escape" && _text.Length > 0)
        {
            _text = "";
            await AskLaterAsync();
        }
    }

    private async Task AddAsync()
    {
        StopAsking();
        _busy = false;
        // A fast typist presses Enter before the answer: it is awaited, so that an address in use is not collected.
        if (_check is null && _fault is null)
            await AskAsync(CancellationToken.None);
        if (_check is { IsFree: false })
            return;
        if (Model.Add(Whole) is { } problem)
        {
            _check = new AddressCheck(false, problem, null, FindingSeverity.Error);
            return;
        }

        (_text, _check, _fault) = ("", null, null);
        await OnEdited.InvokeAsync();
        await FocusAsync();
    }

    private void StopAsking()
    {
        _asking?.Cancel();
        _asking?.Dispose();
        _asking = null;
    }

    private static Tone ToneOf(AddressCheck check) =>
        check.Severity switch
        {
            FindingSeverity.Error => Tone.Bad,
            FindingSeverity.Warning => Tone.Warning,
            _ => Tone.Good,
        };

    private static string Origin(OfferedDomain domain) => $"Known from: {domain.Origins.Words()}";

    private static string OptionText(OfferedDomain domain)
    {
        var origins = domain.IsAccepted ? "" : $" (not confirmed: {domain.Origins.Words()})";
        var count = domain.Recipients > 0 ? $" · {domain.Recipients.ToString("N0", CultureInfo.InvariantCulture)}" : "";
        return $"{domain.Name}{origins}{count}";
    }
}
