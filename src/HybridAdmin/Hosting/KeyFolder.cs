namespace HybridAdmin.Hosting;

/// <summary>The keys of cookies and anti-forgery tokens: who can read them can sign in as anybody.</summary>
internal static class KeyFolder
{
    /// <summary>For its owner only; an existing one is left alone.</summary>
    public static void Create(string path)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }
}
