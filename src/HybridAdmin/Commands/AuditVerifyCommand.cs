using HybridAdmin.Core.Audit;
using HybridAdmin.Hosting;

namespace HybridAdmin.Commands;

/// <summary>Verifies the audit log of the data folder; a console may be running on it.</summary>
internal static class AuditVerifyCommand
{
    public static async Task<int> RunAsync(string[] options, TextWriter output)
    {
        var settings = CommandSettings.Load(options);
        var database = Path.Combine(settings.Storage.Folder, "hybridadmin.db");
        if (!File.Exists(database))
        {
            // Opening would create a log, and an empty log is always valid.
            await output.WriteLineAsync(
                $"There is no audit log: {database} does not exist. Set Storage:Path to the data folder of the console."
            );
            return 1;
        }

        try
        {
            return await ReportAsync(
                await StorageServices.VerifyAsync(settings, CancellationToken.None),
                settings.Storage.IsOutside(settings.KeyPath),
                output
            );
        }
        catch (AuditUnavailableException exception)
        {
            await output.WriteLineAsync($"The audit log could not be verified: {exception.Message}");
            return 1;
        }
    }

    private static async Task<int> ReportAsync(AuditVerification found, bool keepsKeysOutside, TextWriter output)
    {
        await output.WriteLineAsync(
            found.IsValid
                ? $"The audit log holds: {found.Records} records, each unchanged and in its place."
                : $"The audit log does NOT "
                    + $"hold{(found.FirstBroken is { } first ? $" from record {first} on" : "")}; "
                    + $"{found.Records} records were looked at."
        );
        if (found.Problem is not null)
            await output.WriteLineAsync(found.Problem);
        await output.WriteLineAsync(
            found.IsProof
                ? "Key and head of the chain lie outside the data folder."
                : "This is integrity, not proof: whoever can write the data folder can also read the chain's "
                    + "key. Audit:KeyFile and Audit:HeadFile take both elsewhere."
        );
        if (!keepsKeysOutside)
            await output.WriteLineAsync(
                "The keys of the cookies lie in the data folder: whoever can read it can sign in as anybody, "
                    + "so who did something is integrity, not proof. Storage:KeyPath takes them elsewhere."
            );
        return found.IsValid ? 0 : 1;
    }
}
