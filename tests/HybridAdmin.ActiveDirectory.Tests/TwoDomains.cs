using System.DirectoryServices.Protocols;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>
/// Controllers of two domains that one service account can read: contoso and fabrikam. (This Samba cannot join a child
/// domain, so they are two forests; for the adapter they are nevertheless two domains.)
/// </summary>
internal sealed class TwoDomains : IAsyncDisposable
{
    private readonly TemporaryFolder authorities = new();

    private TwoDomains(SambaDomainController home, SambaDomainController other) => (Home, Other) = (home, other);

    public SambaDomainController Home { get; }

    public SambaDomainController Other { get; }

    public static async Task<TwoDomains> StartAsync()
    {
        var domains = new TwoDomains(
            await SambaDomainController.StartNewAsync(),
            await SambaDomainController.StartNewAsync("plain")
        );
        File.Copy(domains.Home.CertificateAuthority, domains.authorities.File("home.crt"));
        File.Copy(domains.Other.CertificateAuthority, domains.authorities.File("other.crt"));

        // In one forest, an account is known everywhere: here its name has to exist twice, with the same password.
        await AdministratorLdap.RunAsync(
            domains.Other,
            new ModifyRequest(
                $"CN=Administrator,CN=Users,{domains.Other.DomainDn}",
                DirectoryAttributeOperation.Replace,
                "userPrincipalName",
                domains.Home.Administrator
            )
        );
        return domains;
    }

    /// <summary>Both domains' servers, the home domain's first.</summary>
    public ActiveDirectoryOptions Options(params string[] servers)
    {
        var options = Settings.AsAdministrator(Home);
        options.Servers = servers.Length > 0 ? servers : [Home.Ldaps, Other.Ldaps];
        options.TrustedCertificates = authorities.Path;
        return options;
    }

    public async ValueTask DisposeAsync()
    {
        await Home.DisposeAsync();
        await Other.DisposeAsync();
        authorities.Dispose();
    }
}
