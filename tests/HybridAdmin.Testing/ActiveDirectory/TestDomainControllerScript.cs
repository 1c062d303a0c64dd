using System.Diagnostics;

namespace HybridAdmin.Testing.ActiveDirectory;

/// <summary>tests/active-directory/dc.sh, which creates and runs the domain controllers.</summary>
internal static class TestDomainControllerScript
{
    private static readonly Lazy<string?> Missing = new(Check);

    /// <summary>
    /// The reason why no domain controller can run here; null when one can. The script is queried once per process.
    /// </summary>
    public static string? MissingReason => Missing.Value;

    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "tests", "active-directory");

    /// <summary>Starts a verb; its standard input stays open until the process object closes it.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Folder, "dc.sh"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>Runs a verb to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message contains its output.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (await output).Trim()
            : throw new InvalidOperationException(
                $"dc.sh {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}"
            );
    }

    private static string? Check()
    {
        if (!OperatingSystem.IsLinux())
            return "needs a Samba AD domain controller, which runs on Linux only";
        try
        {
            using var process = Start("check");
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : error.Trim();
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            return $"needs bash: {problem.Message}";
        }
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HybridAdmin.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("HybridAdmin.sln was not found above the tests.");
    }
}
