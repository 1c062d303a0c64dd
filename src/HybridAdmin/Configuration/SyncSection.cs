namespace HybridAdmin.Configuration;

/// <summary>What starts a cycle of the synchronisation.</summary>
/// <param name="Command">Absolute path of a program.</param>
/// <param name="Arguments">As they are passed, one by one: no shell takes them apart.</param>
/// <param name="MinimumInterval">Between two runs.</param>
/// <param name="Timeout">A run that takes longer is ended.</param>
internal sealed record SyncSettings(
    string Command,
    IReadOnlyList<string> Arguments,
    TimeSpan MinimumInterval,
    TimeSpan Timeout
);

/// <summary>Reads <c>Sync:</c>.</summary>
internal static class SyncSection
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(2);

    /// <returns>Null: no command is configured.</returns>
    public static SyncSettings? Read(SettingsReader reader, bool isSandbox)
    {
        if (reader.FirstGiven("Sync") is not { } given)
            return null;
        if (isSandbox)
        {
            reader.Mistake(
                $"{given} is set, but no directory is: the sandbox runs no commands, and simulates its "
                    + $"synchronisation. Remove it."
            );
            return null;
        }

        var command = reader.ExistingPath("Sync:Command", "/usr/local/bin/start-sync");
        if (command is null)
            reader.Mistake(
                $"{given} is set, but not Sync:Command; write for example Sync:Command=/usr/local/bin/start-sync."
            );
        else if (Directory.Exists(command))
            reader.Mistake($"Sync:Command names the folder {command}; write the path of a program.");
        return new SyncSettings(
            command ?? string.Empty,
            reader.List("Sync:Arguments"),
            Positive(reader, "Sync:MinimumInterval", DefaultInterval),
            Positive(reader, "Sync:Timeout", DefaultTimeout)
        );
    }

    private static TimeSpan Positive(SettingsReader reader, string key, TimeSpan otherwise)
    {
        if (reader.Duration(key) is not { } duration)
            return otherwise;
        if (duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(1))
            return duration;
        reader.Mistake($"{key} is {duration}; write a time above zero and up to a day, for example {key}={otherwise}.");
        return otherwise;
    }
}
