using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>A program that starts a cycle of the synchronisation. Beside a directory only.</summary>
[SettingsSection("Sync")]
internal sealed class SyncOptions
{
    /// <summary>
    /// Path of the program; it gets no shell and no setting of the console. Not set: the console only counts down to
    /// the next cycle.
    /// </summary>
    [Setting("/usr/local/bin/start-sync")]
    [FilePath(MustExist = true)]
    public string? Command { get; init; }

    /// <summary>Arguments of the program, passed one by one as they are.</summary>
    [Setting("-PolicyType")]
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Shortest time between two runs, for everybody together.</summary>
    [Setting("00:05:00")]
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", MinimumIsExclusive = true)]
    public TimeSpan MinimumInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time of a run; a longer one is ended.</summary>
    [Setting("00:02:00")]
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", MinimumIsExclusive = true)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);
}

/// <summary>Checks that a program is named, and that there is a directory to synchronise.</summary>
internal sealed class SyncOptionsValidator(SettingsSource source, BoundSection<DirectoryOptions> directory)
    : IValidateOptions<SyncOptions>
{
    public ValidateOptionsResult Validate(string? name, SyncOptions options) => Mistakes.Result(Rules(options));

    private IEnumerable<string> Rules(SyncOptions options)
    {
        if (source.FirstGiven("Sync") is not { } given)
            yield break;
        if (directory.Value.Servers.Count == 0)
            yield return $"{given} is set, but no directory is: the sandbox runs no commands, and simulates its "
                + "synchronisation. Remove it.";
        else if (options.Command is null)
            yield return $"{given} is set, but not Sync:Command; write for example "
                + "Sync:Command=/usr/local/bin/start-sync.";
        else if (Directory.Exists(options.Command))
            yield return $"Sync:Command names the folder {options.Command}; write the path of a program, for example "
                + "Sync:Command=/usr/local/bin/start-sync.";
    }
}

/// <summary>The program that starts a cycle of the synchronisation.</summary>
/// <param name="Command">The absolute path of a program.</param>
/// <param name="Arguments">The arguments, passed one by one: no shell splits them.</param>
/// <param name="MinimumInterval">The minimum time between two runs.</param>
/// <param name="Timeout">The maximum time of a run; a longer one is ended.</param>
internal sealed record SyncSettings(
    string Command,
    IReadOnlyList<string> Arguments,
    TimeSpan MinimumInterval,
    TimeSpan Timeout
)
{
    /// <returns>The program; null if no command is configured.</returns>
    public static SyncSettings? Of(SyncOptions options) =>
        options.Command is { } command
            ? new SyncSettings(command, options.Arguments, options.MinimumInterval, options.Timeout)
            : null;
}
