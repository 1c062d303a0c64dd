using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace HybridAdmin.Testing.Running;

/// <summary>
/// Records the measurements of one instrument that the test itself causes: meters are shared by all tests of the
/// process.
/// </summary>
public sealed class MeasurementRecorder : IDisposable
{
    private readonly AsyncLocal<bool> isOurs = new();
    private readonly ConcurrentQueue<string> measurements = new();
    private readonly MeterListener listener = new();

    /// <param name="instrument">Name of the instrument.</param>
    public MeasurementRecorder(string instrument)
    {
        isOurs.Value = true;
        listener.InstrumentPublished = (published, listening) =>
        {
            if (published.Name == instrument)
                listening.EnableMeasurementEvents(published);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Record(value, tags));
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Record(value, tags));
        listener.Start();
    }

    /// <summary>The tags of each measurement, as "action=RecipientEdited outcome=Applied".</summary>
    public IReadOnlyList<string> Tags => [.. measurements];

    /// <inheritdoc />
    public void Dispose() => listener.Dispose();

    private void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (isOurs.Value && value >= 0)
            measurements.Enqueue(string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}")));
    }
}
