using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Connections;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Components.Layout;

/// <summary>Describes the state of the directory's connection in words and as a tone. Pure.</summary>
internal static class ConnectionDisplayNames
{
    public static string State(ConnectionStatus status) =>
        status.Directory.IsReachable switch
        {
            true when status.Kind == "Sandbox" => "simulated",
            true => "connected",
            false => "not reachable",
            null => "not asked yet",
        };

    public static Tone Tone(ConnectionStatus status) => Tone(status.Directory);

    public static Tone Tone(DirectoryStatus directory) =>
        directory.IsReachable switch
        {
            true => Controls.Tone.Good,
            false => Controls.Tone.Bad,
            null => Controls.Tone.Neutral,
        };

    /// <summary>The tooltip: server, time of the last change of state, last error.</summary>
    public static string Details(ConnectionStatus status, BrowserTime times)
    {
        var directory = status.Directory;
        var name = status.Domain is { } domain ? $"{status.Kind} {domain}" : "Directory";
        var server = directory.Server is { } s ? $", server {s}" : "";
        var since = directory.Since is { } at ? $" since {times.Short(at)}" : "";
        var away = string.Concat(
            directory.IsReachable == true ? directory.DomainsAway.Select(d => $"; {d.Label} not reachable") : []
        );
        var problem = directory.Problem is { } fault ? $". {fault.Message}" : "";
        return $"{name}{server}: {State(status)}{since}{away}{problem}";
    }

    /// <summary>The sentence of the banner.</summary>
    public static string Outage(DirectoryStatus directory, BrowserTime times)
    {
        var since = directory.Since is { } at ? $" since {times.Short(at)}" : "";
        var reason = directory.Problem is { } fault ? " " + fault.Message : "";
        return $"The directory is not reachable{since}: lists show what was last known and nothing can be "
            + $"changed.{reason}";
    }
}
