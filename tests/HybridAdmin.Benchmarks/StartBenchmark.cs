using HybridAdmin.Benchmarks.Measuring;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Benchmarks;

/// <summary>The time from starting the program on the sandbox until it reports that it is ready.</summary>
internal static class StartBenchmark
{
    public static async Task RunAsync(Report report)
    {
        var times = new Times();
        for (var round = 0; round < 5; round++)
        {
            await times.MeasureAsync(async () =>
            {
                await using var console = ConsoleProcess.StartFresh(null);
                await console.ReadyAsync();
            });
        }

        report.Add(
            new Result(
                "ready after start, sandbox, the longest of 5",
                Report.Milliseconds(times.Highest),
                null,
                null,
                "under 5 s",
                times.Highest < 5000
            )
        );
    }
}
