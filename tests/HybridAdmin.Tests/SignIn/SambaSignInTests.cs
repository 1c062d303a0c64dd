using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.ActiveDirectory;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.SignIn;

/// <summary>
/// The whole sign-in with a real domain controller: settings, LDAPS, bind, nested groups, role, record.
/// </summary>
public sealed class SambaSignInTests
{
    [SambaFact]
    public async Task SignIn_PeopleOfContoso_GetTheirRoles()
    {
        await using var controller = await SambaDomainController.StartNewAsync();
        await using var host = await ConsoleHost.StartAsync([
            $"Directory:Servers:0={controller.Ldaps}",
            $"Directory:TrustedCertificates={controller.CertificateAuthority}",
            $"Directory:UserName={controller.ServiceAccount}",
            $"Directory:Password={controller.Password("svc-hybrid")}",
            "SignIn:Mode=Directory",
            "Access:Roles:Helpdesk:0=HybridAdmin Helpdesk",
            "Access:Roles:RecipientAdministrator:0=HybridAdmin Recipient Administrators",
            "Access:Roles:Auditor:0=HybridAdmin Auditors",
            "Access:Roles:Administrator:0=HybridAdmin Administrators",
        ]);
        using var monitor = host.Visit();
        await ConsoleHost.UntilAsync(
            async () => (await monitor.Client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK,
            "the console to be ready"
        );

        foreach (
            var (account, role) in new[]
            {
                ("helpdesk.hanna", Role.Helpdesk),
                ("helpdesk.uwe", Role.Helpdesk),
                ("recipients.rita", Role.RecipientAdministrator),
                ("auditor.otto", Role.Auditor),
                ("admin.ada", Role.Administrator),
            }
        )
        {
            using var visitor = host.Visit();
            await visitor.SignInAsync(account, controller.Password(account), "");
            Assert.True(await visitor.IsInsideAsync(), account);
            Assert.Equal(role, (await LastAsync(host, AuditAction.SignedIn)).Role);
        }

        using var stranger = host.Visit();
        var wrong = await stranger.SignInAsync("helpdesk.hanna", "wrong", "");
        Assert.Contains(
            "User name or password is wrong",
            await wrong.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.False(await stranger.IsInsideAsync());
        Assert.Equal("helpdesk.hanna", (await LastAsync(host, AuditAction.SignInRefused)).ActorId);
    }

    private static async Task<AuditEntry> LastAsync(ConsoleHost host, AuditAction action) =>
        (
            await host
                .Services.GetRequiredService<IAuditLog>()
                .ListAsync(new AuditQuery { Action = action }, null, 1, CancellationToken.None)
        ).Items.Single();
}
