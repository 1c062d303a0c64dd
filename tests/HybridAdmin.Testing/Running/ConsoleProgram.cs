using System.Diagnostics;

namespace HybridAdmin.Testing.Running;

/// <summary>The built console, beside these tests: same configuration, framework and runtime.</summary>
public static class ConsoleProgram
{
    /// <summary>
    /// Sections of settings in the developer's environment that must not reach the console under test.
    /// </summary>
    private static readonly string[] Sections =
    [
        "Directory__",
        "Tenant__",
        "SignIn__",
        "Access__",
        "Api__",
        "Audit__",
        "Changes__",
        "Domains__",
        "Proxy__",
        "Sandbox__",
        "Storage__",
        "Urls",
        "ASPNETCORE_",
        "DOTNET_URLS",
    ];

    /// <summary>The command that starts it.</summary>
    /// <param name="arguments">Verbs, and settings as <c>--Key=value</c>.</param>
    /// <param name="folder">The folder of the program; null: the one built beside these tests.</param>
    /// <exception cref="FileNotFoundException">It was not built.</exception>
    public static ProcessStartInfo Command(IEnumerable<string> arguments, string? folder = null)
    {
        folder ??= Folder();
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? "HybridAdmin.exe" : "HybridAdmin");
        var library = Path.Combine(folder, "HybridAdmin.dll");
        if (!File.Exists(library))
            throw new FileNotFoundException("The console was not built for these tests.", library);
        // A framework-dependent build is started by the host, which finds the runtime; a self-contained build has its
        // own host.
        var start = File.Exists(Path.Combine(folder, "System.Private.CoreLib.dll"))
            ? new ProcessStartInfo(program)
            : new ProcessStartInfo("dotnet", [library]);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.WorkingDirectory = Path.GetTempPath();
        foreach (
            var name in start
                .Environment.Keys.Where(k => Sections.Any(s => k.StartsWith(s, StringComparison.OrdinalIgnoreCase)))
                .ToArray()
        )
            start.Environment.Remove(name);
        return start;
    }

    /// <summary>tests/X/bin/Debug/net10.0 is beside src/HybridAdmin/bin/Debug/net10.0.</summary>
    private static string Folder()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var below = new Stack<string>();
        var folder = output;
        for (; folder is not null && !folder.Name.Equals("bin", StringComparison.Ordinal); folder = folder.Parent)
            below.Push(folder.Name);
        return Path.Combine([Repository, "src", "HybridAdmin", "bin", .. below]);
    }

    /// <summary>The root of the repository.</summary>
    public static string Repository
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "HybridAdmin.sln")))
                    return folder.FullName;
            }

            throw new DirectoryNotFoundException("These tests were not built inside the repository.");
        }
    }
}
