using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Features.Home;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Components.Tests.Home;

/// <summary>The synchronisation on the home page.</summary>
public sealed class SyncCardTests : PageTest
{
    [Fact]
    public void Render_OnTime_CountsDownAndSaysWhatIsUnknown()
    {
        Connect(TimeSpan.FromMinutes(12));

        var page = Open();

        Assert.Contains("on time", Card(page), StringComparison.Ordinal);
        Assert.Contains("due in about 18 minutes", Card(page), StringComparison.Ordinal);
        Assert.Contains("unknown to an application", Card(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Synchronise now", Card(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "The synchronisation is late")]
    [InlineData(5, "The synchronisation stands still")]
    public void Render_Late_Warns(int hours, string title)
    {
        Connect(TimeSpan.FromHours(hours));

        var page = Open();

        Assert.Contains(page.FindAll(".alert-title"), t => t.TextContent.Contains(title, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_CertificateEnds_Warns()
    {
        Connect(TimeSpan.FromMinutes(1));
        Tenant.Status = Tenant.Status with
        {
            Warnings = ["The certificate of Tenant:CertificateFile ends on 1 December 2026."],
        };

        var page = Open();

        Assert.Contains("ends on 1 December 2026", page.Find(".alert").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void SynchroniseNow_CommandConfigured_RunsItAndSaysSo()
    {
        Hook.Description = "start-sync";
        Connect(TimeSpan.FromMinutes(12));
        var page = Open();

        page.FindAll("button").Single(b => b.TextContent.Contains("Synchronise now", StringComparison.Ordinal)).Click();

        page.WaitForAssertion(() =>
            Assert.Contains("The synchronisation was started", Card(page), StringComparison.Ordinal)
        );
        Assert.Equal(1, Hook.Runs);
        Assert.Equal([AuditAction.SyncRequested, AuditAction.SyncEnded], Audit.Entries.Select(e => e.Action).Order());
    }

    [Fact]
    public void SynchroniseNow_Helpdesk_IsNotOffered()
    {
        Hook.Description = "start-sync";
        SignIn(Role.Helpdesk);
        Connect(TimeSpan.FromMinutes(12));

        Assert.DoesNotContain("Synchronise now", Card(Open()), StringComparison.Ordinal);
    }

    private void Connect(TimeSpan age)
    {
        Tenant.Status = new TenantStatus(TenantState.Reachable, Time.GetUtcNow(), null);
        Tenant.Description = CloudSamples.Tenant(Time.GetUtcNow() - age) with { ReadAt = Time.GetUtcNow() };
    }

    private IRenderedComponent<HomePage> Open()
    {
        var page = Render<HomePage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".next-sync")));
        return page;
    }

    private static string Card(IRenderedComponent<HomePage> page) =>
        page.Find("section[aria-label='Microsoft 365']").TextContent;
}
