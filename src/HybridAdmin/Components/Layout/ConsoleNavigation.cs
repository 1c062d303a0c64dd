using HybridAdmin.Components.Controls;

namespace HybridAdmin.Components.Layout;

/// <summary>The places of the console, in the order of the rail.</summary>
internal static class ConsoleNavigation
{
    public static IReadOnlyList<NavigationEntry> Entries { get; } =
    [
        new("Home", "", IconName.Home),
        new("Recipients", "recipients", IconName.Recipients),
        new("Audit", "audit", IconName.Audit),
        new("Settings", "settings", IconName.Settings),
    ];
}
