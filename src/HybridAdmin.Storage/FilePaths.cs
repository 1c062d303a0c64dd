namespace HybridAdmin.Storage;

/// <summary>File operations that .NET's file API lacks.</summary>
internal static class FilePaths
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The path with all symbolic links resolved; parts that do not exist are unchanged.</summary>
    internal static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
            return full;

        var here = Path.Combine(Resolve(parent), Path.GetFileName(full));
        FileSystemInfo info = System.IO.Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return info.Exists ? info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? here : here;
    }

    /// <summary>Creates the folder, with access for its owner only, unless it exists.</summary>
    internal static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            System.IO.Directory.CreateDirectory(folder);
        else
            System.IO.Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Writes a file that only its owner can read, and returns when the content is on the disk.</summary>
    internal static void WriteDurably(string path, ReadOnlySpan<byte> content)
    {
        // Without a buffer: the content is written at once.
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var stream = new FileStream(path, options);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>
    /// Opens the file, created with access for its owner only, so that no other process can open it meanwhile.
    /// </summary>
    /// <exception cref="IOException">Another process has it open.</exception>
    internal static FileStream OpenExclusively(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    /// <summary>
    /// Creates the file with all its content or not at all.
    /// </summary>
    /// <returns>False when it exists already.</returns>
    internal static bool TryCreateAtomically(string path, ReadOnlySpan<byte> content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        WriteDurably(draft, content);
        try
        {
            File.Move(draft, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
            return false;
        }
    }
}
