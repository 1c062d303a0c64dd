using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Access;

namespace HybridAdmin.Components.Layout;

/// <summary>The entries of the navigation rail, in order.</summary>
internal static class ConsoleNavigation
{
    public static IReadOnlyList<NavigationEntry> Entries { get; } =
    [
        new("Home", "", IconName.Home),
        new("Recipients", "recipients", IconName.Recipients, nameof(Permission.ReadRecipients)),
        new("Visibility", "visibility", IconName.Visibility, nameof(Permission.ReadRecipients)),
        new("Domains", "domains", IconName.Domains, nameof(Permission.ReadRecipients)),
        new("Drift", "drift", IconName.Sync, nameof(Permission.ReadRecipients)),
        new("Migration", "migration", IconName.Migration, nameof(Permission.ReadRecipients)),
        new("Audit", "audit", IconName.Audit, nameof(Permission.ReadAudit)),
        new("Settings", "settings", IconName.Settings, nameof(Permission.ReadSettings)),
    ];
}
