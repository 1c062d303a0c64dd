using HybridAdmin.Core.Access;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Comparison.Addresses;
using HybridAdmin.Core.Recipients;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Recipients;

/// <summary>The addresses of a recipient, the pending edits, and the addresses as the cloud will have them.</summary>
public sealed partial class AddressesTab : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private AddAddress? _add;
    private ProxyAddressPreview? _outlook;
    private ProxyAddressPreviewResult _judgement = ProxyAddressPreviewResult.Nothing;
    private RecipientDetails? _of;

    /// <summary>The edits.</summary>
    [Parameter, EditorRequired]
    public required RecipientEditModel Model { get; set; }

    /// <summary>The changes that are allowed.</summary>
    [Parameter, EditorRequired]
    public required EditRights Rights { get; set; }

    /// <summary>The values that were just written; marked for a moment.</summary>
    [Parameter]
    public IReadOnlySet<string> Marked { get; set; } = new HashSet<string>();

    /// <summary>Raised when the edits have changed.</summary>
    [Parameter]
    public EventCallback OnEdited { get; set; }

    /// <summary>Raised to open the review.</summary>
    [Parameter]
    public EventCallback OnReview { get; set; }

    [Inject]
    private GetAddressOutlook Outlook { get; set; } = default!;

    private IReadOnlyList<AddressLine> Lines => Model.Addresses;

    private bool SeveralPrimaries => Lines.Count(l => l.IsPrimary && l.State != AddressLineState.Removed) > 1;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        Judge();
        if (ReferenceEquals(_of, Model.Details))
            return;
        var details = _of = Model.Details;
        try
        {
            var outlook = await Outlook.ExecuteAsync(details, _end.Token);
            if (!ReferenceEquals(_of, details))
                return; // read again meanwhile
            _outlook = outlook;
            Judge();
        }
        catch (Exception exception) when (exception is AccessDeniedException or OperationCanceledException)
        {
            _outlook = null; // the preview is optional, or the tab was left
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private static ProxyAddress AsItWillBe(AddressLine line) =>
        line.Address.IsSmtp ? line.Address.AsPrimary(line.IsPrimary) : line.Address;

    private void Judge() =>
        _judgement =
            _outlook?.Of([.. Lines.Where(l => l.State != AddressLineState.Removed).Select(AsItWillBe)])
            ?? ProxyAddressPreviewResult.Nothing;

    /// <summary>Sets the focus to the field for a new address.</summary>
    public ValueTask FocusAsync() => _add?.FocusAsync() ?? ValueTask.CompletedTask;

    private string? WhyNotRemove(AddressLine line) =>
        line switch
        {
            { IsPrimary: true, State: AddressLineState.Present } when !SeveralPrimaries =>
                "This is the primary address: make another one the primary first.",
            { Protection: { } why, State: AddressLineState.Present } when !Rights.ProtectedAddresses =>
                $"Protected: {why} Only an Administrator may remove it.",
            _ => null,
        };

    private bool MayBecomePrimary(AddressLine line) =>
        line is { Address.IsSmtp: true, State: not AddressLineState.Removed }
        && (line is { IsPrimary: false, IsRouting: false } || SeveralPrimaries);

    private static string RemoveWord(AddressLine line) =>
        line.State switch
        {
            AddressLineState.Removed => "Keep",
            AddressLineState.Added => "Don't add",
            _ => "Remove",
        };

    private async Task MakePrimaryAsync(AddressLine line)
    {
        await EditAsync(() => Model.MakePrimary(line.Address));
        await FocusAsync(); // the button is gone
    }

    private Task RemoveOrKeepAsync(AddressLine line) =>
        WhyNotRemove(line) is not null
            ? Task.CompletedTask
            : EditAsync(
                line.State == AddressLineState.Removed
                    ? () => Model.Keep(line.Address)
                    : () => Model.Remove(line.Address)
            );

    private Task EditAsync(Action edit)
    {
        edit();
        Judge();
        return OnEdited.InvokeAsync();
    }

    private string? Css(AddressLine line) =>
        line.State == AddressLineState.Removed ? "address--removed"
        : Marked.Contains(line.Address.Text) ? "list-row--marked"
        : null;
}
