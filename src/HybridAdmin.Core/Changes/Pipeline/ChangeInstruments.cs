using System.Diagnostics;
using System.Diagnostics.Metrics;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Telemetry;

namespace HybridAdmin.Core.Changes.Pipeline;

/// <summary>Counts the ends of changes, and opens a span for each; neither contains values or names.</summary>
internal static class ChangeInstruments
{
    private static readonly Counter<long> Changes = Instruments.Meter.CreateCounter<long>(
        "hybridadmin.changes",
        "{change}",
        "Changes of single objects that have ended, by action and outcome."
    );

    public static void Count(AuditAction action, AuditOutcome outcome)
    {
        if (Changes.Enabled)
            Changes.Add(1, new("action", action.ToString()), new("outcome", outcome.ToString()));
    }

    /// <returns>The span; null if nobody listens.</returns>
    public static Activity? Start(AuditAction action)
    {
        var span = Instruments.Source.StartActivity("change");
        span?.SetTag("hybridadmin.action", action.ToString());
        return span;
    }
}
