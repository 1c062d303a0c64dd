using System.Diagnostics;
using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>Servers that stop half-way, with the real client library.</summary>
public sealed class SilenceTests
{
    [SambaFact]
    public async Task ModifyAsync_ConnectionEndsBeforeTheAnswer_IsOutcomeUnknownAndWasDone()
    {
        await using var controller = await SambaDomainController.StartNewAsync("plain");
        using var proxy = new CuttingProxy((controller.Address, 389));
        var options = Settings.AsAdministrator(controller);
        options.Servers = [$"ldap://127.0.0.1:{proxy.Port}"];
        options.AllowPlaintext = true;
        await using var directory = Settings.Directory(options);
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        var id = (await session.PersonAsync("helpdesk.hugo", "cn")).Id;
        await using var direct = Settings.Directory(Settings.AsAdministrator(controller));
        await using var there = await direct.OpenAsync(null, CancellationToken.None);

        // The write is sent on a connection that has just answered; the cut comes between the two.
        var writing = new LdapConnector(options, new TrustedCertificates(null), TimeProvider.System);
        ServerAddress.TryParse(options.Servers[0], out var server, out _);
        using var link = writing.ConnectService(server!);
        link.Search(new LdapQuery("", SearchScope.Base, LdapQuery.AnyObject, ["dsServiceName"]));
        proxy.CutAnswers();
        var change = new DirectoryModification(
            id,
            [new AttributeModification(ModificationKind.Replace, "title", ["Written"])]
        );
        var failure = Assert.Throws<LdapFailure>(() => link.Modify(change));

        var fault = LdapFaultMapper.Write(failure, server!, change);
        Assert.True(fault.OutcomeUnknown);
        Assert.Equal(DirectoryFaultKind.Unreachable, fault.Kind);
        Assert.Equal("Written", (await there.ReadAsync(id, ["title"], CancellationToken.None))!.Text("title"));
    }

    [Theory]
    [InlineData("ldaps", false)]
    [InlineData("ldap", true)]
    [InlineData("ldap", false)]
    public async Task OpenAsync_ServerThatNeverAnswers_EndsInTime(string scheme, bool startTls)
    {
        using var silent = new CuttingProxy(null);
        var options = new ActiveDirectoryOptions
        {
            Servers = [$"{scheme}://127.0.0.1:{silent.Port}"],
            StartTls = startTls,
            AllowPlaintext = true,
            UserName = "svc@contoso.test",
            Password = "x",
            ConnectTimeout = TimeSpan.FromSeconds(1),
            Timeout = TimeSpan.FromSeconds(1),
        };
        var watch = Stopwatch.StartNew();

        var fault = await Settings.OpenFaultAsync(options);

        Assert.Contains(fault.Kind, new[] { DirectoryFaultKind.Unreachable, DirectoryFaultKind.TimeLimitExceeded });
        Assert.False(fault.OutcomeUnknown);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(6), $"{watch.Elapsed}");
    }
}
