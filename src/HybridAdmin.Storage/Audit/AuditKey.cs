using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Storage.Audit;

/// <summary>The key file: 32 random bytes in Base64, readable by the owner only.</summary>
internal static class AuditKey
{
    private const int Length = 32;

    /// <param name="options">The path of the key file.</param>
    /// <param name="hasRecords">True if the log already has records: a new key would make all of them look
    /// forged.</param>
    /// <param name="logger">Receives a warning if others can read the key.</param>
    /// <exception cref="StorageException">The key is missing, unreadable or invalid.</exception>
    internal static byte[] LoadOrCreate(StorageOptions options, bool hasRecords, ILogger logger)
    {
        var file = options.FullKeyFile;
        try
        {
            if (!File.Exists(file))
            {
                if (hasRecords)
                    throw new StorageException(
                        $"The key of the audit chain, {file}, is missing, and {options.DatabaseFile} has "
                            + $"records written with it. "
                            + "Restore the key file from the backup, or correct Audit:KeyFile."
                    );

                Create(file);
            }

            WarnIfReadable(file, logger);
            return Read(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"The key of the audit chain, {file}, cannot be read or created: {exception.Message}",
                exception
            );
        }
    }

    private static void Create(string file)
    {
        if (!System.IO.Directory.Exists(Path.GetDirectoryName(file)))
            throw new StorageException(
                $"The folder of the audit chain's key, {file}, does not exist. Create it, readable by the "
                    + $"console's account only, "
                    + "or correct Audit:KeyFile, e.g. /etc/hybridadmin/audit.key."
            );

        // Two consoles that start at the same time both reach this point; the second one uses the key of the first.
        var text = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) + "\n";
        FilePaths.TryCreateAtomically(file, Encoding.ASCII.GetBytes(text));
    }

    private static byte[] Read(string file)
    {
        var key = new byte[Length];
        var text = File.ReadAllText(file).Trim();
        return Convert.TryFromBase64String(text, key, out var written) && written == Length
            ? key
            : throw new StorageException(
                $"{file} is not a key of an audit chain: {Length} bytes in Base64 are expected. Restore it from "
                    + $"the backup, or correct Audit:KeyFile."
            );
    }

    private static void WarnIfReadable(string file, ILogger logger)
    {
        const UnixFileMode Others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
            logger.KeyIsReadable(file);
    }
}
