using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>The sandbox: an invented organisation, for as long as no directory is configured.</summary>
[SettingsSection("Sandbox")]
internal sealed class SandboxOptions
{
    /// <summary>
    /// Addresses other than loopback to listen on, where nobody else is near (a container): <c>0.0.0.0</c>,
    /// <c>0.0.0.0:8080</c> or whole. The sandbox has no passwords.
    /// </summary>
    [Setting("0.0.0.0", Default = "`Urls`")]
    public IReadOnlyList<string> Listen { get; init; } = [];

    /// <summary>Allows <c>SignIn:Mode=OpenIdConnect</c> without a directory, to try it on the sandbox.</summary>
    [Setting("true")]
    public bool OpenIdConnect { get; init; }

    /// <summary>
    /// Seconds of the simulated tenant that pass in one; with 60 a synchronisation cycle runs each half a minute, with
    /// more than 3600 cycles would follow each other without a pause.
    /// </summary>
    [Setting("60", Hint = "write how many seconds of the simulated tenant pass in one,")]
    [Range(1, 3600)]
    public int Speed { get; init; } = 60;
}

/// <summary>Refuses settings of the sandbox beside a directory.</summary>
internal sealed class SandboxOptionsValidator(SettingsSource source, BoundSection<DirectoryOptions> directory)
    : IValidateOptions<SandboxOptions>
{
    public ValidateOptionsResult Validate(string? name, SandboxOptions options) =>
        Mistakes.Result(directory.Value.Servers.Count > 0 ? Rules(options) : []);

    private IEnumerable<string> Rules(SandboxOptions options)
    {
        if (options.Listen.Count > 0)
            yield return "Sandbox:Listen has no meaning beside a directory; remove it, and set Urls, for example "
                + "Urls=https://0.0.0.0:5443.";
        if (source.Text("Sandbox:Speed") is not null)
            yield return "Sandbox:Speed has no meaning beside a directory, where time cannot be hurried; remove it.";
    }
}
