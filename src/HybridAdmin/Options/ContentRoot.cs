namespace HybridAdmin.Options;

/// <summary>
/// Where settings, static files and, by default, data are looked for: never merely the working directory, which a
/// service manager or scheduler sets to anything.
/// </summary>
internal static class ContentRoot
{
    /// <param name="programFolder">Folder of the program's own file.</param>
    /// <returns>
    /// That folder when it was published (wwwroot lies beside the program), else the repository that it was built in.
    /// </returns>
    public static string Find(string programFolder)
    {
        if (Directory.Exists(Path.Combine(programFolder, "wwwroot")))
            return programFolder;
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HybridAdmin.sln")))
                return folder.FullName;
        }

        return programFolder;
    }
}
