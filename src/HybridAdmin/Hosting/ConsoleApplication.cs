using HybridAdmin.Api;
using HybridAdmin.Api.OpenApi;
using HybridAdmin.Commands;
using HybridAdmin.Components;
using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Layout;
using HybridAdmin.Features.Audit;
using HybridAdmin.Features.Drift;
using HybridAdmin.Features.Migration;
using HybridAdmin.Features.Recipients;
using HybridAdmin.Hosting.Telemetry;
using HybridAdmin.Options;
using HybridAdmin.SignIn;
using HybridAdmin.SignIn.OpenId;
using HybridAdmin.Storage;

namespace HybridAdmin.Hosting;

/// <summary>Composes and starts the web application.</summary>
internal static class ConsoleApplication
{
    /// <summary>
    /// The time for which the start waits for a directory that does not answer, before the console runs without it.
    /// </summary>
    private static readonly TimeSpan FirstAttempt = TimeSpan.FromSeconds(5);

    /// <param name="args">Settings as <c>--Key:Name=value</c>.</param>
    /// <param name="overrides">Registrations that replace the regular ones; for tests.</param>
    /// <exception cref="ConfigurationMistakeException">The settings cannot be used.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? overrides = null)
    {
        var contentRoot = ContentRoot.Find(AppContext.BaseDirectory);
        var options = new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = contentRoot,
            ApplicationName = typeof(ConsoleApplication).Assembly.GetName().Name,
        };
        var builder = ConfigurationMistakeException.IfUnreadable(() => WebApplication.CreateBuilder(options));
        var settings = ConsoleSettings.Load(builder.Configuration, contentRoot, CommandLine.KeysOf(args));
        builder.WebHost.UseStaticWebAssets(); // `dotnet run` has no launch settings here and is Production
        string[] metrics = settings.Telemetry.PrometheusUrl is { } url ? [url] : [];
        builder.WebHost.UseUrls([.. settings.Listen.Urls, .. metrics]);
        builder.WebHost.ConfigureKestrel(kestrel => Limits.Apply(kestrel, settings));
        // The keys are readable by the owner only; a key to encrypt them would lie beside them. Not worth a warning at
        // each start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // The command reports a failed start in one sentence, ConsoleService a failed service.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // Each attempt of a call would write a line, with a stack trace when the console stops; our own log has its result.
        builder.Logging.AddFilter("Polly", LogLevel.Error);
        // each call without a token would write a line
        builder.Logging.AddFilter(typeof(ApiTokenHandler).FullName, LogLevel.Warning);

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(ConsoleFacts.Of(settings));
        builder.Services.AddSingleton<ConsoleExit>();
        builder.Services.AddConsoleStorage(settings);
        builder.Services.AddConsoleDirectory(settings);
        builder.Services.AddConsoleTenant(settings);
        builder.Services.AddConsoleDns(settings);
        builder.Services.AddConsoleSync(settings);
        builder.Services.AddConsoleCore(settings);
        builder.Services.AddConsoleSignIn(settings);
        builder.Services.AddConsoleControls();
        builder.Services.AddConsolePages();
        builder.Services.AddConsoleOpenApi();
        builder.Services.AddConsoleProxy(settings);
        builder.Services.AddConsoleLimits();
        builder.Services.AddConsoleRateLimits();
        builder.Services.AddConsoleCircuits();
        builder.Services.AddConsoleServiceManagers();
        builder.AddConsoleTelemetry(settings.Telemetry);
        overrides?.Invoke(builder.Services);

        var app = builder.BuildChecked();
        app.UseConsoleSecurityHeaders(settings.IsSandbox);
        app.UseMetricsPort(settings.Telemetry);
        app.UseConsoleProxy();
        app.UseConsoleFaults();
        if (settings is { IsSandbox: true, Listen.LoopbackOnly: true })
            app.UseLoopbackHostsOnly();
        app.UseConsoleHosts(settings);
        app.UseSameOriginForCircuits();
        app.UseConsoleRateLimits();
        app.UseConsoleLimits();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRequestPrincipal();
        app.UseAntiforgery();
        app.MapConsoleHealth();
        app.MapConsoleApi();
        app.MapConsoleOpenApi();
        app.MapConsoleSignOut();
        app.MapOpenIdSignIn();
        app.MapAuditDownload();
        app.MapRecipientDownload();
        app.MapMigrationDownload();
        app.MapAuthorityBackup();
        app.MapDriftDownload();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireAuthorization();
        return app;
    }

    /// <summary>
    /// Starts the application and returns when it listens. Without an answer from the directory it listens
    /// nevertheless, and is not ready.
    /// </summary>
    /// <exception cref="ConfigurationMistakeException">The data folder belongs to another mode or domain.</exception>
    /// <exception cref="StartFailedException">The data folder or the address to listen on cannot be used.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await OpenDataFolderAsync(app, cancellationToken);
            await app.StartSandboxTenantAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception)
            when (exception
                    is StorageException
                        or InvalidDataException
                        or IOException
                        or UnauthorizedAccessException
                        or InvalidOperationException
            )
        {
            throw new StartFailedException(exception.Message, exception);
        }
    }

    private static async Task OpenDataFolderAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("HybridAdmin");
        var folder = app.Services.GetRequiredService<DataFolder>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(FirstAttempt);
        try
        {
            await folder.TryOpenAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The attempts continue in the background.
        }

        var facts = app.Services.GetRequiredService<ConsoleFacts>();
        var sqlite = app.Services.GetRequiredService<Database>().SqliteVersion;
        KeyFolder.Create(facts.Keys);
        logger.Started(
            ConsoleFacts.Version,
            ConsoleFacts.Framework,
            facts.Mode,
            facts.Directory,
            facts.Tenant,
            facts.Storage,
            sqlite.Length > 0 ? sqlite : "not opened yet"
        );
        foreach (var warning in app.Services.GetRequiredService<ConsoleSettings>().Warnings)
            logger.SettingsWarning(warning);
        if (folder.Problem is { } problem)
            logger.NotReady(problem);
    }
}
