using HybridAdmin.Hosting;

namespace HybridAdmin.Commands;

/// <summary>Copies the data folder into a new folder; a console may be running on it.</summary>
internal static class BackupCommand
{
    public static async Task<int> RunAsync(string folder, string[] options, TextWriter output)
    {
        var settings = CommandSettings.Load(options);
        var report = await StorageServices.BackupAsync(settings, Path.GetFullPath(folder), CancellationToken.None);
        await output.WriteLineAsync(
            $"Backed up to {Path.GetFullPath(folder)}: {report.Records} records of the audit log, and "
                + $"{string.Join(", ", report.Files.Where(f => !f.EndsWith(".db", StringComparison.Ordinal)))}."
        );
        var outside = new[]
        {
            ("Audit:KeyFile", settings.Storage.KeyFile),
            ("Audit:HeadFile", settings.Storage.HeadFile),
            ("Storage:KeyPath", settings.KeyPath),
        }
            .Where(p => p.Item2 is not null && settings.Storage.IsOutside(p.Item2))
            .ToArray();
        foreach (var (setting, path) in outside)
            await output.WriteLineAsync(
                $"Not in it, because it is kept apart on purpose: {path} ({setting}). Keep a copy of its own elsewhere."
            );
        if (outside.Length < 3)
            await output.WriteLineAsync("It holds keys: keep it as you keep passwords.");
        return 0;
    }
}
