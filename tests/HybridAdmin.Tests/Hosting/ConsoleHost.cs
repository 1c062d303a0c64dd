using HybridAdmin.Hosting;
using HybridAdmin.Testing.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Hosting;

/// <summary>
/// The real console in this process, on a loopback port that the system chooses, with its own data folder. Settings as
/// on the command line; ports can be replaced.
/// </summary>
internal sealed class ConsoleHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TemporaryFolder? own;

    private ConsoleHost(WebApplication app, TemporaryFolder? own)
    {
        this.app = app;
        this.own = own;
    }

    public Uri Address => new(app.Urls.First());

    public IServiceProvider Services => app.Services;

    /// <param name="settings">Settings such as "SignIn:Mode=Directory".</param>
    /// <param name="overrides">Registrations that replace the console's.</param>
    /// <param name="folder">The data folder; null: one that is removed with the host.</param>
    public static async Task<ConsoleHost> StartAsync(
        IEnumerable<string>? settings = null,
        Action<IServiceCollection>? overrides = null,
        string? folder = null
    )
    {
        var own = folder is null ? new TemporaryFolder() : null;
        string[] args =
        [
            "--Urls=http://127.0.0.1:0",
            $"--Storage:Path={folder ?? own!.Path}",
            "--Logging:LogLevel:Default=Error",
            .. (settings ?? []).Select(s => "--" + s),
        ];
        try
        {
            var app = ConsoleApplication.Build(args, overrides);
            try
            {
                await ConsoleApplication.StartAsync(app, CancellationToken.None);
                return new ConsoleHost(app, own);
            }
            catch
            {
                await app.DisposeAsync();
                throw;
            }
        }
        catch
        {
            own?.Dispose();
            throw;
        }
    }

    /// <summary>A browser without history: stores cookies, does not follow redirects.</summary>
    public Visitor Visit() => new(Address);

    /// <summary>Waits until a condition holds; the failure states the condition.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited a minute for: {what}.");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        own?.Dispose();
    }
}
