namespace HybridAdmin.Testing.Running;

/// <summary>The installed browser; none is ever downloaded.</summary>
public static class Chromium
{
    private const string Setting = "HYBRIDADMIN_CHROMIUM";

    /// <summary>No requests except to the console, and no sandbox, because tests often run as root.</summary>
    public static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ];

    /// <summary>The path of the executable, whether or not it exists.</summary>
    public static string Path =>
        Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } path ? path : "/usr/bin/chromium";

    /// <summary>The reason why there is no browser; null: there is one.</summary>
    public static string? MissingReason =>
        File.Exists(Path) ? null : $"Chromium is not at {Path}: install it, or name it in {Setting}.";
}
