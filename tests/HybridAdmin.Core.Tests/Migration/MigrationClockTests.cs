using HybridAdmin.Core.Migration;

namespace HybridAdmin.Core.Tests.Migration;

public sealed class MigrationClockTests
{
    private static readonly DateTimeOffset Day = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static MigrationBatch Batch(string status) =>
        new()
        {
            Identity = "Wave 1",
            Status = status,
            Kind = MigrationKind.Onboarding,
            CreationDateTime = Day,
        };

    [Theory]
    [InlineData("Synced", MigrationClockEvent.Stopped, 60)]
    [InlineData("SyncedwithErrors", MigrationClockEvent.Stopped, 60)]
    [InlineData("Stopped", MigrationClockEvent.Removed, 90)]
    [InlineData("Failed", MigrationClockEvent.Removed, 90)]
    [InlineData("Completed", MigrationClockEvent.Removed, 60)]
    public void Of_IdleBatch_CountsFromTheEarliestDateKnown(string status, MigrationClockEvent expected, int days)
    {
        var clock = MigrationClock.Of(Batch(status))!;

        Assert.Equal((expected, Day.AddDays(days), true), (clock.Event, clock.At, clock.IsEstimate));
        Assert.Contains("at the earliest", clock.Words(Day), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Created")]
    [InlineData("Syncing")]
    [InlineData("CompletedWithErrors")]
    [InlineData("Frobnicating")]
    public void Of_BatchThatNoClockRunsFor_IsNull(string status) => Assert.Null(MigrationClock.Of(Batch(status)));

    [Fact]
    public void Of_SyncedBatch_DoesNotCountTheDailyCopyAsATouch()
    {
        var clock = MigrationClock.Of(
            Batch("Synced") with
            {
                InitialSyncDateTime = Day.AddDays(2),
                LastSyncedDateTime = Day.AddDays(50),
            }
        )!;

        Assert.Equal((Day.AddDays(62), false), (clock.At, clock.IsEstimate));
    }

    [Fact]
    public void Of_CompletedBatch_CountsFromItsEnd()
    {
        var clock = MigrationClock.Of(Batch("Completed") with { FinalizedDateTime = Day.AddDays(10) })!;

        Assert.Equal(
            "Left alone, Microsoft removes this batch and its reports in 1 day, on 2026-08-10.",
            clock.Words(Day.AddDays(69).AddHours(1))
        );
        Assert.Equal("Microsoft removes this batch and its reports any day now.", clock.Words(Day.AddDays(80)));
    }

    [Fact]
    public void Of_BatchWithoutDates_IsNull() =>
        Assert.Null(MigrationClock.Of(new MigrationBatch { Identity = "b", Status = "Completed" }));
}
