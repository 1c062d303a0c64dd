using HybridAdmin.Core.Audit;
using HybridAdmin.Features.Audit;

namespace HybridAdmin.Components.Tests.Audit;

public sealed class AuditListStateTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly AuditListState Full = new()
    {
        Text = "a&b #1",
        Person = "kim",
        Object = "Weiß, Zoë",
        Attribute = "proxyAddresses",
        Outcome = AuditOutcome.Conflict,
        Action = AuditAction.ChangeReverted,
        From = new DateOnly(2026, 3, 1),
        To = new DateOnly(2026, 3, 31),
        Correlation = Guid.Parse("5f0d3f6e-40b6-4d1f-8c7e-6f5f1a2b3c4d"),
        ChangesOnly = true,
        Before = 4711,
    };

    [Fact]
    public void Parse_OwnUri_GivesTheSameState() =>
        Assert.Equal(Full, AuditListState.Parse("https://console.test/" + Full.ToUri()));

    [Fact]
    public void ToUri_NoFilter_IsThePathAlone() => Assert.Equal("audit", new AuditListState().ToUri());

    [Theory]
    [InlineData("outcome=42")]
    [InlineData("outcome=Perhaps&from=yesterday")]
    [InlineData("before=-3&correlation=x")]
    public void Parse_Nonsense_CountsAsNotGiven(string query) =>
        Assert.Equal(new AuditListState(), AuditListState.Parse("https://console.test/audit?" + query));

    [Fact]
    public void ToQuery_Days_AreThoseOfTheZoneAndIncludeTheLast()
    {
        var query = Full.ToQuery(Berlin);

        Assert.Equal(new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero), query.From);
        // Summer time began on the 29th.
        Assert.Equal(new DateTimeOffset(2026, 3, 31, 22, 0, 0, TimeSpan.Zero), query.To);
    }

    [Fact]
    public void ToExportUri_Filters_AreMomentsInUtcWithoutThePlaceInTheList()
    {
        var uri = Full.ToExportUri("csv", Berlin);

        Assert.StartsWith("audit/export?format=csv&", uri);
        Assert.Contains("from=2026-02-28T23%3A00%3A00Z", uri);
        Assert.DoesNotContain("before", uri);
    }

    [Fact]
    public void IsFiltered_OnlyAnOlderPage_IsNot()
    {
        Assert.False(new AuditListState { Before = 9 }.IsFiltered);
        Assert.True(new AuditListState { ChangesOnly = true }.IsFiltered);
    }
}
