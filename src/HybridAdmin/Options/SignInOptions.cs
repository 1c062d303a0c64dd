namespace HybridAdmin.Options;

/// <summary>The sign-in method.</summary>
internal enum SignInMode
{
    /// <summary>Somebody is chosen from a list of invented people.</summary>
    Sandbox,

    /// <summary>Name and password of the directory.</summary>
    Directory,

    /// <summary>At an OpenID provider, Microsoft Entra ID for one.</summary>
    OpenIdConnect,
}

/// <summary>The sign-in of people.</summary>
[SettingsSection("SignIn")]
internal sealed class SignInOptions
{
    /// <summary>
    /// <c>Directory</c>: name and password of Active Directory. <c>OpenIdConnect</c>: an OpenID provider such as
    /// Microsoft Entra ID. <c>Sandbox</c>: invented people without passwords, refused beside a directory.
    /// </summary>
    [Setting(
        "Directory",
        Hint = "write Directory or OpenIdConnect, or Sandbox where no directory is configured",
        Default = "`Sandbox` without a directory; beside one required"
    )]
    public SignInMode? Mode { get; init; }

    /// <summary>
    /// Issuer of the OpenID provider, as its discovery document names it. One tenant: <c>common</c> and
    /// <c>organizations</c> are refused.
    /// </summary>
    [Setting("https://login.microsoftonline.com/<tenant id>/v2.0")]
    public string? Authority { get; init; }

    /// <summary>Application (client) id of the console's registration at the provider.</summary>
    [Setting("6731de76-14a6-49ae-97bc-6eba6914391e")]
    public string? ClientId { get; init; }

    /// <summary>Secret of the registration.</summary>
    [Setting(
        "...",
        Secret = true,
        Verbatim = true,
        Default = "a public client, held to its authorization code by PKCE alone"
    )]
    public string? ClientSecret { get; init; }

    /// <summary>File that holds the secret and nothing else.</summary>
    [Setting("/etc/hybridadmin/client-secret")]
    [FilePath(MustExist = true)]
    public string? ClientSecretFile { get; init; }

    /// <summary>The mode that holds; one that is missing beside a directory is a mistake of its own.</summary>
    internal SignInMode ModeBeside(bool hasDirectory) =>
        Mode == SignInMode.OpenIdConnect ? SignInMode.OpenIdConnect
        : hasDirectory ? SignInMode.Directory
        : SignInMode.Sandbox;
}
