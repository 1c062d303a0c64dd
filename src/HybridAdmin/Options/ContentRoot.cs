namespace HybridAdmin.Options;

/// <summary>
/// The base folder of settings, static files and, by default, data: never the working directory, which a service
/// manager or scheduler may set to any folder.
/// </summary>
internal static class ContentRoot
{
    /// <param name="programFolder">The folder of the program's own file.</param>
    /// <returns>
    /// The program's folder if the program was published (wwwroot lies beside it), otherwise the repository that it was
    /// built in.
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
