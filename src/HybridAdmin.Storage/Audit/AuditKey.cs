using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Storage.Audit;

/// <summary>The key file: 32 random bytes in Base64, readable by the owner only.</summary>
internal static class AuditKey
{
    private const int Length = 32;

    /// <param name="options">Where it lies.</param>
    /// <param name="hasRecords">Whether the log has records already: then a new key would make all of them look
    /// forged.</param>
    /// <param name="logger">Told when others can read the key.</param>
    /// <exception cref="StorageException">Missing, unreadable or no key.</exception>
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

        // Two consoles that start at once both come here; the second one takes the key of the first.
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
                $"{file} is no key of an audit chain: {Length} bytes in Base64 are expected. Restore it from "
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
