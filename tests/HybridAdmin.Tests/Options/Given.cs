using HybridAdmin.Hosting;
using HybridAdmin.Options;
using Microsoft.Extensions.Configuration;

namespace HybridAdmin.Tests.Options;

/// <summary>Settings as an administrator gives them.</summary>
internal static class Given
{
    /// <summary>A directory and the settings that it requires.</summary>
    public static readonly string[] Production =
    [
        "Directory:Servers:0=ldaps://dc1.contoso.test",
        "Directory:UserName=svc@contoso.test",
        "Directory:Password=secret",
        "SignIn:Mode=Directory",
        "Access:Roles:Administrator:0=Console Administrators",
    ];

    public static ConsoleSettings Settings(params string[] settings) =>
        ConsoleSettings.Load(Configuration(settings), Path.GetTempPath(), []);

    public static IReadOnlyList<string> Mistakes(params string[] settings) =>
        Assert.Throws<ConfigurationMistakeException>(() => Settings(settings)).Mistakes;

    /// <summary>The only error.</summary>
    public static string Mistake(params string[] settings) => Assert.Single(Mistakes(settings));

    public static IConfiguration Configuration(params string[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0], (string?)s[1]))
            )
            .Build();
}
