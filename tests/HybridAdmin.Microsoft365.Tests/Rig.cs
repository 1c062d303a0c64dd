using System.Text.Json;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Graph;
using HybridAdmin.Microsoft365.Http;
using HybridAdmin.Microsoft365.SignIn;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>The adapter's parts, wired to a stub.</summary>
internal sealed class Rig : IAsyncDisposable, ILogger<Microsoft365Tenant>
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private Rig(StubTenant stub)
    {
        Stub = stub;
        Options = stub.Options;
    }

    public StubTenant Stub { get; }

    public TenantOptions Options { get; }

    public SkippingTime Time { get; } = new();

    public List<string> Lines { get; } = [];

    public GraphClient Graph => field ??= new GraphClient(Http());

    public ExchangeCmdletClient Exchange => field ??= new ExchangeCmdletClient(Http(), StubTenant.Id);

    public Microsoft365Tenant Tenant => field ??= new Microsoft365Tenant(Options, Time, this);

    public static async Task<Rig> StartAsync() => new(await StubTenant.StartAsync());

    public async Task<List<JsonElement>> ListAsync(string path, bool isAdvanced = false)
    {
        var found = new List<JsonElement>();
        await foreach (var item in Graph.ListAsync(path, isAdvanced, CancellationToken.None))
            found.Add(item);
        return found;
    }

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

    public Task<CloudFault> FaultAsync(Func<Task> call) => Assert.ThrowsAsync<CloudFault>(call);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Stub.DisposeAsync();
    }

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

    private CloudHttp Http() =>
        new(
            client,
            Options.GraphRoot,
            new TokenSource(() => Credentials.Create(Options, client, Time), Time),
            Options,
            Time,
            this
        );
}
