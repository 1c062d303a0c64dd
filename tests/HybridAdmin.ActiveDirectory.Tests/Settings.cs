using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>Settings as an administrator would write them for a test domain controller.</summary>
internal static class Settings
{
    /// <summary>LDAPS, the correct CA, the delegated service account.</summary>
    public static ActiveDirectoryOptions For(SambaDomainController controller) =>
        new()
        {
            Servers = [controller.Ldaps],
            TrustedCertificates = controller.CertificateAuthority,
            UserName = controller.ServiceAccount,
            Password = controller.Password("svc-hybrid"),
            Timeout = TimeSpan.FromSeconds(20),
        };

    /// <summary>The settings of an administrator of the domain, who may write everything.</summary>
    public static ActiveDirectoryOptions AsAdministrator(SambaDomainController controller)
    {
        var options = For(controller);
        options.UserName = controller.Administrator;
        options.Password = controller.AdministratorPassword;
        return options;
    }

    public static ActiveDirectoryDirectory Directory(ActiveDirectoryOptions options, TimeProvider? time = null) =>
        new(options, time ?? TimeProvider.System);

    public static async Task<DirectoryFault> OpenFaultAsync(ActiveDirectoryOptions options)
    {
        await using var directory = Directory(options);
        return await Assert.ThrowsAsync<DirectoryFault>(() => directory.OpenAsync(null, CancellationToken.None));
    }

    public static async Task<List<DirectoryEntry>> ListAsync(this IDirectorySession session, DirectorySearch search)
    {
        var found = new List<DirectoryEntry>();
        await foreach (var entry in session.SearchAsync(search, CancellationToken.None))
            found.Add(entry);
        return found;
    }

    /// <summary>The one person with the account name.</summary>
    public static async Task<DirectoryEntry> PersonAsync(
        this IDirectorySession session,
        string account,
        params string[] attributes
    ) =>
        Assert.Single(
            await session.ListAsync(
                new DirectorySearch { Filter = LdapFilter.Equal("sAMAccountName", account), Attributes = attributes }
            )
        );
}
