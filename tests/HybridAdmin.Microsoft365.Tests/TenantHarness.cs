using System.Text.Json;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Graph;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Kiota.Abstractions;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>The adapter as the console registers it, over a stub; all log entries are recorded.</summary>
internal sealed class TenantHarness : IAsyncDisposable, ILoggerProvider, ILogger
{
    private readonly ServiceProvider services;

    private TenantHarness(StubTenant stub)
    {
        Stub = stub;
        Options = stub.Options;
        // Time-outs of attempts run in real time, waits are skipped.
        Time.IsReal = due => due == Options.Timeout;
        services = new ServiceCollection()
            .AddSingleton(Options)
            .AddSingleton<TimeProvider>(Time)
            .AddLogging(b => b.SetMinimumLevel(LogLevel.Trace).AddProvider(this))
            .AddMicrosoft365()
            .BuildServiceProvider(validateScopes: true);
    }

    public StubTenant Stub { get; }

    public TenantOptions Options { get; }

    public SkippingTime Time { get; } = new();

    public List<string> Lines { get; } = [];

    public GraphClient Graph => services.GetRequiredService<GraphClient>();

    public GraphBatch Batch => services.GetRequiredService<GraphBatch>();

    public IExchangeCmdlets Exchange => services.GetRequiredService<IExchangeCmdlets>();

    public ITenant Tenant => services.GetRequiredService<ITenant>();

    public IMigration Migration => services.GetRequiredService<IMigration>();

    public TenantRefresh Refresh => services.GetRequiredService<TenantRefresh>();

    public static async Task<TenantHarness> StartAsync() => new(await StubTenant.StartAsync());

    /// <param name="path">The path below the version, with its query.</param>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken = default) =>
        Graph.ReadJsonAsync(Request(path), cancellationToken);

    public async Task<List<JsonElement>> ListAsync(string path, bool isAdvanced = false)
    {
        var request = Request(path);
        if (isAdvanced)
            request.Headers.Add("ConsistencyLevel", "eventual");
        var found = new List<JsonElement>();
        await foreach (var item in Graph.ListAsync(request, CancellationToken.None))
            found.Add(item.Clone());
        return found;
    }

    public RequestInformation Request(string path) =>
        new() { HttpMethod = Method.GET, URI = new Uri($"{Stub.Root}/v1.0/{path}") };

    public async Task<List<JsonElement>> InvokeAsync(string cmdlet, params (string Name, object? Value)[] parameters)
    {
        var found = new List<JsonElement>();
        await foreach (
            var item in Exchange.InvokeAsync(
                cmdlet,
                parameters.ToDictionary(p => p.Name, p => p.Value),
                [],
                CancellationToken.None
            )
        )
            found.Add(item);
        return found;
    }

    public Task<TenantFault> FaultAsync(Func<Task> call) => Assert.ThrowsAsync<TenantFault>(call);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Stub.DisposeAsync();
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose() { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        lock (Lines)
            Lines.Add($"{logLevel} {formatter(state, exception)} {exception}");
    }
}
