using Bunit;
using HybridAdmin.Components.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.Directory;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Layout;

public sealed class ConnectionStateTests : PageTest
{
    [Fact]
    public void Chips_DirectoryConnected_SayServerAndLeadToSettings()
    {
        var chips = Render<ConnectionChips>();

        chips.WaitForAssertion(() => Assert.Contains("connected", chips.Find("a").TextContent));
        Assert.Equal("settings", chips.Find("a").GetAttribute("href"));
        Assert.Contains("dc1.contoso.test", chips.Find("a").GetAttribute("title"));
    }

    [Fact]
    public void Chips_RoleWithoutSettings_LeadHome()
    {
        SignIn(Role.Helpdesk);

        var chips = Render<ConnectionChips>();

        chips.WaitForAssertion(() => Assert.Equal("", chips.Find("a").GetAttribute("href")));
    }

    [Fact]
    public async Task Banners_DirectoryGoesAway_SaysSinceWhenAndWhyAfterTheNextQuestion()
    {
        await Directory.DescribeAsync(false, default);
        var banners = Render<ConnectionBanners>();
        Assert.Empty(banners.FindAll(".banner"));
        Directory.GoAway(new DirectoryFault(DirectoryFaultKind.Unreachable, "dc1 does not answer."));
        await Assert.ThrowsAsync<DirectoryFault>(() => Directory.DescribeAsync(false, default));

        Time.Advance(ConnectionState.Period);

        banners.WaitForAssertion(() =>
            Assert.Contains("not reachable since 20 Nov 2026 12:00", banners.Find(".banner").TextContent)
        );
        Assert.Contains("dc1 does not answer.", banners.Find(".banner").TextContent);
    }

    [Fact]
    public void Banners_Sandbox_SaySo()
    {
        Services.AddSingleton<IDirectory>(new SandboxLike(Directory));

        var banners = Render<ConnectionBanners>();

        banners.WaitForAssertion(() => Assert.Contains("Nothing here is real", banners.Find(".banner").TextContent));
    }

    [Fact]
    public async Task Dispose_LastListener_EndsTheTimer()
    {
        Render<ConnectionChips>();
        Render<ConnectionBanners>();
        Assert.Equal(1, Time.ActiveTimers);

        await DisposeComponentsAsync();

        Assert.Equal(0, Time.ActiveTimers);
    }

    [Fact]
    public async Task Dispose_OneOfTwoListeners_LeavesTheOtherInformed()
    {
        var state = Services.GetRequiredService<ConnectionState>();
        var calls = 0;
        var first = state.Listen(() => calls += 100);
        using var second = state.Listen(() => calls++);
        first.Dispose();
        Directory.GoAway();
        await Assert.ThrowsAsync<DirectoryFault>(() => Directory.DescribeAsync(false, default));
        var before = calls;

        Time.Advance(ConnectionState.Period);

        Assert.True(SpinWait.SpinUntil(() => calls == before + 1, TimeSpan.FromSeconds(5)));
    }

    private sealed class SandboxLike(FakeDirectory inner) : IDirectory
    {
        public DirectoryStatus Status => new("sandbox", true, null, null);

        public async Task<DirectoryDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken) =>
            (await inner.DescribeAsync(fresh, cancellationToken)) with
            {
                Kind = "Sandbox",
            };

        public Task<IDirectorySession> OpenAsync(DistinguishedName? near, CancellationToken cancellationToken) =>
            inner.OpenAsync(near, cancellationToken);
    }
}
