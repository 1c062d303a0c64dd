using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Migration;

/// <summary>The name, direction and endpoint of a new batch; the endpoint can be tested first.</summary>
public sealed partial class DirectionStep : ComponentBase
{
    private static readonly FilterOption[] Kinds =
    [
        .. new[]
        {
            MigrationKind.Onboarding,
            MigrationKind.Offboarding,
            MigrationKind.GoogleWorkspace,
            MigrationKind.Cutover,
        }.Select(k => new FilterOption(k.ToString(), k.Words())),
    ];

    private MigrationEndpointTest? _test;
    private string? _fault;
    private bool _busy;

    /// <summary>The batch to edit.</summary>
    [Parameter, EditorRequired]
    public required NewBatchModel Model { get; set; }

    /// <summary>The available choices.</summary>
    [Parameter, EditorRequired]
    public required MoveOptions Options { get; set; }

    /// <summary>Raised when a choice changes.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private TestEndpoint Test { get; set; } = default!;

    private MigrationEndpoint[] Serving => [.. Options.Endpoints.Where(e => e.Serves(Model.Kind))];

    /// <summary>
    /// The target delivery domains. Everybody needs an address in the domain, so it is chosen before the people are
    /// checked.
    /// </summary>
    private IReadOnlyList<string> Domains =>
        Model.Kind switch
        {
            MigrationKind.Onboarding => Options.RoutingDomains,
            MigrationKind.Offboarding => Options.MailDomains,
            _ => [],
        };

    private static FilterOption OptionOf(MigrationEndpoint endpoint) =>
        new(
            endpoint.Identity,
            endpoint.RemoteServer is null ? endpoint.Identity : $"{endpoint.Identity} ({endpoint.RemoteServer})"
        );

    private Task ChooseAsync(string? kind)
    {
        Model.Kind = Enum.TryParse<MigrationKind>(kind, out var chosen) ? chosen : MigrationKind.Onboarding;
        Model.Endpoint = Serving.FirstOrDefault()?.Identity;
        Model.Domain = Domains.Count > 0 ? Domains[0] : null;
        (_test, _fault) = (null, null);
        return OnChanged.InvokeAsync();
    }

    private Task EndpointAsync(string? endpoint)
    {
        (Model.Endpoint, _test, _fault) = (endpoint, null, null);
        return OnChanged.InvokeAsync();
    }

    private Task NameAsync(string name)
    {
        Model.Name = name;
        return OnChanged.InvokeAsync(); // from now on, leaving the page would lose input
    }

    private Task DomainAsync(string? domain)
    {
        Model.Domain = domain;
        return OnChanged.InvokeAsync();
    }

    private async Task TestAsync()
    {
        if (_busy || Model.Endpoint is not { } endpoint)
            return;
        (_busy, _test, _fault) = (true, null, null);
        try
        {
            _test = await Test.ExecuteAsync(endpoint, CancellationToken.None);
        }
        catch (TenantFault fault)
        {
            _fault = fault.Message;
        }
        finally
        {
            _busy = false;
        }
    }
}
