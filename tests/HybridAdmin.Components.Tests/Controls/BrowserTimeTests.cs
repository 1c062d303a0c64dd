using Bunit;
using HybridAdmin.Components.Controls;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Controls;

public sealed class BrowserTimeTests : ControlTest
{
    [Theory]
    [InlineData(-5, "just now")]
    [InlineData(-300, "5 min ago")]
    [InlineData(-3 * 3600, "3 h ago")]
    [InlineData(-26 * 3600, "yesterday")]
    [InlineData(-4 * 86400, "4 days ago")]
    [InlineData(-8 * 86400, "12 Nov")]
    [InlineData(-400 * 86400, "16 Oct 2025")]
    [InlineData(5, "now")]
    [InlineData(1200, "in 20 min")]
    public void Relative_SecondsFromNow_IsSaidInTheLargestUnit(int seconds, string expected)
    {
        var times = new BrowserTime(Time);

        Assert.Equal(expected, times.Relative(Time.GetUtcNow().AddSeconds(seconds)));
    }

    [Fact]
    public async Task Exact_ZoneOfTheBrowser_IsUsedAndNamed()
    {
        JSInterop.Setup<string?>("hybridAdmin.timeZone").SetResult("Europe/Berlin");
        var times = Services.GetRequiredService<BrowserTime>();

        await times.LoadAsync(JSInterop.JSRuntime);

        Assert.Equal("20 Nov 2026, 13:00:00 (UTC+01:00)", times.Exact(Time.GetUtcNow()));
    }

    [Fact]
    public async Task LoadAsync_UnknownZone_StaysWithUtc()
    {
        JSInterop.Setup<string?>("hybridAdmin.timeZone").SetResult("Atlantis/Capital");
        var times = Services.GetRequiredService<BrowserTime>();

        await times.LoadAsync(JSInterop.JSRuntime);

        Assert.Equal("20 Nov 2026, 12:00:00 (UTC)", times.Exact(Time.GetUtcNow()));
    }
}
