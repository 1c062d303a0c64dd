using System.Diagnostics;
using OpenTelemetry;

namespace HybridAdmin.Hosting.Telemetry;

/// <summary>
/// Removes every attribute of a span that is not listed: paths, queries and messages contain names and addresses of
/// people.
/// </summary>
internal sealed class SpanPrivacy : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Kept =
    [
        "error.type",
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "network.protocol.version",
        "server.address",
        "server.port",
        "url.scheme",
        "hybridadmin.action",
        "hybridadmin.service",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToArray())
        {
            if (!Kept.Contains(name))
                data.SetTag(name, null);
        }

        data.SetStatus(data.Status); // without its description
    }
}
