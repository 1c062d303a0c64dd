using HybridAdmin.Hosting;
using HybridAdmin.Options;

namespace HybridAdmin.Commands;

/// <summary>Loads the settings as the console reads them, for the other verbs.</summary>
internal static class CommandSettings
{
    /// <exception cref="ConfigurationMistakeException">The settings cannot be used.</exception>
    public static ConsoleSettings Load(string[] options)
    {
        var contentRoot = ContentRoot.Find(AppContext.BaseDirectory);
        var builder = ConfigurationMistakeException.IfUnreadable(() =>
            Host.CreateApplicationBuilder(
                new HostApplicationBuilderSettings { Args = options, ContentRootPath = contentRoot }
            )
        );
        return ConsoleSettings.Load(builder.Configuration, contentRoot, CommandLine.KeysOf(options));
    }
}
