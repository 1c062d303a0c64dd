using System.Globalization;
using HybridAdmin.Hosting;

namespace HybridAdmin.SignIn;

/// <summary>
/// Remembers ended sessions across a restart, in the data folder: otherwise a copy of a cookie would be valid again. A
/// line holds the time and the session's number, which is not a secret without the keys. After
/// <see cref="SessionOptions.Lifetime"/> the cookie has expired, and the line is removed.
/// </summary>
internal sealed class EndedSessionFile(
    ConsoleFacts facts,
    SessionOptions options,
    TimeProvider time,
    ILogger<EndedSessionFile> logger
)
{
    private readonly object gate = new();
    private readonly string path = Path.Combine(facts.Storage, "sessions.ended");

    /// <summary>The ended sessions for which a valid cookie may still exist.</summary>
    public IReadOnlyList<string> Load()
    {
        lock (gate)
        {
            try
            {
                if (!File.Exists(path))
                    return [];
                var since = (time.GetUtcNow() - options.Lifetime).ToUnixTimeSeconds();
                var lines = File.ReadAllLines(path);
                var kept = lines.Where(l => SecondsOf(l) >= since).ToArray();
                if (kept.Length < lines.Length)
                    Replace(kept);
                return [.. kept.Select(l => l.Split(' ')[1])];
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                logger.EndedSessionsNotKept(exception.Message);
                return [];
            }
        }
    }

    /// <summary>
    /// Adds a session. A sign-out is never refused: a failure to save is logged, and the session stays ended until the
    /// process ends.
    /// </summary>
    public void Add(string session)
    {
        lock (gate)
        {
            try
            {
                using var stream = Open(path, FileMode.Append);
                using var writer = new StreamWriter(stream);
                writer.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().ToUnixTimeSeconds()} {session}")
                );
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                logger.EndedSessionsNotKept(exception.Message);
            }
        }
    }

    private void Replace(string[] lines)
    {
        using (var stream = Open(path + ".new", FileMode.Create))
        using (var writer = new StreamWriter(stream))
        {
            foreach (var line in lines)
                writer.WriteLine(line);
        }

        File.Move(path + ".new", path, overwrite: true);
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = FileShare.Read,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Reads the time of a line; a truncated line counts as very old.</summary>
    private static long SecondsOf(string line) =>
        line.Split(' ') is [var at, { Length: > 0 }]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : 0;
}
