using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.ActiveDirectory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>Domain controllers that stop and return.</summary>
public sealed class FailoverTests
{
    [SambaFact]
    public async Task OpenAsync_FirstServerStopped_UsesTheSecondAndReturnsWhenItIsBack()
    {
        await using var first = await SambaDomainController.StartNewAsync("plain");
        await using var second = await SambaDomainController.StartNewAsync("plain");
        using var authorities = new TemporaryFolder();
        File.Copy(first.CertificateAuthority, authorities.File("ca.crt"));
        var options = Settings.For(first);
        options.Servers = [first.Ldaps, second.Ldaps];
        options.TrustedCertificates = authorities.Path;
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var directory = Settings.Directory(options, time);

        Assert.Equal(first.Ldaps, await ServerAsync(directory));
        await first.StopAsync();
        time.Advance(TimeSpan.FromSeconds(1)); // a connection that has just answered is not probed
        Assert.Equal(second.Ldaps, await ServerAsync(directory));
        Assert.Equal(second.Ldaps, directory.Status.Server);
        Assert.True(directory.Status.IsReachable);

        await first.StartAsync();
        Assert.Equal(second.Ldaps, await ServerAsync(directory)); // not used for some seconds
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(first.Ldaps, await ServerAsync(directory));
        Assert.Equal(first.Ldaps, directory.Status.Server);
    }

    [SambaFact]
    public async Task Session_ControllerStoppedAndStarted_GoesOnWithoutARestart()
    {
        await using var controller = await SambaDomainController.StartNewAsync("plain");
        await using var directory = Settings.Directory(Settings.For(controller));
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        var person = await session.PersonAsync("helpdesk.hugo", "cn");

        await controller.StopAsync();
        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            session.ReadAsync(person.Id, ["cn"], CancellationToken.None)
        );
        Assert.Equal(DirectoryFaultKind.Unreachable, fault.Kind);
        Assert.False(fault.OutcomeUnknown);
        Assert.False(directory.Status.IsReachable);
        Assert.Equal(DirectoryFaultKind.Unreachable, directory.Status.Problem!.Kind);
        var since = directory.Status.Since;
        await Assert.ThrowsAsync<DirectoryFault>(() => directory.OpenAsync(null, CancellationToken.None));
        Assert.Equal(since, directory.Status.Since);

        await controller.StartAsync();
        await using var again = await directory.OpenAsync(null, CancellationToken.None);
        Assert.NotNull(await again.ReadAsync(person.Id, ["cn"], CancellationToken.None));
        Assert.NotNull(await session.ReadAsync(person.Id, ["cn"], CancellationToken.None));
        Assert.True(directory.Status.IsReachable);
    }

    [SambaFact]
    public async Task Session_ConnectionsBrokenUnnoticed_ReadsAndWritesOnNewOnes()
    {
        await using var controller = await SambaDomainController.StartNewAsync("plain");
        await using var directory = Settings.Directory(Settings.AsAdministrator(controller));
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        var person = await session.PersonAsync("helpdesk.hugo", "cn");

        await controller.StopAsync();
        await controller.StartAsync();
        var read = await session.ReadAsync(person.Id, ["cn"], CancellationToken.None);
        await controller.StopAsync();
        await controller.StartAsync();
        await session.ModifyAsync(
            new DirectoryModification(
                person.Id,
                [new AttributeModification(ModificationKind.Replace, "title", ["Survivor"])]
            ),
            CancellationToken.None
        );

        Assert.NotNull(read);
        Assert.Equal(
            "Survivor",
            (await session.ReadAsync(person.Id, ["title"], CancellationToken.None))!.Text("title")
        );
    }

    [SambaFact]
    public async Task OpenAsync_NothingListens_IsUnreachableAndNamesThePort()
    {
        var options = new ActiveDirectoryOptions
        {
            Servers = ["ldaps://127.77.77.77:6361"],
            UserName = "svc@contoso.local",
            Password = "x",
            ConnectTimeout = TimeSpan.FromSeconds(1),
        };

        var fault = await Settings.OpenFaultAsync(options);

        Assert.Equal(DirectoryFaultKind.Unreachable, fault.Kind);
        Assert.Contains("6361", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<string> ServerAsync(ActiveDirectoryDirectory directory)
    {
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        await session.ReadPositionAsync(CancellationToken.None);
        return session.Server;
    }
}
