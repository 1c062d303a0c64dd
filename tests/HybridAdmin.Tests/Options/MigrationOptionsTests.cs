using HybridAdmin.Core.Migration;

namespace HybridAdmin.Tests.Options;

public sealed class MigrationOptionsTests
{
    private static readonly DateTimeOffset SundayNoonInTokyo = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public void Load_NothingGiven_IsMondayToFriday7To19ByTheServersClock()
    {
        var hours = Given.Settings().WorkingHours;

        var expected = WorkingHours.Default(TimeZoneInfo.Local);
        Assert.Equal((expected.From, expected.To, expected.Zone), (hours.From, hours.To, hours.Zone));
        Assert.Equal(expected.Days.Order(), hours.Days.Order());
    }

    [Fact]
    public void Load_Given_IsRead()
    {
        var hours = Given
            .Settings(
                "Migration:WorkingHours:Days:0=sunday",
                "Migration:WorkingHours:Days:1=Monday",
                "Migration:WorkingHours:From=8:30",
                "Migration:WorkingHours:To=17:00",
                "Migration:WorkingHours:TimeZone=Asia/Tokyo"
            )
            .WorkingHours;

        Assert.True(hours.Contains(SundayNoonInTokyo));
        Assert.False(hours.Contains(SundayNoonInTokyo.AddHours(5)));
        Assert.False(hours.Contains(SundayNoonInTokyo.AddHours(-4)));
        Assert.False(hours.Contains(SundayNoonInTokyo.AddDays(2)));
    }

    [Theory]
    [InlineData("Migration:WorkingHours:Days:0=Caturday", "Migration:WorkingHours:Days:0=Monday")]
    [InlineData("Migration:WorkingHours:Days:0=1", "is no day")]
    [InlineData("Migration:WorkingHours:From=7 o'clock", "Migration:WorkingHours:From=07:00")]
    [InlineData("Migration:WorkingHours:To=25:00", "Migration:WorkingHours:To=19:00")]
    [InlineData("Migration:WorkingHours:To=07:00", "are the same")]
    [InlineData("Migration:WorkingHours:TimeZone=Europe/Atlantis", "Migration:WorkingHours:TimeZone=Europe/Berlin")]
    [InlineData("Migration:WorkingHours:Zone=Europe/Berlin", "Did you mean Migration:WorkingHours:")]
    public void Load_Mistake_NamesTheSettingAndAnExample(string setting, string says) =>
        Assert.Contains(says, Given.Mistake(setting), StringComparison.Ordinal);
}
