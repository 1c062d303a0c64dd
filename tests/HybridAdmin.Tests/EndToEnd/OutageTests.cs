using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Testing.ActiveDirectory;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Api;
using HybridAdmin.Tests.Hosting;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>
/// Outages of the directory, each on its own controller: the console keeps running, reports why it is not ready, and
/// recovers automatically.
/// </summary>
public sealed class OutageTests
{
    [SambaFact]
    public async Task Controller_StoppedAndBack_NeedsNoRestart()
    {
        await using var controller = await SambaDomainController.StartNewAsync("plain");
        await using var console = await ApiConsole.StartAsync(DirectorySettings.Ldaps(controller));
        using var caller = console.As(Role.Helpdesk);
        Guid greta;
        using (var domain = new DomainAdministrator(controller))
            greta = domain.Read("(cn=Greta Lind)").Id;
        (await caller.GetAsync("/health/ready")).Ok();

        await controller.StopAsync();
        (await caller.GetAsync($"recipients/{greta}")).Problem(
            HttpStatusCode.ServiceUnavailable,
            "directory-unavailable"
        );
        (await caller.PreviewAsync(greta, new { addAddresses = new[] { "g@fabrikam.com" } })).Problem(
            HttpStatusCode.ServiceUnavailable,
            "directory-unavailable"
        );
        (await caller.PatchAsync(greta, new { addAddresses = new[] { "g@fabrikam.com" } })).Problem(
            HttpStatusCode.ServiceUnavailable,
            "directory-unavailable"
        );
        var away = await caller.GetAsync("/health/ready");
        (await caller.GetAsync("/health/live")).Ok();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.Status);
        Assert.Equal(
            ("unreachable", "Unreachable"),
            (away.Json["directory"]!["state"].Text(), away.Json["directory"]!["fault"].Text())
        );
        using (var visitor = console.Visit())
        {
            var answer = await visitor.SignInAsync("helpdesk.hugo", controller.Password("helpdesk.hugo"), "");
            Assert.Contains(
                "The directory is not reachable",
                await answer.Content.ReadAsStringAsync(),
                StringComparison.Ordinal
            );
        }

        await controller.StartAsync();
        await ConsoleHost.UntilAsync(
            async () => (await caller.GetAsync($"recipients/{greta}")).Status == HttpStatusCode.OK,
            "the directory to be used again"
        );
        (await caller.GetAsync("/health/ready")).Ok();
        (await caller.PatchAsync(greta, new { addAddresses = new[] { "g@fabrikam.com" } })).Ok();
    }

    [SambaTheory]
    [InlineData("--wrong-certificate")]
    [InlineData("--wrong-name")]
    public async Task Controller_WithAWrongCertificate_IsNotSpokenTo(string option)
    {
        await using var controller = await SambaDomainController.StartNewAsync("plain", option);
        await using var console = await ApiConsole.StartAsync(DirectorySettings.Ldaps(controller));
        using var caller = console.As(Role.Helpdesk);

        (await caller.GetAsync("/health/live")).Ok();
        var ready = await caller.GetAsync("/health/ready");
        var patch = await caller.PatchAsync(Guid.NewGuid(), new { hiddenFromAddressListsEnabled = true });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.Equal("NotTrusted", ready.Json["directory"]!["fault"].Text());
        Assert.Contains("certificate", ready.Json["directory"]!["problem"].Text(), StringComparison.Ordinal);
        patch.Problem(HttpStatusCode.ServiceUnavailable, "directory-unavailable");
    }

    [SambaFact]
    public async Task ServiceAccount_PasswordExpired_IsNotReadyAndSaysSo()
    {
        await using var controller = await SambaDomainController.StartNewAsync("plain");
        using var domain = new DomainAdministrator(controller);
        var account = domain.Read("(sAMAccountName=svc-hybrid)").Dn;
        domain.Replace(account, "pwdLastSet", "0"); // must be changed
        await using var console = await ApiConsole.StartAsync(DirectorySettings.Ldaps(controller));
        using var caller = console.As(Role.Helpdesk);

        var ready = await caller.GetAsync("/health/ready");
        var patch = await caller.PatchAsync(Guid.NewGuid(), new { hiddenFromAddressListsEnabled = true });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.Equal("CredentialsRefused", ready.Json["directory"]!["fault"].Text());
        Assert.NotEmpty(ready.Json["directory"]!["problem"].Text());
        Assert.DoesNotContain(controller.Password("svc-hybrid"), ready.Text, StringComparison.Ordinal);
        patch.Problem(HttpStatusCode.ServiceUnavailable, "directory-unavailable");

        domain.Replace(account, "pwdLastSet", "-1");
        await ConsoleHost.UntilAsync(
            async () => (await caller.GetAsync("/health/ready")).Status == HttpStatusCode.OK,
            "the console to be ready"
        );
    }
}
