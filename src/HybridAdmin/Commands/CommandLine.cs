using HybridAdmin.Hosting;
using HybridAdmin.Options;

namespace HybridAdmin.Commands;

/// <summary>
/// The verbs of the executable. Exit codes: 0 success; 1 failure, or the audit log is not valid; 2 the settings or the
/// command line are wrong.
/// </summary>
internal static class CommandLine
{
    private const string Help = """
        HybridAdmin: edits the Exchange attributes of hybrid recipients in Active Directory, with an audit log.

          HybridAdmin [serve]        start the console (without settings: the sandbox, at http://127.0.0.1:5080)
          HybridAdmin audit verify   check the whole audit log; exit code 0 only if it holds
          HybridAdmin backup FOLDER  copy the data folder into a new one, also while the console runs
          HybridAdmin health         ask the running console whether it is ready; exit code 0 only if it is
          HybridAdmin --version
          HybridAdmin --help

        Settings stand in appsettings.json, in environment variables (Directory__Servers__0=ldaps://dc1.contoso.local)
        or behind the verb:

          HybridAdmin serve --Urls=http://127.0.0.1:8080 --Storage:Path=/var/lib/hybridadmin
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        // A folder may begin with a slash, as options may on Windows.
        var verb = args is ["backup", [not '-', ..], ..] ? args[..2] : args.TakeWhile(IsWord).ToArray();
        var options = args.Skip(verb.Length).ToArray();
        try
        {
            switch (verb)
            {
                case [] when options is ["--help" or "-h" or "-?", ..] or ["/?", ..]:
                case ["help"]:
                    await output.WriteLineAsync(Help);
                    return 0;
                case [] when options is ["--version", ..]:
                    await output.WriteLineAsync($"HybridAdmin {ConsoleFacts.Version}");
                    return 0;
                case [] or ["serve"]:
                    return await ServeCommand.RunAsync(options, output);
                case ["audit", "verify"]:
                    return await AuditVerifyCommand.RunAsync(options, output);
                case ["backup", var folder]:
                    return await BackupCommand.RunAsync(folder, options, output);
                case ["health"]:
                    return await HealthCommand.RunAsync(options, output);
                default:
                    await errors.WriteLineAsync(
                        $"\"{string.Join(' ', verb)}\" is not a "
                            + $"command.{Environment.NewLine}{Environment.NewLine}{Help}"
                    );
                    return 2;
            }
        }
        catch (ConfigurationMistakeException mistake)
        {
            await errors.WriteLineAsync("HybridAdmin cannot start with these settings:");
            foreach (var sentence in mistake.Mistakes)
                await errors.WriteLineAsync($"  {sentence}");
            return 2;
        }
        catch (StartFailedException failure)
        {
            await errors.WriteLineAsync(
                $"{(verb is [] or ["serve"] ? "HybridAdmin cannot start: " : "")}{failure.Message}"
            );
            return 1;
        }
    }

    /// <summary>The names of the settings given as <c>--Name=value</c> or <c>--Name value</c>.</summary>
    internal static IReadOnlyList<string> KeysOf(string[] options) =>
        [.. options.Where(o => o.StartsWith("--", StringComparison.Ordinal)).Select(o => o[2..].Split('=')[0])];

    private static bool IsWord(string argument) =>
        argument.Length > 0 && argument[0] is not ('-' or '/') && !argument.Contains('=');
}
