using HybridAdmin.Hosting;
using HybridAdmin.Options;

namespace HybridAdmin.Commands;

/// <summary>The settings as the console would read them, for the verbs that are not the console.</summary>
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
