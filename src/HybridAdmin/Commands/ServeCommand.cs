using HybridAdmin.Hosting;

namespace HybridAdmin.Commands;

/// <summary>Runs the console until it is stopped.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] options, TextWriter output)
    {
        await using var app = ConsoleApplication.Build(options);
        await ConsoleApplication.StartAsync(app, CancellationToken.None);
        var settings = app.Services.GetRequiredService<ConsoleSettings>();
        var address = string.Join(", ", app.Urls.Where(u => u != settings.Telemetry.PrometheusUrl));
        var folder = app.Services.GetRequiredService<DataFolder>();
        await output.WriteLineAsync(
            folder.IsOpen
                ? $"HybridAdmin is ready at {address}"
                : $"HybridAdmin runs at {address}, but is not ready: {folder.Problem}"
        );
        await output.FlushAsync();
        await app.WaitForShutdownAsync();
        return app.Services.GetRequiredService<ConsoleExit>().Code;
    }
}
