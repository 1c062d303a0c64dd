namespace HybridAdmin.Tests.Architecture;

/// <summary>The source files, for rules that the compiler cannot enforce.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// Files below src with one of the endings, without generated ones; paths relative to src with forward slashes.
    /// </summary>
    public static IEnumerable<(string Path, string Text)> Files(string below, params string[] endings)
    {
        var src = Path.Combine(Root, "src");
        return Directory
            .EnumerateFiles(Path.Combine(src, below), "*", SearchOption.AllDirectories)
            .Select(f => (Path: Path.GetRelativePath(src, f).Replace('\\', '/'), Full: f))
            .Where(f => endings.Any(e => f.Path.EndsWith(e, StringComparison.Ordinal)))
            .Where(f =>
                !f.Path.Contains("/obj/", StringComparison.Ordinal)
                && !f.Path.Contains("/bin/", StringComparison.Ordinal)
            )
            .Select(f => (f.Path, File.ReadAllText(f.Full)));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HybridAdmin.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("HybridAdmin.sln is not above the test's folder.");
    }
}
