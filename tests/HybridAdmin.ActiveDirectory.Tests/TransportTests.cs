using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.ActiveDirectory.Tests;

[Collection(ContosoGroup.Name)]
public sealed class TransportTests(ContosoFixture contoso)
{
    private SambaDomainController Controller => contoso.Controller;

    [SambaFact]
    public async Task OpenAsync_LdapsWithTheCaAsFile_Works()
    {
        await using var directory = Settings.Directory(Settings.For(Controller));

        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        Assert.Equal(Controller.Ldaps, session.Server);
        Assert.True((await session.ReadPositionAsync(CancellationToken.None)).HighestCommittedUsn > 0);
    }

    [SambaFact]
    public async Task OpenAsync_CaInAFolderAmongOtherThings_Works()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Controller.CertificateAuthority, folder.File("contoso.pem"));
        File.Copy(Path.Combine(Controller.Folder, "tls-wrong", "ca.crt"), folder.File("another.crt"));
        await File.WriteAllTextAsync(folder.File("README"), "Certificates of the CAs.");
        var options = Settings.For(Controller);
        options.TrustedCertificates = folder.Path;
        await using var directory = Settings.Directory(options);

        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        Assert.True((await session.ReadPositionAsync(CancellationToken.None)).HighestCommittedUsn > 0);
    }

    [SambaTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenAsync_AnotherCaTrusted_IsNotTrustedAndNamesTheIssuer(bool startTls)
    {
        var options = Settings.For(Controller);
        options.Servers = [startTls ? Controller.Ldap : Controller.Ldaps];
        options.StartTls = startTls;
        options.TrustedCertificates = Path.Combine(Controller.Folder, "tls-wrong", "ca.crt");

        var fault = await Settings.OpenFaultAsync(options);

        Assert.Equal(DirectoryFaultKind.NotTrusted, fault.Kind);
        Assert.Contains("HybridAdmin Test CA", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Directory:TrustedCertificates", fault.Message, StringComparison.Ordinal);
        Assert.Equal(options.Servers[0], fault.Server);
    }

    [SambaFact]
    public async Task OpenAsync_NoCaConfigured_TrustsTheSystemOnlyAndRefuses()
    {
        var options = Settings.For(Controller);
        options.TrustedCertificates = null;

        var fault = await Settings.OpenFaultAsync(options);

        Assert.Equal(DirectoryFaultKind.NotTrusted, fault.Kind);
    }

    [SambaFact]
    public async Task OpenAsync_CaFileWithoutACertificate_IsNotTrustedAndNamesTheSetting()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("empty.pem"), "nothing");
        var options = Settings.For(Controller);
        options.TrustedCertificates = folder.File("empty.pem");

        var fault = await Settings.OpenFaultAsync(options);

        Assert.Equal(DirectoryFaultKind.NotTrusted, fault.Kind);
        Assert.Contains("Directory:TrustedCertificates", fault.Message, StringComparison.Ordinal);
    }

    [SambaFact]
    public async Task OpenAsync_StartTls_Works()
    {
        var options = Settings.For(Controller);
        options.Servers = [Controller.Ldap];
        options.StartTls = true;
        await using var directory = Settings.Directory(options);

        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        Assert.True((await session.ReadPositionAsync(CancellationToken.None)).HighestCommittedUsn > 0);
    }

    [SambaFact]
    public async Task OpenAsync_PlaintextNotAllowed_IsEncryptionRequiredAndNamesTheSettings()
    {
        var options = Settings.For(Controller);
        options.Servers = [Controller.Ldap];

        var fault = await Settings.OpenFaultAsync(options);

        Assert.Equal(DirectoryFaultKind.EncryptionRequired, fault.Kind);
        Assert.Contains("Directory:StartTls", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Directory:AllowPlaintext", fault.Message, StringComparison.Ordinal);
    }

    [SambaFact]
    public async Task SignInAsync_PlaintextAllowedOnLoopback_Works()
    {
        var options = Settings.For(Controller);
        options.Servers = [Controller.Ldap];
        options.AllowPlaintext = true;
        await using var directory = Settings.Directory(options);

        var signIn = await directory.SignInAsync(
            "helpdesk.hanna",
            Controller.Password("helpdesk.hanna"),
            CancellationToken.None
        );

        Assert.NotNull(signIn.Account);
    }

    [SambaTheory]
    [InlineData("wrong", null)]
    [InlineData("", null)]
    [InlineData(null, "no-such-file")]
    [InlineData("Iron-Bridge-1\0", null)]
    public async Task OpenAsync_ServicePasswordUnusable_IsCredentialsRefusedWithoutThePassword(
        string? password,
        string? file
    )
    {
        var options = Settings.For(Controller);
        options.Password = password;
        options.PasswordFile = file ?? (password == "" ? "/dev/null" : null);

        var fault = await Settings.OpenFaultAsync(options);

        Assert.Equal(DirectoryFaultKind.CredentialsRefused, fault.Kind);
        Assert.Contains("Directory:Password", fault.Message, StringComparison.Ordinal);
        if (password == "wrong")
            Assert.DoesNotContain("wrong", fault.ToString(), StringComparison.Ordinal);
    }

    [SambaFact]
    public async Task OpenAsync_PasswordFile_IsReadWithoutItsLineEnd()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("password"), Controller.Password("svc-hybrid") + "\n");
        var options = Settings.For(Controller);
        options.Password = null;
        options.PasswordFile = folder.File("password");
        await using var directory = Settings.Directory(options);

        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        Assert.True(directory.Status.IsReachable);
    }
}
