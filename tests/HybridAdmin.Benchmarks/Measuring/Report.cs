using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace HybridAdmin.Benchmarks.Measuring;

/// <summary>One line of the result.</summary>
/// <param name="What">The measured operation, with its size.</param>
/// <param name="Ours">The figure of the console.</param>
/// <param name="Beside">The figure and name of the peer; null: there is none.</param>
/// <param name="Ratio">The ratio to the peer or its inverse, as the budget requires; null: the budget is
/// absolute.</param>
/// <param name="Budget">The budget in words.</param>
/// <param name="Holds">True if the budget is met; null: there is none.</param>
internal sealed record Result(string What, string Ours, string? Beside, string? Ratio, string? Budget, bool? Holds);

/// <summary>Collects results, prints each at once, and creates the table of src/docs/performance.md.</summary>
internal sealed class Report
{
    private readonly List<Result> results = [];

    public bool AllHold => results.All(r => r.Holds != false);

    public void Add(Result result)
    {
        results.Add(result);
        Console.WriteLine(
            $"{(result.Holds switch { true => "ok    ", false => "MISSED", null => "      " })} {result.What}: {result.Ours}"
                + $"{(result.Beside is null ? "" : $"; {result.Beside}")}{(result.Ratio is null ? "" : $"; {result.Ratio}")}{(result.Budget is null ? "" : $" (budget {result.Budget})")}"
        );
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Measured {DateTime.UtcNow:yyyy-MM-dd} on {Machine()}\n\n");
        text.Append("| what | HybridAdmin | beside | ratio | budget | kept |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var r in results)
            text.Append(
                $"| {r.What} | {r.Ours} | {r.Beside ?? ""} | {r.Ratio ?? ""} | {r.Budget ?? ""} | {r.Holds switch { true => "yes", false => "**no**", null => "" }} |\n"
            );
        return text.ToString();
    }

    public static string Milliseconds(double milliseconds) =>
        milliseconds switch
        {
            >= 10_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s"),
            >= 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.00} s"),
            >= 10 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.00} ms"),
        };

    public static string Megabytes(double bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024 / 1024:0.0} MB");

    public static string Times(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} x");

    private static string Machine()
    {
        var processor =
            Lines("/proc/cpuinfo")
                .FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':')[1]
                .Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024.0 / 1024 / 1024;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{processor}, {Environment.ProcessorCount} cores, {memory:0} GB; {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}, Release."
        );
    }

    private static string[] Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];
}
