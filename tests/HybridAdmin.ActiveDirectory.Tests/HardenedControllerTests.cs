using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>Domain controllers with other configurations, each started for its test.</summary>
public sealed class HardenedControllerTests
{
    [SambaFact]
    public async Task OpenAsync_CertificateOfAnotherName_IsNotTrustedAndNamesBoth()
    {
        await using var controller = await SambaDomainController.StartNewAsync("plain", "--wrong-name");

        var fault = await Settings.OpenFaultAsync(Settings.For(controller));

        Assert.Equal(DirectoryFaultKind.NotTrusted, fault.Kind);
        Assert.Contains("other.example", fault.Message, StringComparison.Ordinal);
        Assert.Contains(controller.Address, fault.Message, StringComparison.Ordinal);
    }

    [SambaFact]
    public async Task OpenAsync_CertificateOfAnUnknownCa_IsNotTrustedAndStatusSaysSo()
    {
        await using var controller = await SambaDomainController.StartNewAsync("plain", "--wrong-certificate");
        await using var directory = Settings.Directory(Settings.For(controller));

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() => directory.OpenAsync(null, CancellationToken.None));

        Assert.Equal(DirectoryFaultKind.NotTrusted, fault.Kind);
        Assert.Contains("Somebody Else CA", fault.Message, StringComparison.Ordinal);
        Assert.False(directory.Status.IsReachable);
        Assert.Same(fault, directory.Status.Problem);
    }

    [SambaFact]
    public async Task OpenAsync_ControllerThatWantsEncryption_SaysSoOnPlaintextAndServesStartTls()
    {
        await using var controller = await SambaDomainController.StartNewAsync("plain", "--strong-auth");
        var options = Settings.For(controller);
        options.Servers = [controller.Ldap];
        options.AllowPlaintext = true;

        var fault = await Settings.OpenFaultAsync(options);

        Assert.Equal(DirectoryFaultKind.EncryptionRequired, fault.Kind);
        Assert.Equal(8, fault.ResultCode);
        options.StartTls = true;
        await using var directory = Settings.Directory(options);
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        Assert.True((await session.ReadPositionAsync(CancellationToken.None)).HighestCommittedUsn > 0);
    }
}
