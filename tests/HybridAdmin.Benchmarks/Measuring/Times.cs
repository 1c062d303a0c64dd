using System.Diagnostics;

namespace HybridAdmin.Benchmarks.Measuring;

/// <summary>Durations of a repeated operation.</summary>
internal sealed class Times
{
    private readonly List<double> milliseconds = [];

    public int Count => milliseconds.Count;

    public double Median => Percentile(50);

    public double P95 => Percentile(95);

    public double Highest => milliseconds.Max();

    public void Add(TimeSpan time) => milliseconds.Add(time.TotalMilliseconds);

    /// <summary>In milliseconds, by nearest rank.</summary>
    public double Percentile(int percent)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * percent / 100.0) - 1, 0, sorted.Length - 1)];
    }

    public async Task MeasureAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        Add(Stopwatch.GetElapsedTime(started));
    }

    public void Measure(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        Add(Stopwatch.GetElapsedTime(started));
    }

    /// <summary>
    /// The median of the ratios by round: changes of the machine's speed between rounds affect both halves of each.
    /// </summary>
    public double MedianRatioTo(Times peer)
    {
        var ratios = milliseconds.Zip(peer.milliseconds, (ours, theirs) => ours / theirs).Order().ToArray();
        return ratios[ratios.Length / 2];
    }

    /// <summary>
    /// Runs two peers in turn, so that other load on the machine affects both equally; the first round of each is
    /// discarded. An odd number of rounds has a median.
    /// </summary>
    public static async Task<(Times Ours, Times Theirs)> SideBySideAsync(int rounds, Func<Task> ours, Func<Task> theirs)
    {
        await theirs();
        await ours();
        var (left, right) = (new Times(), new Times());
        for (var round = 0; round < rounds; round++)
        {
            await right.MeasureAsync(theirs);
            await left.MeasureAsync(ours);
            Console.WriteLine(
                $"       round {round + 1}: {left.milliseconds[^1]:N0} ms beside {right.milliseconds[^1]:N0} ms"
            );
        }

        return (left, right);
    }
}
