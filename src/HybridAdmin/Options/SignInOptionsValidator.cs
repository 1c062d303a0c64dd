using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>Checks that the sign-in method fits the directory, or its absence.</summary>
internal sealed class SignInOptionsValidator(
    SettingsSource source,
    BoundSection<DirectoryOptions> directory,
    BoundSection<SandboxOptions> sandbox
) : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options) => Mistakes.Result(Rules(options));

    private IEnumerable<string> Rules(SignInOptions options)
    {
        var hasDirectory = directory.Value.Servers.Count > 0;
        switch (options.Mode)
        {
            // except a value that cannot be read: that is already reported
            case null when hasDirectory && source.Text("SignIn:Mode") is null:
                yield return "SignIn:Mode is not set, but a directory is configured: say how people sign in, for "
                    + "example SignIn:Mode=Directory.";
                break;
            case SignInMode.Sandbox when hasDirectory:
                yield return "SignIn:Mode=Sandbox lets anybody in without a password and is refused beside a real "
                    + "directory; set SignIn:Mode=Directory.";
                break;
            case SignInMode.Directory when !hasDirectory:
                yield return "SignIn:Mode=Directory needs a directory; set for example "
                    + "Directory:Servers:0=ldaps://dc1.contoso.local.";
                break;
            case SignInMode.OpenIdConnect when !hasDirectory && !sandbox.Value.OpenIdConnect:
                // This setting was meant for a directory; without the directory's settings the sandbox would be
                // mistaken for the real console.
                yield return "SignIn:Mode=OpenIdConnect needs a directory; set for example "
                    + "Directory:Servers:0=ldaps://dc1.contoso.local. To try it on the sandbox say so: "
                    + "Sandbox:OpenIdConnect=true.";
                break;
        }
    }
}
