using System.Reflection;
using System.Runtime.InteropServices;

namespace HybridAdmin.Components.Layout;

/// <summary>What the console is and runs on.</summary>
internal static class ProductVersion
{
    /// <summary>As 0.1.0.</summary>
    public static string Product { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>As .NET 8.0.11.</summary>
    public static string Framework => RuntimeInformation.FrameworkDescription;

    public static string OperatingSystem => RuntimeInformation.OSDescription;
}
