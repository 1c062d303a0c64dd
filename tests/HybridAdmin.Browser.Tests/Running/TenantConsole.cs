using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Hosting;
using HybridAdmin.Sandbox.Tenant;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Browser.Tests.Running;

/// <summary>The console in this process, so that a test can make the sandbox's tenant fail.</summary>
internal sealed class TenantConsole : IAsyncDisposable
{
    private readonly DirectoryInfo data;
    private readonly WebApplication app;

    private TenantConsole(DirectoryInfo data, WebApplication app) => (this.data, this.app) = (data, app);

    public string Address => app.Urls.First().TrimEnd('/');

    public TenantMisbehaviour Misbehaviour => app.Services.GetRequiredService<SimulatedTenant>().Misbehaviour;

    public TenantStatus Status => app.Services.GetRequiredService<ITenant>().Status;

    /// <summary>Starts a console, and returns once both indexes are read.</summary>
    public static async Task<TenantConsole> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("hybridadmin-browser-");
        var app = ConsoleApplication.Build([
            "--Urls=http://127.0.0.1:0",
            $"--Storage:Path={data.FullName}",
            "--Logging:LogLevel:Default=Error",
        ]);
        var console = new TenantConsole(data, app);
        try
        {
            await ConsoleApplication.StartAsync(app, CancellationToken.None);
            var index = app.Services.GetRequiredService<RecipientIndex>();
            await console.UntilAsync(
                s => s.IndexedAt is not null && index.Status.State == RecipientIndexState.Ready,
                "both indexes to be read"
            );
            return console;
        }
        catch
        {
            await console.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the console has noticed a state of its tenant.</summary>
    public async Task UntilAsync(Func<TenantStatus, bool> holds, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!holds(Status))
        {
            Assert.False(patience.IsCancellationRequested, $"Waited two minutes for: {what}.");
            await Task.Delay(100);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        data.Delete(recursive: true);
    }
}
