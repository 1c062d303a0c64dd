using System.Diagnostics;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Storage.Tests;

/// <summary>Starts this test program's own Main as another process.</summary>
internal static class SecondConsole
{
    internal static Process Start(params string[] arguments)
    {
        Category.Require(Category.Process);
        var program = Path.Combine(
            AppContext.BaseDirectory,
            typeof(SecondConsole).Assembly.GetName().Name + (OperatingSystem.IsWindows() ? ".exe" : string.Empty)
        );
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        // Used by the framework-dependent build only:
        // <root>/shared/Microsoft.NETCore.App/<version>/System.Private.CoreLib.dll.
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        return Process.Start(start)!;
    }
}
