namespace HybridAdmin.Benchmarks;

/// <summary>src/docs/performance.md: the table is between two marks, the text around it is written by people.</summary>
internal static class PerformanceDocument
{
    private const string Begin = "<!-- measured -->";
    private const string End = "<!-- /measured -->";

    public static void Write(string table)
    {
        var path = Path.Combine(
            Testing.ActiveDirectory.SambaDomainController.ScriptFolder,
            "..",
            "..",
            "src",
            "docs",
            "performance.md"
        );
        var text = File.ReadAllText(path);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{path} has no marks {Begin} and {End}.");
        File.WriteAllText(path, $"{text[..(begin + Begin.Length)]}\n{table}{text[end..]}");
    }
}
