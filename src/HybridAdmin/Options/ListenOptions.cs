using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>
/// The addresses that the console listens on. The framework's <c>Kestrel:Endpoints</c> is refused: the console checks
/// its addresses.
/// </summary>
[SettingsSection("")]
internal sealed class ListenOptions
{
    /// <summary>
    /// Addresses to listen on. Plain HTTP off loopback is refused in production, unless a known proxy is before the
    /// console; the sandbox listens on loopback only.
    /// </summary>
    [Setting("https://0.0.0.0:5443", Default = "`http://127.0.0.1:5080`")]
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>
    /// The framework's name of <c>Proxy:AllowedHosts</c>; both lists hold, and <c>*</c> adds nothing.
    /// </summary>
    [Setting("hybridadmin.contoso.com", Default = "any name")]
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];
}

/// <summary>Checks that nobody reaches the console without encryption, nor the sandbox over a network.</summary>
internal sealed class ListenOptionsValidator(
    SettingsSource source,
    BoundSection<DirectoryOptions> directory,
    BoundSection<SandboxOptions> sandbox,
    BoundSection<ProxyOptions> proxy
) : IValidateOptions<ListenOptions>
{
    private const string Default = ListenSettings.Default;

    public ValidateOptionsResult Validate(string? name, ListenOptions options) => Mistakes.Result(Rules(options));

    private IEnumerable<string> Rules(ListenOptions options)
    {
        if (source.FirstGiven("Kestrel:Endpoints") is { } endpoint)
            yield return $"{endpoint} is not used: the console checks where it listens; set for example "
                + $"Urls={Default}.";
        var setting = sandbox.Value.Listen.Count > 0 ? "Sandbox:Listen" : "Urls";
        foreach (var url in ListenSettings.Of(options, sandbox.Value).Urls)
        {
            if (ProblemOf(url, setting) is { } problem)
                yield return problem;
        }

        foreach (var mistake in ProxyOptionsValidator.ProblemsOfHosts("AllowedHosts", options.AllowedHosts))
            yield return mistake;
    }

    private string? ProblemOf(string url, string setting)
    {
        if (ListenSettings.TryParse(url) is not { } address)
            return $"{setting} has \"{url}\", which is not an address to listen on; write for example "
                + $"{setting}={Default}.";
        var isSandbox = directory.Value.Servers.Count == 0;
        var isLoopback = ListenSettings.IsLoopback(address.Host);
        if (!isLoopback && isSandbox && setting == "Urls")
            return $"Urls has {url}, which others can reach, and the sandbox has no passwords; write {Default}, or say "
                + $"Sandbox:Listen={url} where nobody else is near (a container).";
        if (
            !isLoopback
            && !isSandbox
            && address.Scheme == Uri.UriSchemeHttp
            && !ProxySettings.Of(proxy.Value, new ListenOptions()).IsExpected
        )
            return $"Urls has {url}, which others can reach without encryption: passwords and cookies would go in the "
                + "clear. Write for example Urls=https://0.0.0.0:5443 with Proxy:Https:Certificate, or name the proxy "
                + "that encrypts, for example Proxy:KnownAddresses:0=10.0.0.5.";
        return address.Scheme == Uri.UriSchemeHttps && !CertificateValidator.IsGiven(source, proxy.Value)
            ? $"{setting} has {url}, but no certificate is set; set for example "
                + "Proxy:Https:Certificate=/etc/hybridadmin/console.pem (PEM with its key, or PFX with "
                + "Proxy:Https:PasswordFile)."
            : null;
    }
}
