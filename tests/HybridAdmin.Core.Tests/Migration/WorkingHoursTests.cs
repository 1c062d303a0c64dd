using System.Globalization;
using HybridAdmin.Core.Migration;

namespace HybridAdmin.Core.Tests.Migration;

public sealed class WorkingHoursTests
{
    private static readonly WorkingHours Days = WorkingHours.Default(TimeZoneInfo.Utc);

    /// <summary>22 to 6, beginning on Fridays.</summary>
    private static readonly WorkingHours Nights = Days with
    {
        Days = new HashSet<DayOfWeek> { DayOfWeek.Friday },
        From = new TimeOnly(22, 0),
        To = new TimeOnly(6, 0),
    };

    [Theory]
    [InlineData("2026-11-20T06:59:59Z", false)] // a Friday
    [InlineData("2026-11-20T07:00:00Z", true)]
    [InlineData("2026-11-20T18:59:59Z", true)]
    [InlineData("2026-11-20T19:00:00Z", false)]
    [InlineData("2026-11-21T12:00:00Z", false)]
    [InlineData("2026-11-22T12:00:00Z", false)]
    [InlineData("2026-11-23T12:00:00+09:00", false)] // Monday in Tokyo, three o'clock here
    public void Contains_Default_IsMondayToFridayByTheZonesClock(string at, bool expected) =>
        Assert.Equal(expected, Days.Contains(Time(at)));

    [Theory]
    [InlineData("2026-11-20T21:59:59Z", false)]
    [InlineData("2026-11-20T22:00:00Z", true)]
    [InlineData("2026-11-21T05:59:59Z", true)] // the night that began on Friday
    [InlineData("2026-11-21T06:00:00Z", false)]
    [InlineData("2026-11-21T23:00:00Z", false)]
    [InlineData("2026-11-20T05:00:00Z", false)] // the night that began on Thursday
    public void Contains_OverMidnight_BelongsToTheDayOnWhichItBegan(string at, bool expected) =>
        Assert.Equal(expected, Nights.Contains(Time(at)));

    [Fact]
    public void Contains_ZoneWithSummerTime_FollowsItsClock()
    {
        var berlin = WorkingHours.Default(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        Assert.False(berlin.Contains(Time("2026-01-12T05:30:00Z"))); // 6:30
        Assert.True(berlin.Contains(Time("2026-07-13T05:30:00Z"))); // 7:30
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
