using System.Globalization;
using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Domains;

/// <summary>All domains side by side.</summary>
public sealed partial class DomainListPage : ComponentBase
{
    private MailDomains? _domains;
    private string? _fault;

    [Inject]
    private ListDomains List { get; set; } = default!;

    private bool IsTenantKnown =>
        _domains is { IsWithoutTenant: false } domains && domains.Away.All(a => a.Part != "Microsoft 365");

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _fault = null;
        try
        {
            _domains = await List.ExecuteAsync(CancellationToken.None);
        }
        catch (DirectoryFault fault)
        {
            _fault = fault.Message;
        }
    }

    private ValueTask<TablePage<MailDomain>> ProvideAsync(TableRequest request, CancellationToken cancellationToken)
    {
        var items = _domains?.Items ?? [];
        return ValueTask.FromResult(
            new TablePage<MailDomain>([.. items.Skip(request.Start).Take(request.Count)], items.Count)
        );
    }

    private static string Gaps(MailDomain domain) => string.Join(" ", domain.Missing);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
