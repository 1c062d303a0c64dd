namespace HybridAdmin.Hosting;

/// <summary>
/// The folder of the keys of cookies and anti-forgery tokens: anybody who can read them can sign in as anybody.
/// </summary>
internal static class KeyFolder
{
    /// <summary>Creates the folder for its owner only; an existing folder is left unchanged.</summary>
    public static void Create(string path)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }
}
