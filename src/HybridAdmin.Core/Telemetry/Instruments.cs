using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HybridAdmin.Core.Telemetry;

/// <summary>
/// The meter and the source of spans of all projects. Without a listener an instrument does nothing. No tag is a name,
/// an address, a distinguished name or another value of a person.
/// </summary>
public static class Instruments
{
    /// <summary>The name of the meter and of the source.</summary>
    public const string Name = "HybridAdmin";

    public static Meter Meter { get; } = new(Name);

    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Creates a histogram of durations in seconds, from milliseconds to half a minute.</summary>
    public static Histogram<double> CreateDuration(string name, string description) =>
        Meter.CreateHistogram(
            name,
            "s",
            description,
            tags: null,
            new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
            }
        );
}
